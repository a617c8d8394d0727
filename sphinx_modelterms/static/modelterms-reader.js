// The reader's switches: hover cards, and underlines of automatic links. What is chosen is kept in
// this browser only. It is put on the root at once, so that nothing flickers.
"use strict";
{
  const root = document.documentElement;
  const KEYS = ["hover", "auto"];
  let silenced = [];

  // Browsers can refuse their storage; the switches work all the same, for this page.
  function stored(key, value) {
    try {
      if (value) localStorage.setItem("modelterms-" + key, value);
      return localStorage.getItem("modelterms-" + key);
    } catch {
      return null;
    }
  }

  function apply(key, on) {
    if (on) root.removeAttribute("data-mt-" + key);
    else root.setAttribute("data-mt-" + key, "off");
    if (key === "hover") describe(on);
  }

  // Screen readers are told of hover cards only while there can be one.
  function describe(on) {
    const name = "aria-describedby";
    if (on) {
      for (const [link, id] of silenced) link.setAttribute(name, id);
      silenced = [];
    } else {
      for (const link of document.querySelectorAll("a.mt-ref[aria-describedby]")) {
        silenced.push([link, link.getAttribute(name)]);
        link.removeAttribute(name);
      }
    }
  }

  function box(key, text) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "checkbox";
    input.checked = stored(key) !== "off";
    apply(key, input.checked);
    input.addEventListener("change", () => {
      stored(key, input.checked ? "on" : "off");
      apply(key, input.checked);
    });
    label.append(input, " " + text);
    return label;
  }

  for (const key of KEYS) if (stored(key) === "off") apply(key, false);
  document.addEventListener("DOMContentLoaded", () => {
    const place = document.querySelector(".mt-reader");
    if (!place) return;
    const words = place.dataset;
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = words.mtLabel;
    group.append(legend, box("hover", words.mtHover), box("auto", words.mtAuto));
    place.append(group);
  });
}
