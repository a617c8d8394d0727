// Opens, places and closes hover cards. Without it, the links do all the work.
"use strict";
if ("popover" in HTMLElement.prototype) {
  const DELAY = 300; // ms, to open or close
  const GAP = 6; // px, around
  const LINES = 4;
  const root = document.documentElement;
  let link, card; // of the open card
  let under; // the link under the pointer
  let y; // of the pointer
  let opening, closing;
  let touched; // by the last pointer that was pressed

  const linkAt = (node) => node.closest?.("a.mt-ref");

  // By where the link leads (page.html#term-x): other scripts change what describes it.
  function cardOf({ dataset, attributes: { href } }) {
    const id = dataset.mtTip ?? href.value.replace(/.*#(term-)?/, "mt-tip-");
    return document.getElementById(id);
  }

  function open(to, at) {
    clearTimeout(opening);
    clearTimeout(closing);
    const wanted = root.dataset.mtHover !== "off" && cardOf(to);
    if (!wanted || (to === link && card)) return;
    close();
    [link, card, y] = [to, wanted, at];
    card.parentElement.classList.add("mt-opened");
    card.showPopover();
    place();
    return true;
  }

  function close() {
    clearTimeout(closing);
    if (card?.isConnected) card.hidePopover();
    link = card = undefined;
  }

  function closeSoon() {
    clearTimeout(closing);
    closing = setTimeout(() => link?.matches(":focus-visible") || close(), DELAY);
  }

  // Below the link, or above if there is more room. Where neither side has enough, at the edge of
  // the window in its whole width, with fewer lines if need be.
  function place() {
    const box = link.getBoundingClientRect();
    const { clientWidth: width, clientHeight: height } = root;
    if (box.bottom < 0 || box.top > height) return close();
    const lines = [...link.getClientRects()];
    const line = lines.find((part) => y >= part.top && y <= part.bottom) ?? lines[0] ?? box;
    const text = card.lastChild.style;
    text.webkitLineClamp = "";
    card.classList.remove("mt-docked");
    let size = card.getBoundingClientRect();
    const [above, below] = [box.top, height - box.bottom];
    const up = below < size.height + 2 * GAP && above > below;
    const room = (up ? above : below) - 2 * GAP;
    const docked = size.height > room;
    card.classList.toggle("mt-docked", docked);
    for (let most = LINES; size.height > room && most; most--) {
      text.webkitLineClamp = most;
      size = card.getBoundingClientRect();
    }
    const rtl = getComputedStyle(link).direction === "rtl";
    const left = rtl ? line.right - size.width : line.left;
    const [over, under] = docked ? [0, height] : [box.top - GAP - size.height, box.bottom + GAP];
    const inside = (at, most) => Math.max(GAP, Math.min(at, most - GAP)) + "px";
    card.style.left = inside(left, width - size.width);
    card.style.top = inside(up ? over : under, height - size.height);
  }

  addEventListener("pointerover", ({ target, pointerType, clientY }) => {
    if (pointerType === "touch") return;
    const to = linkAt(target);
    if (to && to !== under) {
      under = to;
      clearTimeout(opening);
      if (to === link) clearTimeout(closing);
      else opening = setTimeout(open, DELAY, to, clientY);
    } else if (card?.contains(target)) clearTimeout(closing);
  });
  addEventListener("pointerout", ({ relatedTarget: next, buttons, pointerType }) => {
    if (pointerType === "touch") return; // the finger is lifted, or scrolls
    if (under?.contains(next)) return;
    under = undefined;
    clearTimeout(opening);
    if (!buttons && !card?.contains(next)) closeSoon();
  });
  addEventListener("pointerup", ({ target }) => {
    if (!under && !card?.contains(target)) closeSoon();
  });
  // If the project wants so, the first tap opens the card, and the second one follows the link.
  addEventListener(
    "pointerdown",
    ({ pointerType }) => {
      touched = pointerType === "touch";
    },
    true,
  );
  addEventListener(
    "click",
    (event) => {
      const to = touched && linkAt(event.target);
      if (!to || !cardOf(to)?.closest("[data-mt-touch]")) return;
      if (!open(to, event.clientY)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
  addEventListener("focusin", ({ target }) => {
    const to = linkAt(target);
    if (to?.matches(":focus-visible")) open(to);
  });
  addEventListener("focusout", ({ target }) => {
    if (target === link && under !== link && !card.matches(":hover")) close();
  });
  // Others that listen for Escape hear it if there is no card.
  addEventListener(
    "keydown",
    (event) => {
      touched = false;
      if (event.key !== "Escape") return;
      clearTimeout(opening);
      if (card) event.stopPropagation();
      close();
    },
    true,
  );
  const follow = () => card && place();
  addEventListener("scroll", follow, true);
  addEventListener("resize", follow);
  addEventListener("pagehide", close);
}
