"""A small site as a model that random edits change, and that is written as sources.

Pages are reST and Markdown in turn. The toctree stands in ``index``, which has no cards: Sphinx
rewrites the parents of an edited page anyway, which would hide pages that we forget.
"""

from __future__ import annotations

import dataclasses as dc
import json
from typing import TYPE_CHECKING

from sphinx_modelterms.doctree.blocks import DEFAULT_PARTS, PARTS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

NAMES = [f"{a} {b}" for a in ("Deep", "Wide", "Lazy", "Odd") for b in ("Model", "Token", "Head")]
ALIASES = ["alpha", "beta", "gamma", "delta", "DM", "WT"]
ORDINARY = ["Batch", "Layer", "Release", "Query"]
"""Names that are English words with other meanings, and verbs."""
BEFORE = ["the", "new", "to", "this", "open"]
"""Words before names that decide about links."""
FORM_NAMES = [
    "Windows", "windows", "Gradients", "Criterion", "MP4s", "Maße", "Masse", "Işın", "Modell", "Modelle",
    "Global Lock (GL)", "GL", 'Archive (or "dist")', "토큰", "Abeille", "model", "token",
]  # fmt: skip
"""Names of which texts have other forms; small letters also change what looks proper."""
FORM_WORDS = [
    "window", "gradient", "criteria", "MP4", "MASSE", "maße", "ışın", "ISIN", "Modellen", "GL", "dist",
    "토큰은", "l'abeille", "models", "Global Locks", "/srv/windows/a",
]  # fmt: skip
WORDS = ["grass", "sky", "river", "stone", "cloud", "lamp", "door", "bread", "salt", "iron"]
CATEGORIES = ["Training", "Inference", "Safety"]
LEVELS = ["beginner", "intermediate", "advanced"]
MARKS = ["x", "y"]
ONLY = ["html", "latex", "not html"]
DATA_NAMES = ["Data Model", "Data Token", "Index", *NAMES[:2]]
FORMER_NAMES = ["Old Model", "Old Token", "Data Model", *NAMES[:1]]
TEXT_RULES = ["unlinked-mention", "deprecated-name", "former-name", "unexplained-in-text"]
OTHER_NAMES = ["Foreign Model", "foreign models", "Far Token", "o:Far Token", "o:Deep Model"]
"""References to the terms of another project, one of which has the name of a term of the site."""
OUTSIDE_NAMES = ["o:Far Token", "o:Foreign models", "o:deep-model", "o:Gone"]
"""Names of its terms in relations, lists and comparisons, by their forms, too."""
LABELLED = ["anchor", "Anchor", "anchors"]
"""References by ``any`` to an entry that is always there, and to a label that comes and goes."""
VERSIONS = ["1.0", "2.0", "3.0"]
SCOPES = ["os", "OS+", "Sea side"]
PATTERNS = [{}, {}, {"sub/*": "os"}, {"p0*": "Sea side", "sub/*": "os"}, {"sub/*": "Sea side"}]
"""Settings of the scopes of pages."""
GENERATED = "gen"
INCLUDED = "shared.txt"
"""File that pages include."""


@dc.dataclass
class SiteTerm:
    """A term as it is written."""

    name: str
    definition: str
    abbr: str = ""
    aliases: list[str] = dc.field(default_factory=list)
    category: str = ""
    level: str = ""
    related: list[str] = dc.field(default_factory=list)
    requires: list[str] = dc.field(default_factory=list)
    broader: list[str] = dc.field(default_factory=list)
    replaced_by: str = ""
    example: str = ""
    fact: str = ""
    question: str = ""
    answer: str = ""
    answer_mention: str = ""
    mention: str = ""
    only: str = ""
    from_data: bool = False
    no_autolink: bool = False
    not_in: list[str] = dc.field(default_factory=list)
    former_names: list[str] = dc.field(default_factory=list)
    avoid: list[str] = dc.field(default_factory=list)
    scope: str = ""
    since: str = ""
    changed: list[str] = dc.field(default_factory=list)
    quiz: str = ""
    not_in_quiz_with: list[str] = dc.field(default_factory=list)

    def options(self) -> Iterator[str]:
        """The option lines."""
        lists = ("aliases", "related", "requires", "broader", "not_in", "former_names", "avoid")
        for name in (*lists, "not_in_quiz_with"):
            if value := getattr(self, name):
                yield f":{name.replace('_', '-')}: {', '.join(value)}"
        if self.scope:
            yield f":scope: {self.scope}"
        if self.abbr:
            yield f":abbr: {self.abbr}"
        if self.category:
            yield f":category: {self.category}"
        if self.level:
            yield f":level: {self.level}"
        if self.replaced_by:
            yield ":status: deprecated"
            yield f":replaced-by: {self.replaced_by}"
        if self.no_autolink:
            yield ":no-autolink:"
        if self.since:
            yield f":since: {self.since}"
        if self.changed:
            items = (f'"{change}"' for change in self.changed)
            yield f":changed: {', '.join(items)}"


@dc.dataclass
class SiteSection:
    """A section with a paragraph that mentions terms, by a role or as plain text."""

    title: str
    mentions: list[str]
    role: str = "term"
    only: str = ""
    scope: str = ""
    """Of the section, given by a class."""


@dc.dataclass
class SiteComparison:
    """Terms side by side."""

    terms: list[str]
    rows: list[str]
    only: str = ""

    def options(self) -> list[str]:
        """The option lines."""
        return [f":rows: {', '.join(self.rows)}"] if self.rows else []


@dc.dataclass
class SiteList:
    """A list of terms."""

    lines: list[str]
    only: str = ""
    directive: str = "term-list"
    argument: str = ""


@dc.dataclass
class SiteEntry:
    """An entry of a plain glossary."""

    text: str
    other: str = ""
    """A second name."""
    mention: str = ""
    mark: str = ""
    """Text of a substitution at the end of the name, on pages in reST."""


@dc.dataclass
class SitePage:
    """A page: sections, a glossary, comparisons, terms."""

    title: str
    sections: list[SiteSection] = dc.field(default_factory=list)
    entries: dict[str, SiteEntry] = dc.field(default_factory=dict)
    comparisons: list[SiteComparison] = dc.field(default_factory=list)
    lists: list[SiteList] = dc.field(default_factory=list)
    terms: list[SiteTerm] = dc.field(default_factory=list)
    included: bool = False
    """True if the page includes the file of the site that many pages include."""
    metadata: str = ""
    """Of ``no-autolink``, ``modelterms-level``, ``no-hover`` and ``no-page-terms``, one with its
    value, or none.
    """
    scope: str = ""


class Writer:
    """Differences between the two markups."""

    def __init__(self, markdown: bool) -> None:
        self.markdown = markdown

    def heading(self, title: str, sign: str) -> str:
        if self.markdown:
            return f"{'#' if sign == '=' else '##'} {title}\n"
        return f"{title}\n{sign * len(title)}\n"

    def metadata(self, *fields: str) -> str:
        lines = [field.split(" ", 1) for field in fields if field]
        if not lines:
            return ""
        if self.markdown:
            written = "".join(f"{name}: {value}\n" for name, value in lines)
            return f"---\n{written}---\n"
        return "".join(f":{name}: {value}\n" for name, value in lines)

    def scope(self, scope: str) -> str:
        """The class that gives a scope to what follows."""
        name = f"mt-scope-{scope.lower().replace(' ', '-')}"
        return self.directive("rst-class", name, [], "") if scope else ""

    def role(self, role: str, text: str) -> str:
        if role == "text":
            return text
        return f"{{{role}}}`{text}`" if self.markdown else f":{role}:`{text}`"

    def directive(self, name: str, argument: str, options: list[str], body: str) -> str:
        if self.markdown:
            fence = "`" * {"only": 7, "term": 5}.get(name, 4)
            lines = [f"{fence}{{{name}}} {argument}".rstrip(), *options, "", body, fence]
            return "\n".join(lines) + "\n"
        indented = "\n".join(f"   {line}" if line else "" for line in body.splitlines())
        lines = [f".. {name}:: {argument}".rstrip(), *(f"   {o}" for o in options), "", indented]
        return "\n".join(lines) + "\n"

    def only(self, expression: str, text: str) -> str:
        return self.directive("only", expression, [], text) if expression else text

    def page(self, page: SitePage) -> str:
        scope = f"modelterms-scope {page.scope}" if page.scope else ""
        parts = [self.metadata(page.metadata, scope), self.heading(page.title, "="), "Intro.\n"]
        if page.entries:
            entries = "\n\n".join(self.entry(*item) for item in page.entries.items())
            parts.append(self.directive("glossary", "", [], entries))
            if not self.markdown:
                parts += [f".. |{m}| replace:: -{m.upper()}\n" for m in MARKS]
        for section in page.sections:
            mentions = " and ".join(self.role(section.role, name) for name in section.mentions)
            text = self.only(section.only, f"Here: {mentions}.\n")
            parts += [self.scope(section.scope), self.heading(section.title, "-"), text]
        parts += [self.only(c.only, self.comparison(c)) for c in page.comparisons]
        parts += [
            self.only(made.only, self.directive(made.directive, made.argument, made.lines, ""))
            for made in page.lists
        ]
        if page.terms:
            parts.append(self.heading("Terms", "-"))
        parts += [self.only(term.only, self.term(term)) for term in page.terms]
        if page.included and not self.markdown:  # MyST uses what Sphinx deprecates
            parts.append(self.directive("include", f"/{INCLUDED}", [], ""))
        return "\n".join(parts)

    def entry(self, name: str, entry: SiteEntry) -> str:
        if entry.mark and not self.markdown:
            name = f"{name}\\ |{entry.mark}|"
        names = f"{name}\n{entry.other}" if entry.other else name
        mention = f" See {self.role('term', entry.mention)}." if entry.mention else ""
        return f"{names}\n   {entry.text}{mention}"

    def comparison(self, comparison: SiteComparison) -> str:
        names = ", ".join(comparison.terms)
        advice = f"See {self.role('term', comparison.terms[0])}.\n"
        return self.directive("term-compare", names, comparison.options(), advice)

    def term(self, term: SiteTerm) -> str:
        if term.from_data:
            options = [f":scope: {term.scope}"] if term.scope else []
            return self.directive("term", term.name, options, "")
        body = [f"{term.definition}\n"]
        if term.mention:
            body.append(f"More on {self.role('term', term.mention)}.\n")
        if term.example:
            body.append(self.directive("term-example", "", [], term.example))
        if term.question:
            answer = f"{term.answer}\n\n* See {self.role('term', term.answer_mention)}."
            body.append(self.directive("term-question", term.question, [], answer))
        if term.quiz:
            choices = f"* Yes, {term.quiz}\n* No\n\nBecause it is."
            body.append(self.directive("term-quiz-question", f"Is it {term.quiz}?", [], choices))
        if term.fact:
            body.append(self.directive("term-facts", "", [], f"Size: {term.fact}"))
        return self.directive("term", term.name, list(term.options()), "\n".join(body))


class Site:
    """The whole site, and the edits that can happen to it."""

    def __init__(self, rng: random.Random, pages: int = 9) -> None:
        self.rng = rng
        self.pages = {self.page_name(n): SitePage(f"Page {n}") for n in range(pages)}
        self.next_page = pages
        self.epilog = ""
        """Text that Sphinx adds to each page in reST."""
        self.shared = self.words()
        """Text of the file that pages include."""
        self.settings: dict[str, object] = {}
        """Of ``conf.py``, as they are now."""
        self.other: dict[str, tuple[str, str]] = {}
        """The terms of another project: names, each with its address and its summary."""
        self.others_inventory: dict[str, str] = {}
        """Its names with their addresses, which can be older or newer."""
        self.releases = {name: self.released() for name in ("old", "new")}
        """Names and definitions of the terms in the files of releases, which pages compare."""
        self.has_label = rng.random() < 0.5
        """True if a page has a label with the name of an entry."""
        self.day = 20000
        """Days since 1970."""
        for page in self.pages.values():
            page.included = rng.random() < 0.5
            for number in range(rng.randint(0, 2)):
                page.sections.append(self.section(f"Part {number}"))
        self.change_other_terms()
        self.data = [self.term(name) for name in DATA_NAMES[:3]]
        for name in rng.sample(NAMES, 8):
            self.some_page().terms.append(self.term(name))
        for name in (*rng.sample(NAMES, 3), *rng.sample(ORDINARY, 3)):
            self.some_page().entries[name] = self.entry()
        for _ in range(3):
            self.some_page().comparisons.append(self.comparison())
            self.some_page().lists.append(self.list())

    @staticmethod
    def page_name(number: int) -> str:
        folder = "sub/" if number % 3 == 2 else ""
        return f"{folder}p{number:02}.{'md' if number % 2 else 'rst'}"

    def sources(self) -> dict[str, str]:
        """File name to text."""
        docnames = "\n".join(f"   {name.split('.')[0]}" for name in sorted(self.pages))
        index = f"Home\n====\n\n.. toctree::\n   :hidden:\n\n{docnames}\n   {GENERATED}/index\n   steady\n"
        pages = {n: Writer(n.endswith(".md")).page(page) for n, page in self.pages.items()}
        files = {"index.rst": index, "terms.json": self.data_file(), INCLUDED: f"{self.shared}\n"}
        files["steady.rst"] = "Steady\n======\n\n.. glossary::\n\n   Anchor\n      It holds.\n"
        label = ".. _anchor:\n\n" if self.has_label else ""
        files["labels.rst"] = f":orphan:\n\nLabels\n======\n\n{label}Here\n----\n\nIntro.\n"
        files |= {f"{name}.json": self.release(terms) for name, terms in self.releases.items()}
        return files | pages

    @staticmethod
    def release(terms: dict[str, str]) -> str:
        """The file of a release."""
        records = [
            {"id": name, "name": name, "summary": text, "url": f"x.html#{name.replace(' ', '-')}"}
            for name, text in terms.items()
        ]
        head = {"version": 1, "language": "en", "comparisons": []}
        return json.dumps({**head, "terms": records})

    def released(self) -> dict[str, str]:
        """The terms of a release."""
        return {name: self.words() for name in sorted(self.rng.sample(NAMES, 3))}

    def change_release(self) -> None:
        """Change the file of a release."""
        self.releases[self.rng.choice(["old", "new"])] = self.released()

    def data_file(self) -> str:
        """The records; half of them have pages of their own."""
        records = [
            {
                "name": term.name,
                "category": term.category,
                "level": term.level,
                "aliases": term.aliases,
                "former_names": term.former_names,
                "related": term.related,
                "requires": term.requires,
                "not_in": term.not_in,
                "scope": term.scope,
                "since": term.since,
                "changed": term.changed,
                "definition": term.definition,
                "explanation": f"See :term:`{term.mention}`." if term.mention else "",
                "examples": [term.example] if term.example else [],
                "questions": [{"question": term.question, "answer": term.answer}]
                if term.question
                else [],
                "quiz": [
                    {
                        "question": f"Is it {term.quiz}?",
                        "choices": [f"Yes, {term.quiz}", "No"],
                        "explanation": "Because it is.",
                    }
                ]
                if term.quiz
                else [],
            }
            for term in self.data
        ]
        return json.dumps({"markup": "rst", "terms": records}, indent=1)

    # Parts

    def some_page(self) -> SitePage:
        return self.pages[self.rng.choice(sorted(self.pages))]

    def terms(self) -> list[tuple[SitePage, SiteTerm]]:
        return [(page, term) for page in self.pages.values() for term in page.terms]

    def words(self) -> str:
        names = [self.rng.choice(NAMES + ALIASES), self.ordinary(), self.rng.choice(FORMER_NAMES)]
        names = [f" {name}" for name in names]
        name = self.rng.choice(["", "", *names])
        return f"The {' '.join(self.rng.sample(WORDS, 3))} of{name} it."

    def definition(self) -> str:
        """Words, or only a pointer to another term, whose definition hover cards show then."""
        rest = [self.rng.choice(WORDS) for _ in range(6)]
        longer = f"{self.words()[:-1]} and {' '.join(rest)}."
        pointer = f"{self.rng.choice(['See', 'Short for'])} {self.rng.choice(NAMES + ALIASES)}."
        return self.rng.choice([self.words(), longer, longer, pointer])

    def ordinary(self) -> str:
        """An ordinary word with one before it: a name, a verb, or in a bigger phrase."""
        ending = self.rng.choice(["", "s"])
        return f"{self.rng.choice(BEFORE)} {self.rng.choice(ORDINARY).lower()}{ending} a token"

    def some_names(self, most: int) -> list[str]:
        return self.rng.sample(NAMES + ALIASES, self.rng.randint(0, most)) + self.outside()

    def outside(self) -> list[str]:
        """Now and then, a term of another project, as relations and lists name it."""
        return [self.rng.choice(OUTSIDE_NAMES)] if self.rng.random() < 0.3 else []

    def phrases(self) -> list[str]:
        """Phrases around names that the site's texts can have."""
        names = self.rng.sample(ORDINARY + NAMES, 2)
        return [f"{self.rng.choice(BEFORE)} {name.lower()}" for name in names]

    def term(self, name: str) -> SiteTerm:
        rng = self.rng
        return SiteTerm(
            name,
            self.definition(),
            abbr=rng.choice(["", "", name[0] + name[-1]]),
            aliases=rng.sample(ALIASES, rng.randint(0, 2)),
            category=rng.choice(["", *CATEGORIES]),
            level=rng.choice(["", *LEVELS]),
            related=self.some_names(3),
            requires=self.some_names(1),
            broader=self.some_names(1),
            example=rng.choice(["", self.words()]),
            fact=rng.choice(["", "big", "small"]),
            question=rng.choice(["", f"Is it {rng.choice(WORDS)}?"]),
            answer=self.words(),
            answer_mention=rng.choice([*NAMES, *OTHER_NAMES]),
            mention=rng.choice(["", *NAMES[:3]]),
            no_autolink=rng.random() < 0.1,
            not_in=rng.choice([[], [], self.phrases()]),
            former_names=rng.choice([[], [], rng.sample(FORMER_NAMES, 1)]),
            avoid=rng.choice([[], [], [rng.choice(WORDS)]]),
            replaced_by=rng.choice(["", "", "", rng.choice(NAMES)]),
            only=rng.choice(["", "", "", "", *ONLY]),
            scope=rng.choice(["", "", "", *SCOPES]),
            since=rng.choice(["", "", *VERSIONS]),
            changed=self.changes(),
            quiz=rng.choice(["", "", *WORDS]),
            not_in_quiz_with=rng.choice([[], self.some_names(1), ["*"]]),
        )

    def changes(self) -> list[str]:
        """Versions in which a term has changed, each with a text or without."""
        versions = self.rng.sample(VERSIONS, self.rng.choice([0, 0, 1, 2]))
        texts = ["", ": Wider", f": See {self.rng.choice(NAMES)}"]
        return [version + self.rng.choice(texts) for version in versions]

    def entry(self) -> SiteEntry:
        rng = self.rng
        other = rng.choice(["", "", *ALIASES])
        mark = rng.choice(["", "", *MARKS])
        return SiteEntry(self.definition(), other, rng.choice(["", *NAMES, *ORDINARY]), mark)

    def section(self, title: str) -> SiteSection:
        own = ["term-def", "term-abbr", "term-compare", "term-dfn"]
        roles = ["term", "term", "any", *own, *["text"] * 5]
        role = self.rng.choice(roles)
        names = self.rng.sample(NAMES + ALIASES, self.rng.randint(1, 3))
        if role == "term-compare":
            compared = [c.terms for page in self.pages.values() for c in page.comparisons]
            names = ["; ".join(self.rng.choice(compared or [NAMES[:2]]))]
        if role == "any":
            names = [name + self.rng.choice(["", "s"]) for name in names]
            names += self.rng.sample(LABELLED, 1)
        if role in {"term", "any", "text"}:
            some = self.rng.sample(FORM_WORDS, 2)
            names += [word for word in some if role == "text" or "/" not in word]
        if role == "text":
            names = [name + self.rng.choice(["", "", "s", " " + self.words()]) for name in names]
            names += [self.ordinary() for _ in range(self.rng.randint(0, 2))]
            names += self.rng.sample(["foreign models", "Far Token", "far tokens"], 1)
        if role in {"term", "any"} and self.rng.random() < 0.4:
            names.append(self.rng.choice(OTHER_NAMES))
        if role in {"term", "any", "term-def", "term-abbr"} and self.rng.random() < 0.3:
            names.append(f"{self.rng.choice(NAMES)} ({self.rng.choice(SCOPES)})")
        if role in {"term-def", "term-abbr"}:
            names += self.outside()
        scope = self.rng.choice(["", "", "", *SCOPES])
        return SiteSection(title, names, role, self.rng.choice(["", "", *ONLY]), scope)

    def comparison(self) -> SiteComparison:
        rng = self.rng
        names = rng.sample(NAMES + ALIASES, rng.randint(2, 4)) + self.outside()
        rows = rng.choice([[], [], ["level", "Size"], ["category", "definition", "requires"]])
        return SiteComparison(names, rows, rng.choice(["", "", *ONLY]))

    def list(self) -> SiteList:
        rng = self.rng
        kinds = ["term-list", "term-list", "term-faq", "term-map", "term-quiz", "other"]
        directive = rng.choice(kinds)
        if directive == "term-quiz":
            choices = [
                f":category: {rng.choice(CATEGORIES)}",
                f":path-to: {rng.choice(NAMES)}",
                ":questions: written",
                ":questions: term, definition, example, before",
                ":limit: 3",
            ]
            lines = rng.sample(choices, rng.randint(0, 1))
            return SiteList(lines, rng.choice(["", "", *ONLY]), directive)
        if directive == "term-map":
            some = rng.sample(NAMES + ALIASES, rng.choice([0, 1, 1, 4]))
            names = ", ".join(some + self.outside())
            lines = rng.choice(
                [[], [f":category: {rng.choice(CATEGORIES)}"], [f":path-to: {rng.choice(NAMES)}"]]
            )
            return SiteList([] if names else lines, rng.choice(["", *ONLY]), directive, names)
        if directive == "other":
            directive = rng.choice(
                ["term-categories", "term-of-the-day", "term-box", "term-changes"]
            )
            files = "/old.json, /new.json" if directive == "term-changes" else ""
            return SiteList([], rng.choice(["", *ONLY]), directive, files)
        if directive == "term-faq":
            names = ", ".join(self.some_names(4))
            lines = rng.choice([[], [":questions: written"], [":status: current"]])
            return SiteList(lines, rng.choice(["", "", *ONLY]), directive, names)
        lines = [f":display: {rng.choice(['cards', 'table', 'definitions', 'names', 'path'])}"]
        choices = [
            f":category: {rng.choice(CATEGORIES)}",
            f":level: {', '.join(rng.sample(LEVELS, 2))}",
            f":path-to: {rng.choice(NAMES)}",
            f":group-by: {rng.choice(['letter', 'category', 'level', 'none'])}",
            ":status: current",
            ":limit: 3",
            f":since: {', '.join(rng.sample(VERSIONS, 2))}",
            f":changed: {rng.choice(VERSIONS)}",
        ]
        lines += rng.sample(choices, rng.randint(0, 2))
        if rng.random() < 0.3 and not any(":category:" in line for line in lines):
            lines += [f":category: {rng.choice(CATEGORIES)}", ":home:"]
        names = "" if ":path-to:" in " ".join(lines) else ", ".join(self.some_names(2))
        return SiteList(lines, rng.choice(["", "", *ONLY]), argument=rng.choice(["", "", names]))

    # Edits

    def edit(self) -> str:
        """Make one random edit; its name."""
        edits: list[Callable[[], None]] = [
            self.edit_term_text,
            self.edit_term_text,
            self.edit_relation,
            self.edit_alias,
            self.toggle_label,
            self.rename_term,
            self.move_term,
            self.add_term,
            self.remove_term,
            self.toggle_glossary_entry,
            self.edit_entry,
            self.add_comparison,
            self.change_comparison,
            self.change_list,
            self.add_mention,
            self.remove_mention,
            self.change_section_title,
            self.change_metadata,
            self.toggle_no_autolink,
            self.change_phrases,
            self.change_included,
            self.change_epilog,
            self.add_reference,
            self.change_page_title,
            self.delete_page,
            self.rename_page,
            self.add_page,
            self.next_day,
            self.edit_record,
            self.edit_record,
            self.add_or_remove_record,
            self.rename_record,
            self.change_former_names,
            self.change_settings,
            self.change_quality,
            self.change_names_in_use,
            self.change_form_name,
            self.change_form_name,
            self.add_meaning,
            self.add_meaning,
            self.change_scope,
            self.change_scope,
            self.change_scope_of_place,
            self.change_scope_of_place,
            self.change_scopes_of_folders,
            self.change_other_terms,
            self.change_other_terms,
            self.change_others_inventory,
            self.change_versions,
            self.change_release,
        ]
        edit = self.rng.choice(edits)
        edit()
        return edit.__name__

    def some_term(self) -> tuple[SitePage, SiteTerm]:
        if not self.terms():
            self.add_term()
        return self.rng.choice(self.terms())

    def change_settings(self) -> None:
        """Change the language, the languages whose word forms are found, or what is linked."""
        self.settings = {
            "language": self.rng.choice(["en", "en", "tr", "fr", "ko", "de"]),
            "modelterms_word_forms": self.rng.choice([[], ["de"], True]),
            "modelterms_autolink_limit": self.rng.choice([0, 0, 2]),
            "modelterms_autolink_exclude": self.rng.choice(
                [
                    [],
                    ["p1*"],
                    ["<note>", ".quiet"],
                    [f":term:`{self.rng.choice(NAMES)}`"],
                    [f":term:`{self.rng.choice(NAMES)}` in {some}" for some in self.phrases()],
                ]
            ),
            "modelterms_used_in": self.rng.choice([10, 10, 2]),
            "modelterms_page_terms": self.rng.choice(["off", "start", "end"]),
            "modelterms_card_parts": list(self.rng.choice([DEFAULT_PARTS, PARTS])),
            "modelterms_scopes": self.settings.get("modelterms_scopes", {}),
        }

    def change_quality(self) -> None:
        """Change the rules of quality that are checked."""
        rules = self.rng.sample(TEXT_RULES, 2)
        chosen = self.rng.choice([[], True, rules, ["too-long"], TEXT_RULES])
        self.settings = {**self.settings, "modelterms_quality": chosen}

    def change_names_in_use(self) -> None:
        """Change whether texts may use the names of a term."""
        _, term = self.some_term()
        fresh = self.term(term.name)
        name = self.rng.choice(["replaced_by", "former_names", "avoid"])
        setattr(term, name, getattr(SiteTerm("", "") if getattr(term, name) else fresh, name))

    def change_versions(self) -> None:
        """Change the versions of a term on a page or in the data file."""
        _, written = self.some_term()
        term: SiteTerm = self.rng.choice([written, *self.data])
        term.since, term.changed = self.rng.choice(["", *VERSIONS]), self.changes()

    def change_form_name(self) -> None:
        """Add a term or entry of which texts have other forms, or remove some."""
        page, name = self.some_page(), self.rng.choice(FORM_NAMES)
        own = [term for term in page.terms if term.name in FORM_NAMES]
        if own and self.rng.random() < 0.4:
            page.terms = [term for term in page.terms if term not in own]
        elif self.rng.random() < 0.3:
            page.entries[name] = self.entry()
        else:
            page.terms.append(self.term(name))

    def edit_term_text(self) -> None:
        _, term = self.some_term()
        fresh = self.term(term.name)
        texts = [
            "definition",
            "example",
            "fact",
            "question",
            "answer",
            "answer_mention",
            "mention",
            "quiz",
        ]
        for name in self.rng.sample(texts, 3):
            setattr(term, name, getattr(fresh, name))
        name = self.rng.choice(["abbr", "category", "level", "replaced_by", "only"])
        setattr(term, name, getattr(fresh, name))

    def edit_relation(self) -> None:
        _, term = self.some_term()
        name = self.rng.choice(["related", "requires", "broader", "not_in_quiz_with"])
        setattr(term, name, self.some_names(3))

    def edit_alias(self) -> None:
        self.some_term()[1].aliases = self.rng.sample(ALIASES, self.rng.randint(0, 2))

    def rename_term(self) -> None:
        self.some_term()[1].name = self.rng.choice(NAMES)

    def move_term(self) -> None:
        page, term = self.some_term()
        page.terms.remove(term)
        self.some_page().terms.insert(0, term)

    def add_term(self) -> None:
        term = self.term(self.rng.choice(NAMES))
        if self.rng.random() < 0.2:
            term = SiteTerm(self.rng.choice(DATA_NAMES), "", from_data=True)
        self.some_page().terms.append(term)

    def remove_term(self) -> None:
        page, term = self.some_term()
        page.terms.remove(term)

    def toggle_glossary_entry(self) -> None:
        page = self.some_page()
        name = self.rng.choice(NAMES + ORDINARY)
        if name in page.entries:
            del page.entries[name]
        else:
            page.entries[name] = self.entry()

    def edit_entry(self) -> None:
        pages = [page for page in self.pages.values() if page.entries]
        if pages:
            page = self.rng.choice(pages)
            page.entries[self.rng.choice(sorted(page.entries))] = self.entry()

    def add_comparison(self) -> None:
        self.some_page().comparisons.append(self.comparison())

    def change_comparison(self) -> None:
        page = self.some_page()
        if page.comparisons:
            page.comparisons.pop()
        elif self.rng.random() < 0.5:
            page.comparisons.append(self.comparison())

    def change_list(self) -> None:
        page = self.some_page()
        if page.lists:
            page.lists.pop()
        else:
            page.lists.append(self.list())

    def add_mention(self) -> None:
        page = self.some_page()
        page.sections.append(self.section(f"Part {self.rng.randint(0, 99)}"))

    def remove_mention(self) -> None:
        page = self.some_page()
        if page.sections:
            page.sections.pop(self.rng.randrange(len(page.sections)))

    def change_section_title(self) -> None:
        page = self.some_page()
        if page.sections:
            self.rng.choice(page.sections).title = f"Part {self.rng.choice(WORDS[:3])}"

    def change_metadata(self) -> None:
        fields = ["", "no-autolink true", "no-autolink off", "modelterms-level advanced"]
        fields += ["no-hover true", "no-hover no", "no-other-hover true", "no-page-terms true"]
        fields += [f"no-autolink {self.rng.choice(NAMES)}, {self.ordinary()}"]
        self.some_page().metadata = self.rng.choice(fields)

    def add_meaning(self) -> None:
        """Give a name a further meaning, or take one away."""
        page, term = self.some_term()
        if any(other.name == term.name for _, other in self.terms() if other is not term):
            page.terms.remove(term)
            return
        other = self.term(term.name)
        other.scope = self.rng.choice([scope for scope in ("", *SCOPES) if scope != term.scope])
        self.some_page().terms.append(other)

    def change_scope(self) -> None:
        """Change the scope of a term or of a record."""
        records = [self.rng.choice(self.data)] if self.data else []
        term = self.rng.choice([self.some_term()[1], self.some_term()[1], *records])
        term.scope = self.rng.choice(["", *SCOPES])

    def change_scope_of_place(self) -> None:
        """Change the scope of a page or a section."""
        page = self.some_page()
        place = self.rng.choice([page, *page.sections])
        place.scope = self.rng.choice(["", *SCOPES])

    def change_scopes_of_folders(self) -> None:
        self.settings = {**self.settings, "modelterms_scopes": self.rng.choice(PATTERNS)}

    def change_other_terms(self) -> None:
        """Publish the other project again."""
        for name in ("Foreign Model", "Far Token", "Deep Model"):
            address = f"{self.rng.choice('ab')}.html#term-{name[:3].lower()}"
            if self.rng.random() < 0.7:
                self.other[name] = (address, self.words())
            else:
                self.other.pop(name, None)
        self.change_others_inventory()

    def change_others_inventory(self) -> None:
        """Publish the inventory of the other project again; now and then it moves alone."""
        self.others_inventory = {
            name: address if self.rng.random() < 0.8 else f"moved-{address}"
            for name, (address, _) in self.other.items()
        }

    def toggle_no_autolink(self) -> None:
        _, term = self.some_term()
        term.no_autolink = not term.no_autolink

    def change_phrases(self) -> None:
        _, term = self.some_term()
        term.not_in = self.rng.choice([[], self.phrases()])

    def change_included(self) -> None:
        """Change the text that pages include, or which pages do."""
        if self.rng.random() < 0.3:
            self.shared = self.words()
        for page in self.rng.sample(list(self.pages.values()), 2):
            page.included = not page.included

    def change_epilog(self) -> None:
        mention = f":term:`{self.rng.choice(NAMES)}`"
        self.epilog = self.rng.choice(["", f"{self.words()} See {mention}."])

    def add_reference(self) -> None:
        """Refer to a term at the end of a page, where links before it depend on it."""
        page = self.some_page()
        section = self.section(f"Part {self.rng.randint(0, 99)}")
        section.role = self.rng.choice(["term", "any"])
        section.mentions = [self.rng.choice(NAMES + ORDINARY)]
        page.sections.append(section)

    def toggle_label(self) -> None:
        """Add or remove the label with the name of an entry, to which pages may refer."""
        self.has_label = not self.has_label
        section = self.section("Part label")
        section.role, section.mentions = "any", list(LABELLED)
        self.some_page().sections.append(section)

    def change_page_title(self) -> None:
        # Of few words, so that pages and sections share titles.
        self.some_page().title = f"Page {self.rng.choice(WORDS[:3])}"

    def edit_record(self) -> None:
        if self.data:
            term = self.rng.choice(self.data)
            fresh = self.term(term.name)
            names = [
                "definition",
                "example",
                "question",
                "answer",
                "category",
                "related",
                "aliases",
                "quiz",
            ]
            for name in self.rng.sample(names, 2):
                setattr(term, name, getattr(fresh, name))

    def add_or_remove_record(self) -> None:
        unused = [name for name in DATA_NAMES if name not in {term.name for term in self.data}]
        if unused and self.rng.random() < 0.5:
            self.data.insert(0, self.term(self.rng.choice(unused)))
        elif len(self.data) > 1:
            self.data.pop(self.rng.randrange(len(self.data)))

    def rename_record(self) -> None:
        names = [name for name in DATA_NAMES if name not in {term.name for term in self.data}]
        if self.data and names:
            self.rng.choice(self.data).name = self.rng.choice(names)

    def change_former_names(self) -> None:
        if self.data:
            term = self.rng.choice(self.data)
            term.former_names = self.rng.sample(FORMER_NAMES, self.rng.randint(0, 2))

    def next_day(self) -> None:
        self.day += 1

    def add_page(self) -> None:
        page = SitePage(f"Page {self.next_page}", [self.section("Part new")])
        page.terms.append(self.term(self.rng.choice(NAMES)))
        self.pages[self.page_name(self.next_page)] = page
        self.next_page += 1

    def delete_page(self) -> None:
        if len(self.pages) > 4:
            del self.pages[self.rng.choice(sorted(self.pages))]

    def rename_page(self) -> None:
        old = self.rng.choice(sorted(self.pages))
        self.pages[self.page_name(self.next_page)] = self.pages.pop(old)
        self.next_page += 1
