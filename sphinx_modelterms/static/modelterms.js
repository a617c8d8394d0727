// A comparison that is wider than its place can be scrolled by keyboard: it takes the focus then,
// and says what it is. One that fits is left alone.
"use strict";
for (const box of document.querySelectorAll(".mt-scroll")) {
  new ResizeObserver(() => {
    const wide = box.scrollWidth > box.clientWidth;
    for (const [name, value] of [
      ["tabindex", "0"],
      ["role", "region"],
      ["aria-label", box.dataset.mtLabel],
    ]) {
      if (wide) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
  }).observe(box);
}
