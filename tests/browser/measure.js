// What can be measured of our blocks on a page: returns a list of sentences, one for each fault.
// On paper nothing scrolls and nothing is pressed.
(options) => {
  const paper = options?.paper ?? false;
  const BLOCKS = ".mt-card, .mt-list, .mt-comparison, .mt-faq, .mt-quiz, .mt-reader, .mt-tip:popover-open";
  // Blocks with an edge of their own, from which their text keeps away.
  const BOXES = "div.mt-card, .mt-list-cards .mt-item, .mt-related .mt-item, .mt-facts:not(div.mt-card *), .mt-box, .mt-compare :is(th, td), .mt-list table :is(th, td), .mt-reader fieldset, .mt-filter input, .mt-tip";
  const EDGED = "div.mt-card, .mt-list-cards .mt-item, .mt-related .mt-item, .mt-facts:not(div.mt-card *), .mt-box, .mt-reader fieldset, .mt-filter input, .mt-tip, .mt-compare :is(th, td)";
  // All controls of ours; themes add buttons to code.
  const TARGETS = ".mt-letters a, label:has(input), :is(button, summary, input, select):not(label *, [class*=highlight] *)";
  const PAD = 3;
  const SLACK = 1;
  const faults = new Set();

  // The width of the window, or that of a page whose theme is wider without our blocks.
  const root = document.documentElement;
  const wide = root.scrollWidth > innerWidth + SLACK;
  const own = document.createElement("style");
  own.textContent = ":is(.mt-card, .mt-list) > :not(h1, h2, h3, h4), .mt-comparison, .mt-faq, .mt-box, .mt-map, .mt-quiz, .mt-changes, .mt-reader, .mt-tips { display: none !important; }";
  if (wide) document.head.append(own);
  const WIDTH = Math.max(innerWidth, root.scrollWidth);
  own.remove();

  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const styles = new Map();
  const style = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const named = (element) => {
    const of = (e) => e.localName + [...e.classList].filter((c) => c.startsWith("mt-")).map((c) => "." + c).join("");
    const block = element.parentElement?.closest("[class*='mt-']");
    return (block ? of(block) + " " : "") + of(element);
  };
  const fault = (kind, element, more = "") =>
    faults.add(`${kind}: ${named(element)} "${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}" ${more}`.trim());

  function* ancestors(element) {
    for (let e = element; e; e = e.parentElement) yield e;
  }
  const hidden = (element) => { // for the eye: a box of a pixel for screen readers
    for (const e of ancestors(element)) {
      const box = e.getBoundingClientRect();
      if (style(e).position === "absolute" && box.width <= 2 && box.height <= 2) return true;
      if (e.matches(BLOCKS)) return false;
    }
    return false;
  };

  // A cell of a list that is shown as a block a term, in a narrow window.
  const isStacked = (e) => e.matches(".mt-terms :is(th, td)") && style(e).display === "block";
  const scrolls = (e) => !paper && ["auto", "scroll"].includes(style(e).overflowX);
  const clips = (e) => style(e).overflowX !== "visible" && style(e).overflowX !== "";

  // Text: its lines, inside what it is in, without those after the last line that is shown.
  function lines(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const cut = [...ancestors(node.parentElement)].find((e) => style(e).webkitLineClamp !== "none");
    const end = cut ? cut.getBoundingClientRect().bottom + SLACK : Infinity;
    return [...range.getClientRects()].filter((line) => line.width > 0.5 && line.bottom <= end);
  }
  const texts = (block) => {
    const found = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (node.data.trim() && !parent.closest("pre, .headerlink, template") && seen(parent) && !hidden(parent)) found.push(node);
    }
    return found;
  };

  function fits(node) {
    const parent = node.parentElement;
    for (const line of lines(node)) {
      let scrolled = false;
      for (const e of ancestors(parent)) {
        if (e === document.body || e === document.documentElement) break;
        if (style(e).display === "inline" || style(e).display === "contents") continue;
        const box = e.getBoundingClientRect();
        if (parseFloat(style(e).marginLeft) < 0) break; // the theme's headings stick out
        if (clips(e)) {
          if (scrolls(e)) scrolled = true;
          else if (!scrolled && (line.left < box.left - SLACK || line.right > box.right + SLACK)) return fault("cut", parent, `by ${named(e)}`);
        } else if (!scrolled && e.closest(BLOCKS) && (line.left < box.left - SLACK || line.right > box.right + SLACK)) {
          return fault("leaves its box", parent, `by ${Math.round(line.right - box.right)} px: ${named(e)}`);
        }
        if (style(e).overflowY === "hidden" && !scrolled && (line.bottom > box.bottom + 3 || line.top < box.top - 3)) return fault("cut below", parent, `by ${named(e)}`);
      }
      if (!scrolled && (line.right > WIDTH + SLACK || line.left < -SLACK)) return fault("outside the window", parent);
    }
  }

  // Colours.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  function rgba(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  function behind(element) {
    const layers = [];
    for (const e of ancestors(element)) {
      const colour = rgba(style(e).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 1) break;
    }
    const canvasColour = style(document.documentElement).colorScheme.includes("dark") && !style(document.documentElement).colorScheme.includes("light") ? [18, 18, 18, 1] : [255, 255, 255, 1];
    return layers.reverse().reduce((under, layer) => over(layer, under), canvasColour);
  }
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  if (root.scrollWidth > WIDTH + SLACK) faults.add(`the page is ${root.scrollWidth} px wide`);

  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids.filter((id, n) => ids.indexOf(id) !== n))) {
    const at = [...document.querySelectorAll(`[id="${id}"]`)];
    if (at.some((e) => e.closest("[class*='mt-']"))) faults.add(`id twice: ${id}`);
  }

  const blocks = [...document.querySelectorAll(BLOCKS)].filter((e) => !e.parentElement.closest(BLOCKS));
  for (const block of blocks) {
    if (!seen(block)) continue;
    for (const node of texts(block)) {
      fits(node);
      const parent = node.parentElement;
      if (parent.closest("a, code, .mt-absent, .admonition, h1, h2, h3, h4, h5, h6, .rubric, .mt-title")) continue; // the theme's colours
      const under = behind(parent);
      const found = contrast(over(rgba(style(parent).color), under), under);
      if (found < 4.5) fault("contrast", parent, found.toFixed(2));
    }
    for (const box of block.querySelectorAll(":scope *, :scope")) {
      if (!seen(box)) continue;
      if (box.matches(EDGED) && !isStacked(box)) {
        const side = ["Bottom", "Left", "Top", "Right"].find((of) => parseFloat(style(box)[`border${of}Width`]) > 0) ?? "Bottom";
        const width = parseFloat(style(box)[`border${side}Width`]);
        const under = behind(box.parentElement);
        const line = over(rgba(style(box)[`border${side}Color`]), under);
        const needed = box.localName === "input" ? 3 : 1.1;
        if (!(width > 0)) fault("no border", box);
        else if (contrast(line, under) < needed) fault("pale border", box, contrast(line, under).toFixed(2));
      }
      if (!paper && box.matches(TARGETS)) {
        const { width, height } = box.getBoundingClientRect();
        if (width < 23.9 || height < 23.9) fault("small target", box, `${width.toFixed(1)} x ${height.toFixed(1)}`);
      }
    }
    for (const box of [block, ...block.querySelectorAll(BOXES)].filter((e) => e.matches(BOXES) && seen(e) && !isStacked(e))) {
      const edge = box.getBoundingClientRect();
      if (box.localName === "input") {
        if (parseFloat(style(box).paddingLeft) < PAD) fault("no padding", box);
        continue;
      }
      for (const node of texts(box)) {
        if (node.parentElement.closest("legend, .admonition")) continue;
        for (const line of lines(node)) {
          if (line.left - edge.left < PAD || edge.right - line.right < PAD) {
            if (!node.parentElement.closest(".mt-scroll .mt-scroll")) fault("no padding at the side", box, `${(line.left - edge.left).toFixed(1)} ${(edge.right - line.right).toFixed(1)}`);
            break;
          }
        }
      }
      const all = texts(box).flatMap(lines);
      if (all.length) {
        const top = Math.min(...all.map((l) => l.top)) - edge.top;
        const bottom = edge.bottom - Math.max(...all.map((l) => l.bottom));
        if (!box.matches("fieldset") && (top < 1 || bottom < 1)) fault("no padding above or below", box, `${top.toFixed(1)} ${bottom.toFixed(1)}`);
      }
    }
    // A column with a word a line is none.
    for (const cell of block.querySelectorAll("td, th")) {
      const words = cell.textContent.trim().split(/\s+/).length;
      const em = parseFloat(style(cell).fontSize);
      if (seen(cell) && words > 5 && cell.getBoundingClientRect().width < (paper ? 5 : 6.5) * em) fault("a narrow column", cell, `${Math.round(cell.getBoundingClientRect().width)} px`);
    }
  }
  return [...faults];
}
