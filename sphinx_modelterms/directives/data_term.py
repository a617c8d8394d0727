"""Content of data-file records on pages: a record supplies the parts that the page leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import switch_source_input
from sphinx.util.parsing import nested_parse_to_nodes

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.directives.card import sort_body
from sphinx_modelterms.directives.content import take_out_transitions
from sphinx_modelterms.directives.data_parsing import (
    TooManyMistakesError,
    isolated_names,
    limited_mistakes,
    source_named,
)
from sphinx_modelterms.directives.options import is_markdown
from sphinx_modelterms.directives.term_parts import (
    example_item,
    facts_list,
    question_item,
    quiz_item,
    source_item,
)
from sphinx_modelterms.doctree.blocks import AS_WRITTEN, DATA
from sphinx_modelterms.glossary.limits import raised
from sphinx_modelterms.log_records import located
from sphinx_modelterms.reading.visibility import is_unseen
from sphinx_modelterms.sources.allowed_markup import safe_markup
from sphinx_modelterms.sources.headings import make_rubrics
from sphinx_modelterms.sources.nested_tables import mark_tables
from sphinx_modelterms.sources.parsing_cost import problem_of_text
from sphinx_modelterms.sources.untrusted_markup import (
    EXTERNAL_LINK_ATTRIBUTES,
    is_deep,
    is_for_pages,
    make_safe,
)
from sphinx_modelterms.sources.wrong_markup import html_tag, other_markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.util.docutils import SphinxDirective

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.datafiles.records import DataTerm, Text


def complete_from_record(
    directive: SphinxDirective, content: Sequence[nodes.Node], record: DataTerm
) -> list[nodes.Node]:
    """Return *content*, completed with the parts of *record* that it lacks."""
    written = sort_body(content)
    reader = _RecordReader(directive, record)
    start: list[nodes.Node] = []
    end: list[nodes.Node] = []
    if written.definition is None and record.definition:
        start += reader.blocks(record.definition)
    if all(map(is_unseen, written.explanation)) and record.explanation:
        end += reader.blocks(record.explanation)
    if not written.example:
        end += (example_item(reader.blocks(text)) for text in record.examples)
    if not written.question:
        end += reader.questions()
    if not written.facts:
        end += reader.facts()
    if not written.source:
        end += reader.sources()
    if not written.quiz:
        end += reader.quiz()
    return [*start, *content, *end]


MARKUPS = {"md": "Markdown", "rst": "reStructuredText"}

AS_PLAIN_TEXT = "the text is shown as plain text"
SOURCE_TYPES = {"md": "markdown", "rst": "restructuredtext"}
"""Name of each markup in ``source_suffix``."""


class _RecordReader:
    """Parser of a record's texts into nodes on the page of a directive."""

    def __init__(self, directive: SphinxDirective, record: DataTerm) -> None:
        self.directive = directive
        self.record = record
        self.unread: set[Text] = set()
        here = "md" if is_markdown(directive) else "rst"
        domain: ModelTermsDomain = directive.env.domains["modelterms"]  # type: ignore[assignment]
        wanted = record.markup or domain.build.generated.markup
        self.parsed = here == wanted
        if not self.parsed:
            page = f"{directive.env.docname!r}, line {directive.lineno}"
            message = f"the text of {record.name!r} is in {MARKUPS[wanted]}, but the page that "
            message += f"shows it ({page}) is in {MARKUPS[here]}, so it is shown as plain text. "
            if record.markup:
                cure = f"write the texts of the file in {MARKUPS[here]} and set 'markup: {here}'"
            else:
                cure = f"set 'markup: {here}' in the file if its texts are in {MARKUPS[here]}"
            message += f"Place the term on another page, or {cure}"
            warn(Subtype.OTHER_MARKUP, message, f"{record.file}:{record.line}")

    def blocks(self, text: Text) -> list[nodes.Node]:
        """Parse the text into paragraphs and other blocks."""
        root = nodes.container()
        root.document = self.directive.state.document
        if not self.parsed or self._is_too_costly(text) or not self._parsed(text, root):
            root.children = []
            root += self._as_written(text)
        location = f"{self.record.file}:{text.line}"
        self._name_file(root, text)
        if take_out_transitions(root.children):
            message = "a transition (a line across the page) can't be inside a term"
            self._warn(text, f"{message}, so it is left out")
        make_safe(root, self.directive.env, location)
        mark_tables(root, location)
        for node in root.children:
            if isinstance(node, nodes.Element):
                self._mark(node, text)
        return root.children

    def _as_written(self, text: Text) -> Iterator[nodes.paragraph]:
        """Yield the paragraphs of a text whose markup is not read."""
        self.unread.add(text)
        line = text.line
        for part in text.text.split("\n\n"):
            if part.strip():
                paragraph = nodes.paragraph(part, part)
                self._locate(paragraph, text)
                paragraph.line = line
                yield paragraph
            line += part.count("\n") + 2

    def _name_file(self, root: nodes.Element, text: Text) -> None:
        """Name the data file, not the page, as the source of the nodes, for messages of later
        steps."""
        file = self.record.file
        for node in root.findall(nodes.Element):
            if node.source and node.source != file:
                node.source = file
                if not (self.parsed and is_markdown(self.directive) and node.line):
                    node.line = text.line
            if isinstance(node, nodes.image):
                if not node.line:  # docutils before 0.21
                    node.source, node.line = file, node.parent.line or text.line
                # Sphinx 8 takes the line from pictures that do not say what they were.
                node.rawsource = node.rawsource or f".. image:: {node.get('uri', '')}"

    def _is_too_costly(self, text: Text) -> bool:
        """Return True, after a warning, if the text would keep the parser busy for long."""
        limits = ModelTermsConfig.from_sphinx(self.directive.config).all_limits
        if problem := problem_of_text(text.text, limits, is_markdown(self.directive)):
            self._warn(text, f"{AS_PLAIN_TEXT}: {problem}")
        return bool(problem)

    def _warn(self, text: Text, message: str) -> None:
        warn(Subtype.UNSAFE_TEXT, message, f"{self.record.file}:{text.line}")

    def _parsed(self, text: Text, root: nodes.Element) -> bool:
        """Parse the text; return False, after a warning, if the parser fails: data must not end
        the build."""
        if is_markdown(self.directive) and "{{" in text.text:
            self._warn(
                text, "'{{' begins a substitution on pages, but is plain text in data files"
            )
        most = ModelTermsConfig.from_sphinx(self.directive.config).all_limits["messages"]
        try:
            with limited_mistakes(self.directive.state.document.reporter, most):
                self._parse(text, root)
        except TooManyMistakesError:
            message = f"its markup has more than {most:,} mistakes"
            cure = f"Correct the first ones, {raised('messages')}"
            self._warn(text, f"{AS_PLAIN_TEXT}: {message}. {cure}")
            return False
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"[:100]
            self._warn(text, f"{AS_PLAIN_TEXT}, because its markup can't be read: {problem}")
            return False
        here = is_markdown(self.directive)
        if not here and (tag := html_tag(root)):
            line = text.line + text.text.count("\n", 0, max(text.text.find(tag), 0))
            message = f"HTML is shown as plain text. Write markup instead of {tag!r}"
            warn(Subtype.UNSAFE_TEXT, message, f"{self.record.file}:{line}")
        if found := other_markup(text.text, root, markdown=here):
            kind, name = ("rst", "md") if here else ("md", "rst")
            message = f"{found[:60]!r} is {MARKUPS[kind]}, but the text is read as {MARKUPS[name]}"
            cure = f"Write it in {MARKUPS[name]}"
            has_pages = SOURCE_TYPES[kind] in self.directive.config.source_suffix.values()
            # CSV has no header to set the markup in.
            if has_pages and not self.record.file.lower().endswith(".csv"):
                cure += f", or set 'markup: {kind}' in the file and place its terms on a page in "
                cure += MARKUPS[kind]
            where = f"{self.record.file}:{text.line}"
            warn(Subtype.OTHER_MARKUP, f"{message}. {cure}", where)
        if is_deep(root):
            self._warn(text, f"{AS_PLAIN_TEXT}: its markup is nested too deeply")
            return False
        if sum(map(is_for_pages, root.findall(nodes.Element))) > most:
            what = "HTML tags, link names and footnotes, which only pages can have"
            cure = f"Remove some, {raised('messages')}"
            self._warn(text, f"{AS_PLAIN_TEXT}: it has more than {most:,} {what}. {cure}")
            return False
        return True

    def _parse(self, text: Text, root: nodes.Element) -> None:
        """Parse the text in such a way that messages name the lines of the data file."""
        lines = text.text.splitlines()
        places = [(self.record.file, text.line - 1 + n) for n in range(len(lines))]
        if is_markdown(self.directive) and lines and lines[0].startswith("---"):
            lines[0] = ""  # MyST-Parser would drop all lines up to the next '---'
            self._warn(text, "the line '---' above the text is left out. Remove it")
        block = StringList(lines, items=places)
        state, env = self.directive.state, self.directive.env
        file, markdown = self.record.file, is_markdown(self.directive)
        with safe_markup(state.document, env), located(env, file, text.line, markdown):
            if markdown:
                with source_named(state.document, file), isolated_names(state):
                    state.nested_parse(block, text.line - 1 - self.directive.lineno, root)
            else:
                with switch_source_input(state, block):
                    root += nested_parse_to_nodes(state, block)
        # Files with one term each are written like pages, with headings.
        titles = make_rubrics(root)
        for title in () if file.lower().endswith(".md") else titles:
            number = next((n for n, line in enumerate(lines) if line.strip() == title.strip()), 0)
            message = f"the heading {title!r} is inside a term, so it is shown as a rubric"
            place = f"{self.record.file}:{text.line + number}"
            warn(Subtype.HEADING, f"{message}. Write '.. rubric:: {title}'", place)

    def inline(self, text: Text) -> list[nodes.Node]:
        """Return the inline nodes of a text of one paragraph; the plain text if it is anything
        else."""
        blocks = self.blocks(text)
        if len(blocks) == 1 and isinstance(blocks[0], nodes.paragraph):
            return blocks[0].children
        return [nodes.Text(text.text)]

    def questions(self) -> Iterator[nodes.Node]:
        for question, answer, end in self.record.questions:
            term = nodes.term(question.text, "", *self.inline(question))
            self._locate(term, question)
            yield question_item(term, self.blocks(answer), end)

    def quiz(self) -> Iterator[nodes.Node]:
        for question, choices, explanation in self.record.quiz:
            items = (nodes.list_item("", self._paragraph(choice)) for choice in choices)
            reasons = [self._paragraph(explanation)] if explanation else []
            item = quiz_item(self._paragraph(question), nodes.bullet_list("", *items), reasons)
            item.source, item.line = self.record.file, question.line
            yield item

    def _paragraph(self, text: Text) -> nodes.paragraph:
        """Return a text of one paragraph."""
        paragraph = nodes.paragraph(text.text, "", *self.inline(text))
        self._locate(paragraph, text)
        return paragraph

    def facts(self) -> Iterator[nodes.Node]:
        fields = []
        for key, text in self.record.facts:
            name = nodes.field_name(key, key)
            value = self._paragraph(text)
            self._locate(name, text)
            fields.append(nodes.field("", name, nodes.field_body("", value)))
        if fields:
            yield facts_list(fields)

    def sources(self) -> Iterator[nodes.Node]:
        for title, address, note in self.record.sources:
            words = self.inline(title)
            paragraph = nodes.paragraph(title.text, "")
            self._locate(paragraph, title)
            item = source_item(paragraph, words, address, self.blocks(note) if note else [])
            if address:
                _make_only_link(paragraph)
            yield item

    def _locate(self, node: nodes.Element, text: Text) -> None:
        node.source, node.line = self.record.file, text.line
        self._mark(node, text)

    def _mark(self, node: nodes.Element, text: Text) -> None:
        node[DATA] = True
        if text in self.unread:
            node[AS_WRITTEN] = True


def _make_only_link(title: nodes.Element) -> None:
    """Remove links and cross-references inside *title*, which is one link as a whole."""
    outer, *inner = title.findall(nodes.reference)
    outer.attributes |= EXTERNAL_LINK_ATTRIBUTES
    for link in [*inner, *title.findall(addnodes.pending_xref)]:
        link.parent.replace(link, link.children)
