// Shows the definitions of the terms that a search names, above the results of Sphinx's search,
// and keeps hover cards out of these. Without it, the results are as they were.
"use strict";
{
  const MOST = 3; // definitions
  const data = document.getElementById("mt-definitions");
  const results = document.getElementById("search-results");
  const query = new URLSearchParams(location.search).get("q");
  const stemmer = typeof Stemmer === "function" ? new Stemmer() : undefined;
  if (data && results && query) {
    const found = search(JSON.parse(data.textContent));
    if (found.length) results.before(region(found));
  }
  // The excerpts of results are cut out of the whole text of their pages.
  if (typeof Search === "object" && Search.htmlToText) {
    const toText = Search.htmlToText;
    Search.htmlToText = (html, ...more) =>
      toText(html.replace(/<aside class="mt-tips[^]*?<\/aside>/g, ""), ...more);
  }

  // The best matches only, by rank: terms of exactly this name ("finetuning" is "fine-tuning"); of
  // a name with the same stems, the nearest in length first; whose names begin so; that the query
  // names among other words, or their stems, the longest first.
  function search(terms) {
    const [asked, stems] = [words(query), words(query, true)];
    const ranked = terms.map((term) => {
      const ranks = [term.name, ...(term.names ?? [])].map((name) => rank(words(name, true), name));
      return { term, rank: ranks.reduce((one, other) => (less(other, one) ? other : one)) };
    });
    const best = Math.min(...ranked.map(({ rank: [kind] }) => kind));
    return ranked
      .filter(({ rank: [kind] }) => kind === best && kind < Infinity)
      .sort((one, other) => one.rank[1] - other.rank[1])
      .slice(0, MOST)
      .map(({ term }) => term);

    function rank(name, written) {
      if (!name || !stems) return [Infinity, 0];
      if (joined(words(written)) === joined(asked)) return [0, 0];
      if (joined(name) === joined(stems)) return [1, Math.abs(written.length - query.length)];
      if (name.startsWith(stems + " ")) return [2, name.length];
      if (` ${asked} `.includes(` ${words(written)} `)) return [3, -name.length];
      if (` ${stems} `.includes(` ${name} `)) return [4, -name.length];
      return [Infinity, 0];
    }
  }

  function less([kind, distance], [otherKind, otherDistance]) {
    return kind < otherKind || (kind === otherKind && distance < otherDistance);
  }

  function joined(text) {
    return text.replaceAll(" ", "");
  }

  // Without letter case and accents; the stems are those of Sphinx's search.
  function words(text, stemmed = false) {
    const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const found = folded.split(/[^\p{L}\p{N}+#]+/u).filter(Boolean);
    return found.map((word) => (stemmed && stemmer?.stemWord(word)) || word).join(" ");
  }

  function region(found) {
    const place = element("section", "mt-search mt-list mt-list-cards mt-columns-1");
    place.setAttribute("aria-label", data.dataset.mtLabel);
    place.append(element("ul"));
    for (const { name, kinds, colour, text, url } of found) {
      const item = element("li", "mt-item");
      const head = element("p", "mt-item-name");
      const link = element("a", "", name);
      link.href = url;
      head.append(link);
      item.append(head);
      // With the colour before the category, as on hover cards.
      const kind = element("p", "mt-count");
      kind.append(element("span", colour && `mt-category mt-colour-${colour}`, kinds));
      if (kinds) item.append(kind);
      item.append(element("p", "", text));
      place.firstChild.append(item);
    }
    return place;
  }

  function element(tag, classes, text) {
    const made = document.createElement(tag);
    if (classes) made.className = classes;
    if (text) [made.textContent, made.dir] = [text, "auto"];
    return made;
  }
}
