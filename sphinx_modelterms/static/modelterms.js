"use strict";

// The bottom of what the theme keeps at the top of the window: heads and letters stay below it.
function topEdge(own) {
  const keeps = (e) => e !== own && /fixed|sticky/.test(getComputedStyle(e).position);
  for (let edge = 0; ; ) {
    const bar = document.elementsFromPoint(innerWidth / 2, edge + 1).find(keeps);
    const next = bar?.getBoundingClientRect().bottom ?? 0;
    if (next <= edge || next > innerHeight / 4) return edge;
    edge = next;
  }
}

// A comparison that is wider than its place can be scrolled by keyboard: it takes the focus then,
// and says what it is. One that fits is left alone. Where more follows, it fades out.
for (const box of document.querySelectorAll(".mt-scroll")) {
  const scrolls = () => getComputedStyle(box).overflowX === "auto";
  const mark = () => {
    const hidden = box.scrollWidth - box.clientWidth - Math.abs(box.scrollLeft);
    box.classList.toggle("mt-continues", hidden > 1 && scrolls());
  };
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
    mark();
    // In a box that scrolls, the head scrolls with it.
    const top = topEdge();
    box.style.setProperty("--mt-top", `${scrolls() ? 0 : top}px`);
  }).observe(box);
  box.addEventListener("scroll", mark);
}

// In the index from A to Z, the letter of the names in view is marked. What a theme keeps at the top
// can appear later, so it is measured again where a letter comes or goes.
for (const line of document.querySelectorAll(".mt-alphabet")) {
  const letters = new Map();
  for (const link of line.querySelectorAll("a")) {
    letters.set(document.getElementById(decodeURIComponent(link.hash.slice(1))), link);
  }
  const inView = new Set();
  let observer, above;
  // A page opened at a letter is scrolled there before it is known what covers the letter. So it is
  // scrolled again, unless the reader has begun to move.
  const isFirst = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  let opened = isFirst && [...letters].find(([, link]) => link.hash === location.hash)?.[0];
  const leave = () => (opened = null);
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    addEventListener(type, leave, { once: true, passive: true });
  }
  addEventListener("load", () => setTimeout(leave, 1000), { once: true });
  const note = (changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) inView.add(target);
      else inView.delete(target);
    }
    const first = [...letters.keys()].find((group) => inView.has(group));
    for (const [group, link] of first ? letters : []) {
      if (group === first) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    place();
  };
  const place = () => {
    const [top, height] = [topEdge(line), line.offsetHeight];
    const padding = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const margin = Math.max(top - padding, 0) + height;
    if (above === `${top} ${margin}`) return;
    above = `${top} ${margin}`;
    line.style.setProperty("--mt-top", `${top}px`);
    line.parentElement.style.setProperty("--mt-height", `${margin}px`);
    observer?.disconnect();
    inView.clear();
    const landing = Math.round(padding + margin + 9);
    observer = new IntersectionObserver(note, { rootMargin: `${-landing}px 0px -40%` });
    for (const group of letters.keys()) observer.observe(group);
    if (opened) opened.scrollIntoView({ behavior: "instant" });
  };
  new ResizeObserver(place).observe(line);
}

// What the terms of a comparison share is folded, unless there is nothing else.
for (const part of document.querySelectorAll("tbody + .mt-shared")) {
  const head = part.querySelector("th");
  const button = document.createElement("button");
  const fold = (folded) => {
    part.classList.toggle("mt-folded", folded);
    button.setAttribute("aria-expanded", !folded);
  };
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", () => fold(!part.classList.contains("mt-folded")));
  head.append(button);
  fold(true);
}

// A list with a filter gets a search box. What does not match is hidden; the count is announced
// politely; Escape clears. Without this script the list is whole and there is no box.
//
// A list can have thousands of terms, so a key writes to few elements: a group is whole, hidden, or
// narrowed to the rows that are marked; and of the rows that come back, those after the first ones
// come after the keys. While the box has the focus, groups out of sight are not laid out.
const FIRST = 200; // rows that come back with the key
const PAUSE = 250; // ms without a key, after which the others do
for (const place of document.querySelectorAll(".mt-filter")) {
  const list = place.parentElement;
  const label = document.createElement("label");
  const input = document.createElement("input");
  const status = document.createElement("output");
  let groups, pause, writing;
  label.textContent = place.dataset.mtLabel;
  input.type = "search";
  input.autocomplete = "off"; // else the text comes back after a reload, but not the filter
  status.setAttribute("role", "status");
  label.append(input);
  place.append(label, status);
  // The address keeps the text, for the way back from a term and for others.
  input.value = new URLSearchParams(location.search).get(list.id) ?? "";
  if (input.value) {
    read();
    narrow();
  }
  input.addEventListener("focus", begin);
  input.addEventListener("input", type);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !input.value) return;
    event.preventDefault();
    event.stopPropagation();
    input.value = "";
    type();
  });
  // Before anything can jump: a jump needs the true height of all that it passes. Not while the
  // mouse is pressed, or what it is on could move away under it.
  input.addEventListener("blur", () => {
    clearTimeout(pause);
    pause = setTimeout(end, PAUSE);
  });
  document.addEventListener("click", (event) => place.contains(event.target) || end(), true);

  function begin() {
    read();
    list.classList.add("mt-filtering");
  }

  function type() {
    begin();
    narrow(FIRST);
    clearTimeout(writing);
    writing = setTimeout(write, PAUSE);
  }

  function write() {
    const url = new URL(location);
    if (input.value) url.searchParams.set(list.id, input.value);
    else url.searchParams.delete(list.id);
    try {
      history.replaceState(history.state, "", url);
    } catch {
      // Browsers can refuse it, for files on a disk and after many changes.
    }
  }

  function end() {
    if (!list.classList.contains("mt-filtering")) return;
    narrow();
    list.classList.remove("mt-filtering");
  }

  // Once, when the box is first used.
  function read() {
    if (groups) return;
    const found = new Map();
    for (const item of list.querySelectorAll(".mt-item")) {
      const parts = item.tagName === "DT" ? [item, item.nextElementSibling] : [item];
      const text = parts.map((part) => part.textContent).join(" ");
      const element = item.closest(".mt-group") ?? list;
      if (!found.has(element)) found.set(element, []);
      found.get(element).push({ parts, text: fold(text), shown: true, marked: false });
    }
    groups = [...found].map(([element, rows]) => ({ element, rows }));
  }

  function narrow(budget = Infinity) {
    clearTimeout(pause);
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let [count, all] = [0, 0];
    for (const { element, rows } of groups) {
      let shown = 0;
      for (const row of rows) {
        const matches = words.every((word) => row.text.includes(word));
        if (matches) count += 1;
        row.shown = matches && (row.shown || budget-- > 0);
        if (row.shown) shown += 1;
      }
      all += rows.length;
      show(element, rows, shown);
    }
    for (const part of list.querySelectorAll(".mt-count, .mt-letters")) part.hidden = words.length;
    const message = place.dataset.mtCount;
    status.textContent = words.length
      ? message.replace("{shown}", count).replace("{all}", all)
      : "";
    if (budget < 0) pause = setTimeout(narrow, PAUSE);
  }

  function show(element, rows, shown) {
    // The box is in a list without groups: that is never hidden.
    const hidden = !shown && element !== list;
    const narrowed = shown < rows.length && !hidden;
    for (const row of narrowed ? rows : []) {
      if (row.marked === row.shown) continue;
      row.marked = row.shown;
      for (const part of row.parts) part.classList.toggle("mt-match", row.marked);
    }
    element.classList.toggle("mt-narrowed", narrowed);
    if (element !== list) element.hidden = hidden;
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
