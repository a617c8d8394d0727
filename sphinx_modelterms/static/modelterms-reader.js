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

  // Screen readers are told of hover cards only while there can be one. What other scripts say of
  // a link stays.
  function describe(on) {
    if (on) {
      for (const [link, id] of silenced) setIds(link, [...idsOf(link), id]);
      silenced = [];
    } else {
      for (const link of document.querySelectorAll("a.mt-ref[aria-describedby]")) {
        const ids = idsOf(link);
        for (const id of ids.filter(isOurs)) silenced.push([link, id]);
        setIds(link, ids.filter((id) => !isOurs(id)));
      }
    }
  }

  const idsOf = (link) => link.getAttribute("aria-describedby")?.match(/\S+/g) ?? [];
  const isOurs = (id) => id.startsWith("mt-tip-");

  function setIds(link, ids) {
    if (ids.length) link.setAttribute("aria-describedby", [...new Set(ids)].join(" "));
    else link.removeAttribute("aria-describedby");
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
