"""Baseline: the known findings of quality rules, which cause no warnings.

A finding is known by its rule, its page and its words, not by its line, so that it stays known if
lines or paragraphs move. The file has one finding a line, sorted, each as JSON. So it is the same
on all machines, and Git merges it line by line.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.autolink.text_rules import TEXT_RULES
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

HEAD = "# Known findings of sphinx_modelterms, written by: python -m sphinx_modelterms baseline\n"
"""The first line of the file. Lines that begin with ``#`` are comments."""

AUTOMATIC_LINK = "automatic-link"
"""Key of the automatic links to a term that a maintainer has checked; only the report asks for
them.
"""


class Known(NamedTuple):
    """That which makes a finding the same one after an edit elsewhere."""

    page: str
    """Name of the page that is warned about."""
    rule: str
    words: str
    sentence: str = ""
    """The sentence around the words; ``""`` if the finding isn't about a sentence."""

    @property
    def anywhere(self) -> Known:
        """The finding without its page, as it may move to another one; but a page as a whole
        can't move.
        """
        is_of_page = self.rule in TEXT_RULES and not self.sentence
        return self if is_of_page else self._replace(page="")


def known(page: str, rule: str, words: str, sentence: str = "") -> Known:
    """Return what makes a finding the same, with its texts as a file can have them."""
    return Known(*map(_storable, (page, rule, words, sentence)))


def _storable(text: str) -> str:
    """Return *text* as it is in a file: names of files, for example, differ by system."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return text.encode("utf-8", "replace").decode("utf-8")


class Baseline(NamedTuple):
    """The content of a baseline file."""

    counts: Mapping[Known, int]
    """The number of occurrences of each known finding."""
    malformed: tuple[int, ...] = ()
    """The numbers of the lines that can't be read."""


class BaselineFile(NamedTuple):
    """The baseline of a project."""

    name: str
    """The name of the file, as in ``modelterms_baseline``."""
    content: Baseline


def baseline_text(counts: Mapping[Known, int]) -> str:
    """Return the content of a baseline file.

    :param counts: the number of occurrences of each finding
    """
    lines = [baseline_line(finding, count) for finding, count in sorted(counts.items())]
    return HEAD + "".join(f"{line}\n" for line in lines)


def baseline_line(finding: Known, count: int) -> str:
    """Return the line for a finding that occurs *count* times."""
    fields: dict[str, Any] = {key: text for key, text in finding._asdict().items() if text}
    if count > 1:
        fields["count"] = count
    return json.dumps(fields, ensure_ascii=False)


def read_baseline_text(text: str) -> Baseline:
    """Return the content of a baseline file. Of a line that is there twice, as after a merge, the
    higher count is used.
    """
    counts: Counter[Known] = Counter()
    malformed = []
    # Not by splitlines(), for which JSON texts can have line ends, such as U+2028.
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            if found := _read_line(line):
                finding, count = found
                counts[finding] = max(counts[finding], count)
            else:
                malformed.append(number)
    return Baseline(counts, tuple(malformed))


def _read_line(line: str) -> tuple[Known, int] | None:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict):
        return None
    count = fields.pop("count", 1)
    is_complete = {"page", "rule", "words"} <= fields.keys() <= set(Known._fields)
    if not is_complete or not all(isinstance(text, str) for text in fields.values()):
        return None
    if type(count) is not int or count < 1:
        return None
    return known(**fields), count


class Compared(NamedTuple):
    """The findings of a build, compared with a baseline."""

    is_new: list[bool]
    """For each finding, True if the baseline doesn't have it."""
    gone: int
    """The number of known findings that the build doesn't have."""


def compare_with_baseline(
    findings: Sequence[Known],
    baseline: Baseline,
    rules: Collection[str],
    hides: Callable[[str], bool] = lambda _: False,
) -> Compared:
    """Compare the findings of a build with those of a baseline. First, each finds its own page;
    then those that are left over count as moved if another page has lost one.

    :param rules: the rules that the build has checked; others say nothing about what is gone
    :param hides: returns True if this builder leaves out parts of a page, where findings can be
    """
    left = Counter(dict(baseline.counts))
    is_new = [not _take(left, finding) for finding in findings]
    moved: Counter[Known] = Counter()
    for finding, count in left.items():
        moved[finding.anywhere] += count
    for number, finding in enumerate(findings):
        if is_new[number]:
            is_new[number] = not _take(moved, finding.anywhere)
    lost: Counter[Known] = Counter()
    for finding, count in left.items():
        if count and finding.rule in rules and not hides(finding.page):
            lost[finding.anywhere] += count
    return Compared(is_new, sum(min(moved[finding], count) for finding, count in lost.items()))


def _take(counts: Counter[Known], finding: Known) -> bool:
    """Take one from the count of *finding*, and return True; False if none is left."""
    if counts[finding] < 1:
        return False
    counts[finding] -= 1
    return True
