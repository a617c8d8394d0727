"""Tables of the options of ``term``, its parts and comparisons.

The options of ``term`` are the fields of data files as well. The options reference of the manual
and the JSON Schema of data files are generated from these tables.
"""

from __future__ import annotations

from sphinx_modelterms.glossary.option_kinds import Option, choice, read_words
from sphinx_modelterms.glossary.option_values import (
    read_anchor,
    read_date,
    read_id,
    read_line,
    read_switch,
    split_changes,
    split_list,
)
from sphinx_modelterms.glossary.scopes import read_scope

TERM_OPTIONS: dict[str, Option] = {
    "abbr": Option(
        read_line,
        "text",
        "The abbreviation of the name, such as `LLM`. References and automatic links find the "
        "term by it. For more than one abbreviation, use `aliases`.",
        translated="each",
    ),
    "aliases": Option(
        split_list,
        "list",
        "Synonyms, such as `AI model, neural model`. References and automatic links find the term "
        "by each of them. English plurals are found without an alias.",
        translated="each",
    ),
    "scope": Option(
        read_scope,
        "text",
        "The field in which the name has this meaning, such as `os` for the ports of a computer. "
        "Terms with different scopes can have the same name. By default, the scope of the section "
        "or page. Letter case doesn't matter.",
        translated="key",
    ),
    "category": Option(
        read_line,
        "key",
        "A key of `modelterms_categories`, in the same letter case; if that setting is empty, any "
        "text. An unknown key is ignored, with the warning `unknown-category`.",
    ),
    "level": Option(
        read_line,
        "key",
        "A key of `modelterms_levels`, such as `beginner`, in the same letter case. An unknown "
        "key is ignored, with the warning `unknown-level`.",
    ),
    "related": Option(
        split_list,
        "list of terms",
        "Related concepts. The card shows each with its category and definition. An unknown term "
        "is left out, with the warning `unknown-term`, here and in the other relations.",
    ),
    "requires": Option(
        split_list,
        "list of terms",
        'Terms to read before this one. The card lists them under "Read first".',
    ),
    "broader": Option(
        split_list,
        "list of terms",
        "Broader concepts that this one is a kind of: `Vehicle` for the term Car.",
    ),
    "tags": Option(
        split_list,
        "list",
        "Keywords of your choice. The card shows them beside the level, and lists can select "
        "terms by them.",
        translated="key",
    ),
    "forms": Option(
        split_list,
        "list",
        "Inflected forms of the name, such as `matrices` for Matrix. References and automatic "
        "links find the term by them, but the card doesn't show them. You don't need to list "
        "English plurals.",
        translated="whole",  # languages differ in the number of forms
    ),
    "avoid": Option(
        split_list,
        "list",
        "Words that authors should not use for this concept. The card shows them, and the text of "
        "pages is checked for them; see the warning `avoided-word`.",
        translated="each",
    ),
    "not-in": Option(
        split_list,
        "list",
        "Phrases that contain the name but don't mean the term, so that it isn't linked: `pull "
        "request` for the term Request. The report suggests phrases.",
        translated="whole",
    ),
    "not-in-quiz-with": Option(
        split_list,
        "list of terms",
        "Terms that quizzes never offer as a wrong answer to a question about this one, nor this "
        "one for them, because both could be right. With `*`, generated questions leave the term "
        "out: they neither ask about it nor offer it.",
    ),
    "former-names": Option(
        split_list,
        "list",
        "Earlier names of the term. The card shows them and keeps their anchors, so that old "
        "links still work. References don't find the term by them. The quality rule `former-name` "
        "finds pages that use them.",
        translated="each",
    ),
    "former-ids": Option(
        split_list,
        "list of ids",
        "More anchors for the card, such as `term-0`, so that old links still work. Each is used "
        "exactly as you write it.",
        about="anchor",
    ),
    "status": choice(
        "Shows a notice on the card. By default, a term is neither a draft nor deprecated. The "
        "quality rule `deprecated-name` finds pages that use a deprecated term.",
        "draft",
        "deprecated",
    ),
    "replaced-by": Option(
        read_line,
        "term",
        "The term to use instead of a deprecated one. The notice on the card links to it. Needs "
        "`status: deprecated`.",
    ),
    "reviewed": Option(
        read_date,
        "date, YYYY-MM-DD",
        "The day on which somebody last checked the term, such as `2026-01-31`. The card shows "
        "it. The quality rule `stale-review` warns when it is long ago.",
    ),
    "since": Option(
        read_line,
        "version",
        "The version of your product or standard that the term is new in, such as `2.1`. The card "
        "shows it, and lists can select terms by it.",
    ),
    "changed": Option(
        split_changes,
        "list of `version: what`",
        "The versions that the term has changed in, each on a line of its own with what has "
        "changed: `2.2: Also for images`. The card shows them, and lists can select terms by the "
        "versions.",
        translated="each",
    ),
    "case": choice(
        "Controls automatic links to this term: `exact` links a name only in exactly this "
        "spelling, `any` in any letter case. By default, names in capitals are case-sensitive, "
        "and words of general English are linked only where they are clearly meant.",
        "exact",
        "any",
    ),
    "no-autolink": Option(
        read_switch,
        "switch: `on` or `off`",
        "If on, the term is never linked automatically. Off by default.",
    ),
    "faq": Option(
        read_switch,
        "switch: `on` or `off`",
        "If off (`faq: no`), the term has no generated questions. On by default.",
    ),
    "layout": choice(
        "How the page shows the term: `section` is a section with a heading, `card` is a block "
        "that fits anywhere, and `page` is a section whose explanation, examples, questions and "
        "sources are sections, too. By default, `section` directly in a section, elsewhere "
        "`card`. If a section isn't possible there, `card` is used, with the warning `bad-value`.",
        "section",
        "card",
        "page",
        about="card",
    ),
    "id": Option(
        read_anchor,
        "id",
        "The anchor of the card, such as `cpp` for `glossary.html#cpp`. By default, `term-` and "
        "the name in lower case with hyphens. Ids that begin with `mt-` belong to hover cards.",
        about="anchor",
    ),
    "name": Option(
        read_line,
        "text",
        "A label, so that `:ref:` can link to the term, too.",
        about="card",
    ),
    "class": Option(
        read_words,
        "class names",
        "CSS classes for the card, with spaces between them.",
        about="card",
    ),
}

FIELDS = {
    name: name.replace("-", "_") for name, option in TERM_OPTIONS.items() if option.about == "term"
}
"""Options that are facts about the term, each with the field of its record."""

TRANSLATED = {
    name: option
    for kind in ("each", "key", "whole")
    for name, option in TERM_OPTIONS.items()
    if option.translated == kind
}
"""Options with translatable values, in the order of the messages in catalogues."""

QUIZ_QUESTION_OPTIONS: dict[str, Option] = {}

EXAMPLE_OPTIONS: dict[str, Option] = {}

QUESTION_OPTIONS: dict[str, Option] = {
    "id": Option(
        read_id,
        "id",
        "The end of the question's anchor, `question-<slug>-<id>`. By default, it is the "
        "question's number. To replace a generated question, use its id: `definition`, `example`, "
        "`level`, or `related-` and the slug of the other term.",
    ),
}

FACTS_OPTIONS: dict[str, Option] = {}

SOURCE_OPTIONS: dict[str, Option] = {
    "url": Option(
        read_line,
        "URL",
        "The URL of the source: a complete `https:`, `http:` or `mailto:` URL, or a short form "
        "such as `doi:10.1000/182`, `arxiv:2005.11401` or `rfc:9110`. Other URLs aren't linked, "
        "with the warning `bad-address`.",
    ),
}


COMPARE_OPTIONS: dict[str, Option] = {
    "rows": Option(
        split_list,
        "list",
        "The rows to show, in this order: `definition`, `category`, `level`, `example`, "
        "`requires`, and the keys of facts. By default, all rows that have content.",
    ),
    "title": Option(
        read_line, "text", "The caption of the table. By default, the names of the terms."
    ),
    "id": Option(
        read_id,
        "id",
        "The anchor of the comparison. By default, `compare-<slug>-vs-<slug>`, with the slug of "
        "each term.",
    ),
    "name": Option(read_line, "text", "A label, so that `:ref:` can link to the comparison."),
    "class": Option(
        read_words, "class names", "CSS classes for the comparison, with spaces between them."
    ),
}
