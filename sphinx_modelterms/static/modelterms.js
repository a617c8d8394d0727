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

// A list with a filter gets a search box. What does not match is hidden; the count is announced
// politely; Escape clears. Without this script the list is whole and there is no box.
for (const place of document.querySelectorAll(".mt-filter")) {
  const list = place.parentElement;
  const rows = [...list.querySelectorAll(".mt-item")].map((item) => {
    const parts = item.tagName === "DT" ? [item, item.nextElementSibling] : [item];
    const text = parts.map((part) => part.textContent).join(" ");
    return { parts, text: fold(text), group: item.closest(".mt-group"), shown: true };
  });
  const label = document.createElement("label");
  const input = document.createElement("input");
  const status = document.createElement("output");
  label.textContent = place.dataset.mtLabel;
  input.type = "search";
  status.setAttribute("role", "status");
  label.append(input);
  place.append(label, status);
  input.addEventListener("input", () => narrow());
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !input.value) return;
    event.preventDefault();
    event.stopPropagation();
    input.value = "";
    narrow();
  });

  function narrow() {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const used = new Set();
    let count = 0;
    for (const row of rows) {
      const shown = words.every((word) => row.text.includes(word));
      if (shown) {
        count += 1;
        used.add(row.group);
      }
      if (shown === row.shown) continue;
      row.shown = shown;
      for (const part of row.parts) part.hidden = !shown;
    }
    for (const group of list.querySelectorAll(".mt-group")) group.hidden = !used.has(group);
    for (const part of list.querySelectorAll(".mt-count, .mt-letters")) part.hidden = words.length;
    const message = place.dataset.mtCount;
    status.textContent = words.length
      ? message.replace("{shown}", count).replace("{all}", rows.length)
      : "";
  }
}

// The term of the day: the page knows those of some weeks after its build.
for (const box of document.querySelectorAll("[data-mt-day]")) {
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const later = box.querySelector("template").content.children;
  const day = Math.floor((today - Date.parse(box.dataset.mtDay)) / 864e5) % (later.length + 1);
  if (day > 0) box.querySelector("li").replaceWith(later[day - 1]);
}

// Letter case and accents do not matter.
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
