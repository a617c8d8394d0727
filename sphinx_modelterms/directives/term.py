"""The ``term`` directive, which defines a term."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.directives.card import MISTAKE, Card, arrange, kind_of_start
from sphinx_modelterms.directives.content import (
    has_glossary_entries,
    parse_body,
    warn_misplaced_options,
)
from sphinx_modelterms.directives.data_term import complete_from_record
from sphinx_modelterms.directives.ids import add_label, add_texts, free_id, location_of
from sphinx_modelterms.directives.indentation import (
    indented_less,
    indented_like_code,
    unindented_option,
)
from sphinx_modelterms.directives.name_lines import NameLines
from sphinx_modelterms.directives.options import OptionDirective, is_markdown, option_location
from sphinx_modelterms.doctree.blocks import DRAFT, OWN_IDS, part_of
from sphinx_modelterms.glossary.consistency import CHECKED_OPTIONS
from sphinx_modelterms.glossary.model import SourceLocation
from sphinx_modelterms.glossary.option_specs import FIELDS, TERM_OPTIONS
from sphinx_modelterms.glossary.option_values import read_anchor
from sphinx_modelterms.glossary.scopes import (
    CLASS,
    meaning_key,
    scope_key,
    split_scope,
    with_scope,
)
from sphinx_modelterms.glossary.text.characters import without_controls
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.names import anchor, fold, nearest
from sphinx_modelterms.glossary.views.questions import repeated_kinds
from sphinx_modelterms.reading.highlighting import apply_highlight_to_body
from sphinx_modelterms.reading.option_translation import (
    index_entries,
    texts_of_options,
)
from sphinx_modelterms.unknown_kinds import KIND_WARNINGS, unknown_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.datafiles.records import DataTerm


class TermDirective(OptionDirective):
    """Define a term: the argument is its name, options are its metadata, the content is its text.

    The first paragraph of the content is the definition, the rest is the explanation. The layout
    ``section`` makes this tree; the layout ``card`` has a container with a rubric in place of the
    section with its title::

        <section classes="mt-card" ids="term-SLUG" modelterms="card">
            <title classes="mt-title" modelterms="title">
            <paragraph classes="mt-definition" modelterms="definition">
            <container classes="mt-meta" modelterms="meta">          # filled by a post-transform
            <container classes="mt-explanation" modelterms="explanation">
                <rubric>
                ...
            <container classes="mt-examples" modelterms="examples">
                <rubric>
                <bullet_list>
            <container classes="mt-faq" modelterms="faq">           # completed by a post-transform
                <rubric>
                <definition_list>
            <container classes="mt-related" modelterms="related">    # filled by a post-transform
            ...
    """

    known_options = TERM_OPTIONS
    _record: DataTerm | None = None

    def run(self) -> list[nodes.Node]:
        written = self.read_options()
        name, _, more = without_controls("".join(self.arguments)).strip().partition("\n")
        if not name:
            return self._unnamed()
        values = self._checked(written)
        self._record = record = self._records().get(meaning_key(name, values.get("scope", "")))
        if record:
            values = record.options | values
        where = option_location(self, 0)
        content = parse_body(self)
        if more:
            below = NameLines.read(more)
            warn(Subtype.NAME_LINES, below.message(name), where)
            content[:0] = self.parse_text_to_nodes(below.text)
            if below.aliases:
                values["aliases"] = (*values.get("aliases", ()), *below.aliases)
        else:
            warn_misplaced_options(content, self, TERM_OPTIONS)
        scope = values.get("scope", "")
        lost = not content and not record and self._warn_unknown(name, scope, where)
        after = apply_highlight_to_body(content)
        if record:
            content = complete_from_record(self, content, record)
        layout = self._layout(values.get("layout", ""))
        taken = self.state.document.ids
        wanted = values.get("id") or anchor(name, scope)
        card = Card(name, layout, free_id(self, wanted, name), taken)
        card.root["classes"] += values.get("class", ())
        if scope:  # which its text is in, too
            card.root["classes"].append(f"{CLASS}{scope_key(scope)}")
        formers = self._former_ids(values)
        card.root["ids"] += [former for former in dict.fromkeys(formers) if former not in taken]
        card.root[DRAFT] = self._draft(name, values, record)
        self.set_source_info(card.title)
        self.set_source_info(card.root)
        defined = arrange(card, content, self._settings, self._askable(values))
        start = kind_of_start(content)
        if not defined and not lost and start != MISTAKE:
            self._warn_undefined(name, record, start)
        add_texts(self, card.root, texts_of_options(values))
        card.root.insert(
            1, addnodes.index(entries=index_entries(card.root["ids"][0], name, values))
        )
        card.root += after
        self._register_ids(card.root, values.get("name", ""))
        return [card.root]

    def _unnamed(self) -> list[nodes.Node]:
        """Warn that the term has no name, and return its parsed body."""
        message = f"{self.name!r} has no name. Write the name on the same line"
        if has_glossary_entries(self.content):
            message += ". Each entry of a 'glossary' needs a 'term' directive of its own"
        warn(Subtype.NO_NAME, message, option_location(self, 0))
        return parse_body(self)

    def _former_ids(self, values: dict[str, Any]) -> Iterator[str]:
        """Yield the anchors of the term's former names, and the further anchors that it must
        keep."""
        yield from (anchor(former) for former in values.get("former-names", ()))
        for former in values.get("former-ids", ()):
            try:
                yield read_anchor(former)
            except ValueError as error:
                cure = ". Separate ids with commas" if " " in former else ""
                message = f"former-ids: {with_full_stop(str(error))} It is ignored{cure}"
                warn(Subtype.BAD_VALUE, message, self.option_place("former-ids"))

    def option_place(self, name: str) -> str:
        """Return file and line of an option, in the data file if the page doesn't set it."""
        record = self._record
        if name in self.options or record is None or name not in record.options:
            return super().option_place(name)
        return f"{record.file}:{record.lines.get(name, record.line)}"

    @cached_property
    def _settings(self) -> ModelTermsConfig:
        return ModelTermsConfig.from_sphinx(self.config)

    def _layout(self, wanted: str) -> str:
        """Return *wanted* or ``section`` where a section is allowed (in a section or the
        document), else ``card``."""
        parent = self.state_machine.node if is_markdown(self) else self.state.parent
        if isinstance(parent, nodes.section | nodes.document):
            return wanted or "section"
        if wanted in {"section", "page"} and not isinstance(parent, addnodes.only):
            message = (
                f"layout: {wanted!r} works only for a term directly below a section title, so "
            )
            message += "'card' is used"
            warn(Subtype.BAD_VALUE, message, self.option_place("layout"))
            return "card"
        return wanted or "card"

    def _register_ids(self, root: nodes.Element, label: str) -> None:
        add_label(self, root, label)
        for node in root.findall(nodes.Element):
            if isinstance(node, nodes.section) and part_of(node):
                node[OWN_IDS] = list(node["ids"])
            if part_of(node) or part_of(node.parent) == "question":
                self.state.document.ids |= dict.fromkeys(node["ids"], node)

    def _askable(self, values: dict[str, Any]) -> set[str]:
        """Return the kinds of generated questions that the options allow."""
        if not values.get("faq", True):
            return set()
        settings = self._settings
        unasked = repeated_kinds(settings.faq_repeats, settings.hidden_parts)
        return set(settings.faq) - unasked - (set() if values.get("level") else {"level"})

    def _checked(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return *values* without an unknown level or category, after a warning."""
        for option, subtype in KIND_WARNINGS.items():
            if message := unknown_kind(option, values.get(option, ""), self._settings):
                warn(subtype, message, self.option_place(option))
                del values[option]
        return values

    def _domain(self) -> ModelTermsDomain:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        return domain

    def _records(self) -> dict[str, DataTerm]:
        """Return the records of the data files, by folded name."""
        return self._domain().build.data.records

    def _warn_unknown(self, name: str, scope: str, where: str) -> bool:
        """Warn of a record that no data file has; return True if the directive refers to one.

        If a data file is broken, the record may be in it: return True without a warning.
        """
        if self._domain().build.data.broken:
            return True  # the loader has already warned of the broken file
        if not self._records():
            return False
        records = self._records().values() if self._domain().build.glossary.may_hint() else ()
        shown = with_scope(name, scope)
        base, inner = split_scope(name)
        if not scope and any(r.key == meaning_key(base, inner) for r in records if inner):
            hint = f". Write {base!r} as the name, and set ':scope: {inner}'"
        elif scopes := [r.scope or "no scope" for r in records if fold(r.name) == fold(name)]:
            hint = (
                f". It has {name!r} with {' and '.join(map(repr, scopes))}. Set ':scope:' to that"
            )
        else:
            near = nearest(name, [record.name for record in records])
            hint = f". Did you mean {' or '.join(map(repr, near))}?" if near else ""
        message = f"no data file has a term {shown!r}, and the directive has no body{hint}"
        warn(Subtype.UNKNOWN_RECORD, message, where)
        return True

    def _warn_undefined(self, name: str, record: DataTerm | None, start: str) -> None:
        if record and record.key in self._domain().build.data.flawed:
            return
        if record:
            where, cure = _undefined_record(record, start)
        else:
            where, cure = option_location(self, 0), self._cure_of_body(start)
            if line := indented_less(self):
                where = option_location(self, line)
                cure = "This line is indented less than the first line of its body. Indent both "
                cure += "lines equally"
            elif line := indented_like_code(self):
                where = option_location(self, line)
                cure = "This line is indented by four or more spaces, which makes it code. Indent "
                cure += "it less"
        message = f"the term {name!r} has no definition. {cure}"
        warn(Subtype.EMPTY_DEFINITION, message, where)

    def _cure_of_body(self, start: str) -> str:
        """Return the cure for a body without a definition.

        :param start: name of the first thing in the body
        """
        if start:
            return f"Its body begins with {start}. Begin it with a paragraph"
        if is_markdown(self):
            cure = "Write it inside the fence"
        elif option := unindented_option(self):
            cure = f"Indent {option!r} and the lines below it"
        else:
            cure = "Write it below, after a blank line, and indented by three spaces"
        if not self._settings.data:
            cure += ". If it is in a data file, add that file to modelterms_data"
        return cure

    def _draft(self, name: str, values: dict[str, Any], record: DataTerm | None) -> dict[str, Any]:
        """Build the part of the record that options state; its texts are added after the doctree
        is complete."""
        draft = {FIELDS[option]: value for option, value in values.items() if option in FIELDS}
        draft |= {"source_name": name, "location": location_of(self, CHECKED_OPTIONS)}
        if record:
            lines = {o: n for o, n in record.lines.items() if o not in self.options}
            options = tuple((o, n) for o, n in lines.items() if o in CHECKED_OPTIONS)
            draft["location"] = SourceLocation(record.file, record.line, options)
            draft |= {"data": record.digest, "data_lines": record.starts}
        return draft


def _undefined_record(record: DataTerm, start: str) -> tuple[str, str]:
    """Return the location of a record without a definition, and the cure."""
    if record.definition and start:
        where = f"{record.file}:{record.definition.line}"
        return where, f"Its 'definition' begins with {start}. Begin it with a paragraph"
    return f"{record.file}:{record.line}", "Add a 'definition' to its record"
