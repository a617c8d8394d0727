// Hover cards: the page holds them, this opens, places and closes them. Without it, or in browsers
// without popovers, the links do all the work.
"use strict";
if ("popover" in HTMLElement.prototype) {
  const DELAY = 300; // ms, to open by mouse and to close
  const GAP = 4; // px, from the link and from the window's edges
  const root = document.documentElement;
  let link, card; // of the open card
  let under; // the link that the pointer is on
  let y; // where the pointer was when it came
  let opening, closing;

  const linkAt = (node) => node.closest?.("a.mt-ref");

  // Known from where the link leads (page.html#term-x), or named by it; not from what describes
  // it: other scripts change that.
  function cardOf(link) {
    const anchor = link.getAttribute("href").split("#").pop();
    const id = link.dataset.mtTip ?? "mt-tip-" + anchor.replace(/^term-/, "");
    return id && document.getElementById(id);
  }

  function open(to, at) {
    clearTimeout(opening);
    clearTimeout(closing);
    const wanted = root.dataset.mtHover !== "off" && cardOf(to);
    if (!wanted || (to === link && card)) return;
    close();
    [link, card, y] = [to, wanted, at];
    card.showPopover();
    place();
  }

  function close() {
    clearTimeout(closing);
    if (card?.isConnected) card.hidePopover();
    link = card = undefined;
  }

  function closeSoon() {
    clearTimeout(closing);
    closing = setTimeout(() => {
      // The card of the link that has the keyboard's focus stays.
      if (!link?.matches(":focus-visible")) close();
    }, DELAY);
  }

  // Below the link, or above where there is more room; never over it, and inside the window.
  // Of a link over two lines below or above both, at the line that the pointer is on.
  function place() {
    const box = link.getBoundingClientRect();
    const [width, height] = [root.clientWidth, root.clientHeight];
    if (box.bottom < 0 || box.top > height) return close();
    const lines = [...link.getClientRects()];
    const line = lines.find((part) => y >= part.top && y <= part.bottom) ?? lines[0] ?? box;
    const size = card.getBoundingClientRect();
    const [below, above] = [height - box.bottom, box.top];
    const up = below < size.height + 2 * GAP && above > below;
    const rtl = getComputedStyle(link).direction === "rtl";
    const left = Math.min(rtl ? line.right - size.width : line.left, width - size.width - GAP);
    card.style.left = Math.max(GAP, left) + "px";
    card.style.top = (up ? box.top - GAP - size.height : box.bottom + GAP) + "px";
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const to = linkAt(event.target);
    if (to && to !== under) {
      under = to;
      clearTimeout(opening);
      if (to === link) clearTimeout(closing);
      else opening = setTimeout(open, DELAY, to, event.clientY);
    } else if (card?.contains(event.target)) clearTimeout(closing);
  });
  document.addEventListener("pointerout", (event) => {
    const next = event.relatedTarget;
    if (under?.contains(next)) return;
    under = undefined;
    clearTimeout(opening);
    if (card && !card.contains(next)) closeSoon();
  });
  document.addEventListener("focusin", (event) => {
    const to = linkAt(event.target);
    if (to?.matches(":focus-visible")) open(to);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === link && under !== link) close();
  });
  // Before others that listen for Escape; kept from them only if there is a card to close.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      clearTimeout(opening);
      if (!card) return;
      event.stopPropagation();
      close();
    },
    true,
  );
  const follow = () => card && place();
  addEventListener("scroll", follow, { capture: true, passive: true });
  addEventListener("resize", follow);
  addEventListener("pagehide", close);
}
