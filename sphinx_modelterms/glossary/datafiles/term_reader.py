"""Reader of a single term: checks every value, reports each mistake, keeps the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.datafiles.keys import (
    DATA_OPTIONS,
    QUESTION,
    QUESTION_NEEDS,
    QUIZ_QUESTION,
    QUIZ_QUESTION_NEEDS,
    SOURCE,
    SOURCE_NEEDS,
    TEXTS,
    canonical,
    unknown_key,
    wrong_term_key,
)
from sphinx_modelterms.glossary.datafiles.records import (
    DataQuestion,
    DataQuizQuestion,
    DataSource,
    DataTerm,
    Text,
)
from sphinx_modelterms.glossary.datafiles.tree import (
    MOST_HINTS,
    FileProblem,
    Mapping,
    Scalar,
    Sequence,
    Tree,
    twice,
)
from sphinx_modelterms.glossary.datafiles.value_reader import (
    ValueReader,
    is_nothing,
    source_of,
)
from sphinx_modelterms.glossary.limits import DEFAULTS
from sphinx_modelterms.glossary.option_values import read_id
from sphinx_modelterms.glossary.term_parts import problem_of_choices
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.names import fold, nearest
from sphinx_modelterms.glossary.urls import address_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sized

    from sphinx_modelterms.glossary.limits import Limits


_BULLET = lazy_pattern(r"(?m)^[-*] +\S")


class TermReader(ValueReader):
    """Reader of one term.

    :param problems: mistakes are appended here
    """

    def __init__(self, problems: list[FileProblem], limits: Limits = DEFAULTS) -> None:
        super().__init__(problems, limits)
        self.values: dict[str, Any] = {}
        self.options: dict[str, Any] = {}
        self.lines: dict[str, int] = {}

    def read(self, tree: Tree) -> DataTerm | None:
        """Return the term; ``None`` if it has no name."""
        if not isinstance(tree, Mapping):
            self.wrong_shape(tree, "a term", "key-value pairs with a 'name'")
            return None
        if self.has_time and (message := _name_as_key(tree)):
            self.problem(tree.line, message)
            return None
        name = ""
        for key, value in tree.entries:
            if key.text == "name":
                name = self.line(value, "name")
            elif message := wrong_term_key(key.text, hint=self.has_time):
                self.problem(key.line, message)
            else:
                self.field(key, value)
        if not name:
            self.problem(tree.line, "the term has no 'name', so it is left out")
            return None
        return DataTerm(
            name=name, line=tree.line, options=self.options, lines=self.lines, **self.values
        )

    @property
    def has_time(self) -> bool:
        """True if there is time to search for hints; only so many problems are reported anyway."""
        return len(self.problems) < MOST_HINTS

    def field(self, key: Scalar, value: Tree) -> None:
        """Read a field."""
        name = canonical(key.text)
        if name in DATA_OPTIONS:
            self.option_field(name, key, value)
        elif is_nothing(value):
            return
        elif name in TEXTS:
            if text := self.text(value, name):
                self.values[name] = text
        else:
            read: Callable[[Tree], Iterator[Any]] = getattr(self, name)
            self.values[name] = self.first_ones(read(value), name, key.line)

    def option_field(self, name: str, key: Scalar, value: Tree) -> None:
        """Read a field that is an option of the directive."""
        if name in self.lines:
            self.problems.append(twice(key, self.lines[name]))
            return
        self.lines[name] = key.line
        read = self.option(name, DATA_OPTIONS[name], value)
        if read is not None:
            self.options[name] = read

    def examples(self, tree: Tree) -> Iterator[Text]:
        """Yield the examples, each of which is a text."""
        if isinstance(tree, Scalar) and len(_BULLET.findall(tree.text)) > 1:
            message = "examples: this list is read as a single example. Remove the sign after "
            self.problem(tree.line, f"{message}'examples:'")
        for item in _items(tree):
            if text := self.text(item, "examples"):
                yield text

    def facts(self, tree: Tree) -> Iterator[tuple[str, Text]]:
        """Yield key and text of each fact."""
        if not isinstance(tree, Mapping):
            self.wrong_shape(tree, "facts", "key-value pairs")
            return
        seen: dict[str, str] = {}
        for key, value in tree.entries:
            name = self.line(key, "facts")
            text = self.text(value, f"facts: {name}")
            first = seen.setdefault(fold(name), name)
            if first != name:
                message = f"facts: the keys {first[:40]!r} and {name[:40]!r} are the same"
                self.problem(key.line, f"{message}. Remove or rename one of them")
            if text and name:
                yield name, text
            elif not key.text.strip():
                self.problem(key.line, "facts: an entry has no key, so it is left out")

    def questions(self, tree: Tree) -> Iterator[DataQuestion]:
        """Yield the questions: objects with ``question``, ``answer`` and optionally ``id``."""
        for texts in self.parts(tree, "questions", QUESTION, QUESTION_NEEDS):
            short = self.short(texts, "id", "questions", self.limits["line"])
            end = self.checked(read_id, "questions: id", short)
            yield DataQuestion(texts["question"], texts["answer"], end)

    def quiz(self, tree: Tree) -> Iterator[DataQuizQuestion]:
        """Yield the questions of quizzes: objects with ``question``, ``choices`` and optionally
        ``explanation``.
        """
        for item in _items(tree):
            written = tuple(self.choices(item))
            choices = tuple(filter(None, written))
            whole = _with_one_choice(item, choices)
            for texts in self.parts(whole, "quiz", QUIZ_QUESTION, QUIZ_QUESTION_NEEDS):
                message = problem_of_choices([choice.text for choice in choices])
                if len(choices) < len(written):  # without the first, another would be right
                    message = "a choice isn't a text, or is empty. Write each as a text"
                if message:
                    self.problem(item.line, f"quiz: {message}. The question is left out")
                else:
                    yield DataQuizQuestion(texts["question"], choices, texts.get("explanation"))

    def choices(self, tree: Tree) -> Iterator[Text | None]:
        """Yield the choices of a question, ``None`` for one that can't be used."""
        for key, value in tree.entries if isinstance(tree, Mapping) else ():
            for item in _items(value) if key.text == "choices" else ():
                yield self.text(item, "quiz: choices")

    def sources(self, tree: Tree) -> Iterator[DataSource]:
        """Yield the sources: texts, or objects with ``title`` and maybe ``url`` and ``note``."""
        items = (
            source_of(item) if isinstance(item, Scalar) and not is_nothing(item) else item
            for item in _items(tree)
        )
        tree = Sequence(tuple(items), tree.line)
        for texts in self.parts(tree, "sources", SOURCE, SOURCE_NEEDS):
            short = self.short(texts, "url", "sources", self.limits["address"])
            address = self.checked(address_in, "sources: url", short)
            yield DataSource(texts["title"], address, texts.get("note"))

    def parts(
        self, tree: Tree, what: str, known: Collection[str], needs: tuple[str, ...]
    ) -> Iterator[dict[str, Text]]:
        """Yield the texts of each object in a list; an object without the keys in *needs* is
        reported and left out.
        """
        for item in _items(tree):
            if not isinstance(item, Mapping):
                wanted = " and ".join(map(repr, needs))
                cure = f". Write {' and '.join(repr(f'{need}: …') for need in needs)} for each"
                self.wrong_shape(item, what, f"a list of entries with {wanted}", cure)
                continue
            texts: dict[str, Text] = {}
            for key, value in item.entries:
                if key.text not in known:
                    message = unknown_key(key.text, (*known,), repr(what), hint=self.has_time)
                    self.problem(key.line, message)
                elif text := self.text(value, f"{what}: {key.text}"):
                    texts[key.text] = text
            missing = [name for name in needs if name not in texts]
            if missing:
                message = f"there is no {' and no '.join(map(repr, missing))}"
                self.problem(item.line, f"{what}: {message}, so the entry is left out")
            else:
                yield texts

    def short(self, texts: dict[str, Text], name: str, what: str, most: int) -> Text | None:
        """Return a text that has to be on one line; ``None`` after a problem."""
        text = texts.get(name)
        if text is not None and len(text.text) > most:
            message = f"{what}: {name} is longer than {most:,} characters, so it is left out"
            self.problem(text.line, message)
            return None
        return text

    def checked(self, read: Callable[[str], str], what: str, text: Text | None) -> str:
        """Return the result of *read* for *text*; ``""`` after a problem."""
        if text is None:
            return ""
        try:
            return read(text.text)
        except ValueError as error:
            self.problem(text.line, f"{what}: {with_full_stop(str(error))} It is left out")
            return ""


def _name_as_key(tree: Mapping) -> str:
    """Return the message about an object whose first key is the name of a term: ``Token: A
    piece.``
    """
    name = tree.entries[0][0].text if tree.entries else ""
    if not wrong_term_key(name, hint=False):
        return ""
    if any(key.text in {"name", *TEXTS} for key, _ in tree.entries):
        return ""
    if nearest(name, ("name", *TEXTS, *DATA_OPTIONS)):
        return ""
    message = f"the term has no 'name', so it is left out: {name[:40]!r} isn't a field of a term"
    return f"{message}. If that is its name, write 'name: …', and below it 'definition: …'"


def _with_one_choice(tree: Tree, choices: Sized) -> Tree:
    """Return a question with a text instead of its choices, as the other fields are texts."""
    if not isinstance(tree, Mapping):
        return tree
    entries = (
        (
            key,
            Scalar("…" if choices else "", key.line, key.line) if key.text == "choices" else value,
        )
        for key, value in tree.entries
    )
    return Mapping(tuple(entries), tree.line)


def _items(tree: Tree) -> tuple[Tree, ...]:
    """Return the items of a list; a single value counts as a list of one."""
    return tree.items if isinstance(tree, Sequence) else (tree,)
