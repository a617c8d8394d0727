"""A small site as a model that random edits change, and that is written as sources.

Pages are reST and Markdown in turn. The toctree stands in ``index``, which has no cards: Sphinx
rewrites the parents of an edited page anyway, which would hide pages that we forget.
"""

from __future__ import annotations

import dataclasses as dc
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

NAMES = [f"{a} {b}" for a in ("Deep", "Wide", "Lazy", "Odd") for b in ("Model", "Token", "Head")]
ALIASES = ["alpha", "beta", "gamma", "delta", "DM", "WT"]
WORDS = ["grass", "sky", "river", "stone", "cloud", "lamp", "door", "bread", "salt", "iron"]
CATEGORIES = ["Training", "Inference", "Safety"]
LEVELS = ["beginner", "intermediate", "advanced"]
MARKS = ["x", "y"]
ONLY = ["html", "latex", "not html"]
DATA_NAMES = ["Data Model", "Data Token", "Index", *NAMES[:2]]
FORMER_NAMES = ["Old Model", "Old Token", "Data Model", *NAMES[:1]]
GENERATED = "gen"


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
    former_names: list[str] = dc.field(default_factory=list)

    def options(self) -> Iterator[str]:
        """The option lines."""
        for name in ("aliases", "related", "requires", "broader"):
            if value := getattr(self, name):
                yield f":{name}: {', '.join(value)}"
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


@dc.dataclass
class SiteSection:
    """A section with a paragraph that mentions terms, by a role or as plain text."""

    title: str
    mentions: list[str]
    role: str = "term"
    only: str = ""


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
    metadata: str = ""
    """Of ``no-autolink`` and ``modelterms-level``, one, with its value, or none."""


class Writer:
    """Differences between the two markups."""

    def __init__(self, markdown: bool) -> None:
        self.markdown = markdown

    def heading(self, title: str, sign: str) -> str:
        if self.markdown:
            return f"{'#' if sign == '=' else '##'} {title}\n"
        return f"{title}\n{sign * len(title)}\n"

    def metadata(self, field: str) -> str:
        if not field:
            return ""
        name, value = field.split(" ")
        return f"---\n{name}: {value}\n---\n" if self.markdown else f":{name}: {value}\n"

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
        parts = [self.metadata(page.metadata), self.heading(page.title, "="), "Intro.\n"]
        if page.entries:
            entries = "\n\n".join(self.entry(*item) for item in page.entries.items())
            parts.append(self.directive("glossary", "", [], entries))
            if not self.markdown:
                parts += [f".. |{m}| replace:: -{m.upper()}\n" for m in MARKS]
        for section in page.sections:
            mentions = " and ".join(self.role(section.role, name) for name in section.mentions)
            text = self.only(section.only, f"Here: {mentions}.\n")
            parts += [self.heading(section.title, "-"), text]
        parts += [self.only(c.only, self.comparison(c)) for c in page.comparisons]
        parts += [
            self.only(made.only, self.directive(made.directive, made.argument, made.lines, ""))
            for made in page.lists
        ]
        if page.terms:
            parts.append(self.heading("Terms", "-"))
        parts += [self.only(term.only, self.term(term)) for term in page.terms]
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
            return self.directive("term", term.name, [], "")
        body = [f"{term.definition}\n"]
        if term.mention:
            body.append(f"More on {self.role('term', term.mention)}.\n")
        if term.example:
            body.append(self.directive("term-example", "", [], term.example))
        if term.question:
            answer = f"{term.answer}\n\n* See {self.role('term', term.answer_mention)}."
            body.append(self.directive("term-question", term.question, [], answer))
        if term.fact:
            body.append(self.directive("term-facts", "", [], f"Size: {term.fact}"))
        return self.directive("term", term.name, list(term.options()), "\n".join(body))


class Site:
    """The whole site, and the edits that can happen to it."""

    def __init__(self, rng: random.Random, pages: int = 9) -> None:
        self.rng = rng
        self.pages = {self.page_name(n): SitePage(f"Page {n}") for n in range(pages)}
        self.next_page = pages
        self.day = 20000
        """Days since 1970."""
        for page in self.pages.values():
            for number in range(rng.randint(0, 2)):
                page.sections.append(self.section(f"Part {number}"))
        self.data = [self.term(name) for name in DATA_NAMES[:3]]
        for name in rng.sample(NAMES, 8):
            self.some_page().terms.append(self.term(name))
        for name in rng.sample(NAMES, 3):
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
        index = f"Home\n====\n\n.. toctree::\n   :hidden:\n\n{docnames}\n   {GENERATED}/index\n"
        pages = {n: Writer(n.endswith(".md")).page(page) for n, page in self.pages.items()}
        return {"index.rst": index, "terms.json": self.data_file()} | pages

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
                "definition": term.definition,
                "explanation": f"See :term:`{term.mention}`." if term.mention else "",
                "examples": [term.example] if term.example else [],
                "questions": [{"question": term.question, "answer": term.answer}]
                if term.question
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
        name = self.rng.choice(["", "", f" {self.rng.choice(NAMES + ALIASES)}"])
        return f"The {' '.join(self.rng.sample(WORDS, 3))} of{name} it."

    def some_names(self, most: int) -> list[str]:
        return self.rng.sample(NAMES + ALIASES, self.rng.randint(0, most))

    def term(self, name: str) -> SiteTerm:
        rng = self.rng
        return SiteTerm(
            name,
            self.words(),
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
            answer_mention=rng.choice(NAMES),
            mention=rng.choice(["", *NAMES[:3]]),
            no_autolink=rng.random() < 0.1,
            replaced_by=rng.choice(["", "", "", rng.choice(NAMES)]),
            only=rng.choice(["", "", "", "", *ONLY]),
        )

    def entry(self) -> SiteEntry:
        rng = self.rng
        other = rng.choice(["", "", *ALIASES])
        mark = rng.choice(["", "", *MARKS])
        return SiteEntry(self.words(), other, rng.choice(["", *NAMES]), mark)

    def section(self, title: str) -> SiteSection:
        roles = ["term", "term", "any", "term-def", "term-abbr", "term-compare", *["text"] * 5]
        role = self.rng.choice(roles)
        names = self.rng.sample(NAMES + ALIASES, self.rng.randint(1, 3))
        if role == "term-compare":
            compared = [c.terms for page in self.pages.values() for c in page.comparisons]
            names = ["; ".join(self.rng.choice(compared or [NAMES[:2]]))]
        if role == "any":
            names = [name + self.rng.choice(["", "s"]) for name in names]
        if role == "text":
            names = [name + self.rng.choice(["", "", "s", " " + self.words()]) for name in names]
        return SiteSection(title, names, role, self.rng.choice(["", "", *ONLY]))

    def comparison(self) -> SiteComparison:
        rng = self.rng
        names = rng.sample(NAMES + ALIASES, rng.randint(2, 4))
        rows = rng.choice([[], [], ["level", "Size"], ["category", "definition", "requires"]])
        return SiteComparison(names, rows, rng.choice(["", "", *ONLY]))

    def list(self) -> SiteList:
        rng = self.rng
        directive = rng.choice(["term-list", "term-list", "term-faq", "other"])
        if directive == "other":
            directive = rng.choice(["term-categories", "term-of-the-day"])
            return SiteList([], rng.choice(["", *ONLY]), directive)
        if directive == "term-faq":
            names = ", ".join(rng.sample(NAMES + ALIASES, rng.randint(0, 4)))
            lines = rng.choice([[], [":questions: written"], [":status: current"]])
            return SiteList(lines, rng.choice(["", "", *ONLY]), directive, names)
        lines = [f":display: {rng.choice(['cards', 'table', 'definitions', 'names'])}"]
        choices = [
            f":category: {rng.choice(CATEGORIES)}",
            f":level: {', '.join(rng.sample(LEVELS, 2))}",
            f":path-to: {rng.choice(NAMES)}",
            f":group-by: {rng.choice(['letter', 'category', 'level', 'none'])}",
            ":status: current",
            ":limit: 3",
        ]
        lines += rng.sample(choices, rng.randint(0, 2))
        if rng.random() < 0.3 and not any(":category:" in line for line in lines):
            lines += [f":category: {rng.choice(CATEGORIES)}", ":home:"]
        return SiteList(lines, rng.choice(["", "", *ONLY]))

    # Edits

    def edit(self) -> str:
        """Make one random edit; its name."""
        edits: list[Callable[[], None]] = [
            self.edit_term_text,
            self.edit_term_text,
            self.edit_relation,
            self.edit_alias,
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
        ]
        edit = self.rng.choice(edits)
        edit()
        return edit.__name__

    def some_term(self) -> tuple[SitePage, SiteTerm]:
        if not self.terms():
            self.add_term()
        return self.rng.choice(self.terms())

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
        ]
        for name in self.rng.sample(texts, 3):
            setattr(term, name, getattr(fresh, name))
        name = self.rng.choice(["abbr", "category", "level", "replaced_by", "only"])
        setattr(term, name, getattr(fresh, name))

    def edit_relation(self) -> None:
        _, term = self.some_term()
        name = self.rng.choice(["related", "requires", "broader"])
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
        name = self.rng.choice(NAMES)
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
        fields += ["no-hover true", "no-hover no"]
        self.some_page().metadata = self.rng.choice(fields)

    def toggle_no_autolink(self) -> None:
        _, term = self.some_term()
        term.no_autolink = not term.no_autolink

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
