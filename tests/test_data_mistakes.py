"""Mistakes of newcomers in data files and settings: each gives one message, or none too many."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import babel
import pytest

from sphinx_modelterms.diagnostics import Subtype
from tests.test_mistakes import PART, TOKEN, YAML, Mistake, data, md, rst

if TYPE_CHECKING:
    from tests.conftest import Project

BABEL = tuple(map(int, babel.__version__.split(".")[:2]))

RECORD = ("- name: Token", "  definition: A piece.")


def in_markdown(*lines: str) -> dict[str, str]:
    """A data file, and a Markdown page that shows its term."""
    return {"terms.yml": "\n".join((*lines, "")), **md("```{term} Token", "```")}


JSON = {"modelterms_data": ["terms.json"]}

MISTAKES = [
    *(
        Mistake(
            f"a text that goes on without being indented: {lines}",
            data("terms.yml", *RECORD, *lines),
            Subtype.DATA,
            f"terms.yml:{2 + number}",
            f"can't read this as YAML: {lines[number - 1].strip()!r} isn't part of the text above it",
            "Indent it further than the key of that text",
            YAML,
        )
        for number, lines in [
            (1, ("that a model reads.", "- name: Window", "  definition: W.")),
            (1, ("that a model reads.",)),
            (1, ("that a model", "reads.", "- name: Window")),
            (1, ("  that a model reads.", "  abbr: T")),
            (3, ("  examples:", "    - One text", "    that goes on", "    - Two")),
            (3, ("  explanation: |", "    A text", "  that goes on", "  abbr: T")),
        ]
    ),
    Mistake(
        "a key of YAML without its colon",
        data("terms.yml", *RECORD, "  abbr", "  level: beginner"),
        Subtype.DATA,
        "terms.yml:3",
        "'abbr' isn't part of the text above it",
        "or write 'abbr: ' if it is a key",
        YAML,
    ),
    *(
        Mistake(
            f"a quote within a text of JSON: {text}",
            data("terms.json", "[", f'{{"name": "Token", "definition": {text}}}]'),
            Subtype.DATA,
            "terms.json:2",
            "can't read this as JSON: a quote inside a text ends the text",
            'Write \\" for a quote inside a text',
            JSON,
        )
        for text in ('"A "piece" of text."', '"Say "yes""', '""Yes" it is"', '"A "True" one"')
    ),
    Mistake(
        "a missing comma of JSON",
        data("terms.json", '[{"name": "Token" "definition": "A piece."}]'),
        Subtype.DATA,
        "terms.json:1",
        "can't read this as JSON",
        "a comma is missing",
        JSON,
    ),
    Mistake(
        "questions as texts",
        data("terms.yml", *RECORD, "  questions:", "    - Why?"),
        Subtype.DATA,
        "terms.yml:4",
        "questions must be a list of entries with 'question' and 'answer', not the text 'Why?'",
        "Write 'question: …' and 'answer: …' for each",
        YAML,
    ),
    Mistake(
        "a file of JSON that ends before its brackets",
        data("terms.json", '{"terms": [', '  {"name": "Token", "definition": "A: [piece"}'),
        Subtype.DATA,
        "terms.json:2",
        "can't read this as JSON: the file ends before everything is closed",
        "Write ]} at its end",
        JSON,
    ),
    Mistake(
        "a file of JSON that ends with a comma",
        data("terms.json", '[{"name": "Token", "definition": "A piece."},', ""),
        Subtype.DATA,
        "terms.json:1",
        "can't read this as JSON: the file ends before everything is closed",
        "Write ] at its end, and remove the comma there",
        JSON,
    ),
    Mistake(
        "a file of JSON that ends within a pair",
        data("terms.json", '[{"name": "Token",', ' "definition":'),
        Subtype.DATA,
        "terms.json:2",
        "can't read this as JSON: the file ends before everything is closed",
        "Write }] at its end, and a text in double quotes before it",
        JSON,
    ),
    Mistake(
        "a brace of JSON that is not closed",
        data("terms.json", '[{"name": "Token",', ' "definition": "A piece."', "]"),
        Subtype.DATA,
        "terms.json:3",
        "can't read this as JSON",
        "} is missing before ]",
        JSON,
    ),
    Mistake(
        "a bracket of JSON too many",
        data("terms.json", '[{"name": "Token", "definition": "A piece."}]', "]"),
        Subtype.DATA,
        "terms.json:2",
        "can't read this as JSON: there is no opening bracket for this ]",
        "Remove it",
        JSON,
    ),
    Mistake(
        "the names as keys in JSON",
        data("terms.json", '{"terms": {"Token": {"definition": "A piece."}}}'),
        Subtype.DATA,
        "terms.json:1",
        "terms must be a list, not key-value pairs",
        'Write each term as {"name": "…", "definition": "…"}, between [ and ]',
        JSON,
    ),
    Mistake(
        "no terms in JSON",
        data("terms.json", '{"Token": "A piece."}'),
        Subtype.DATA,
        "terms.json:1",
        "there are no 'terms' in the file, and 'Token' isn't a field of a data file",
        'Write each term as {"name": "…", "definition": "…"}, between [ and ]',
        JSON,
    ),
    Mistake(
        "a record without the setting",
        data("terms.yml", *RECORD),
        Subtype.EMPTY_DEFINITION,
        "index.rst:4",
        "the term 'Token' has no definition",
        "If it is in a data file, add that file to modelterms_data",
    ),
    Mistake(
        "a record without the setting, in Markdown",
        in_markdown(*RECORD),
        Subtype.EMPTY_DEFINITION,
        "index.md:3",
        "the term 'Token' has no definition. Write it inside the fence",
        "If it is in a data file, add that file to modelterms_data",
    ),
    Mistake(
        "a pattern without files",
        data("terms.yml", *RECORD),
        Subtype.DATA_PATH,
        "",
        "no file matches 'other.yml'",
        "Correct the pattern, or add the file",
        {"modelterms_data": ["other.yml"]},
    ),
    Mistake(
        "a directive for an example in a text",
        data("terms.yml", *RECORD, "  explanation: |", "    .. term-example::", "", "       A."),
        Subtype.UNSAFE_TEXT,
        "terms.yml:4",
        "the directive 'term-example' isn't allowed in data files",
        "Write it in the field 'examples' of the term",
        YAML,
    ),
    Mistake(
        "a directive of the domain in a text",
        in_markdown(*RECORD, "  explanation: |", "    ```{modelterms:source} A book", "    ```"),
        Subtype.UNSAFE_TEXT,
        "terms.yml:4",
        "the directive 'modelterms:source' isn't allowed in data files",
        "Write it in the field 'sources' of the term",
        YAML,
    ),
    Mistake(
        "HTML within a line",
        in_markdown("- name: Token", "  definition: A <b>piece</b> of <i>text</i>."),
        Subtype.UNSAFE_TEXT,
        "terms.yml:2",
        "HTML is shown as plain text",
        "Write markup instead of '<b>'",
        YAML,
    ),
    Mistake(
        "a block of HTML",
        in_markdown(*RECORD, "  explanation: |", "    <div>", "    Text.", "    </div>"),
        Subtype.UNSAFE_TEXT,
        "terms.yml:4",
        "HTML is shown as plain text",
        "Write markup instead of '<div>'",
        YAML,
    ),
    Mistake(
        "a definition that is a list",
        data("terms.yml", "- name: Token", "  definition: |", "    - one", "    - two"),
        Subtype.EMPTY_DEFINITION,
        "terms.yml:3",
        "Its 'definition' begins with a list",
        "Begin it with a paragraph",
        YAML,
    ),
    Mistake(
        "a definition that is an image",
        data("terms.yml", "- name: Token", "  definition: '.. image:: a.png'") | {"a.png": ""},
        Subtype.EMPTY_DEFINITION,
        "terms.yml:2",
        "Its 'definition' begins with an image",
        "Begin it with a paragraph",
        YAML,
    ),
    Mistake(
        "texts in another markup than the page, without 'markup'",
        {"terms.yml": "\n".join(RECORD), "other.md": "# Other\n\n```{term} Token\n```\n"}
        | rst(".. toctree::", "", "   other"),
        Subtype.OTHER_MARKUP,
        "terms.yml:1",
        "is in reStructuredText, but the page that shows it ('other', line 3) is in Markdown",
        "set 'markup: md' in the file if its texts are in Markdown",
        YAML,
    ),
]
MISTAKES += [
    *(
        Mistake(
            f"Markdown in a text in reST: {written}",
            data("terms.yml", *RECORD, "  explanation: |", "    More.", "", f"    {written}"),
            Subtype.OTHER_MARKUP,
            "terms.yml:4",
            f"{written!r} is Markdown, but the text is read as reStructuredText",
            f"as reStructuredText. Write it in reStructuredText{other}. [",
            YAML | {"extensions": extensions, "source_suffix": {".rst": "restructuredtext"}},
        )
        for written in ("[token](https://example.org/t)", "[a](../b.md)", "## Further on")
        for extensions, other in [
            (["sphinx_modelterms"], ""),
            (
                ["sphinx_modelterms", "myst_parser"],
                ", or set 'markup: md' in the file and place its terms on a page in Markdown",
            ),
        ]
    ),
    Mistake(
        "Markdown in a cell",
        data("terms.csv", "name,definition", "Token,See [a](https://example.org)."),
        Subtype.OTHER_MARKUP,
        "terms.csv:2",
        "'[a](https://example.org)' is Markdown, but the text is read as reStructuredText",
        "reStructuredText. Write it in reStructuredText",
        {"modelterms_data": ["terms.csv"]},
    ),
    *(
        Mistake(
            f"reST in a text in Markdown: {written}",
            in_markdown(*RECORD, "  explanation: |", "    More.", "", f"    {written}"),
            Subtype.OTHER_MARKUP,
            "terms.yml:4",
            f"{written!r} is reStructuredText, but the text is read as Markdown",
            "as Markdown. Write it in Markdown, or set 'markup: rst' in the file and place its "
            "terms on a page in reStructuredText. [",
            YAML,
        )
        for written in ("`token <https://example.org/t>`__", ".. note:: Small.")
    ),
    *(
        Mistake(
            f"markup of a role in texts that are shown as written: {page} {role}",
            {
                "terms.yml": "\n".join(
                    (
                        f"markup: {markup}",
                        "terms:",
                        "  - name: Token",
                        "    definition: |",
                        f"      See {role}",
                        "    examples:",
                        "      - |",
                        f"        See {role}",
                        "    facts:",
                        "      Seen: |",
                        f"        See {role}",
                        "    sources:",
                        "      - title: |",
                        f"          See {role}",
                        "    questions:",
                        "      - question: |",
                        f"          See {role}",
                        "        answer: |",
                        "          A.",
                        "",
                        f"          {role}",
                        "",
                    )
                ),
                **(rst(".. term:: Token") if markup == "md" else md("```{term} Token", "```")),
            },
            Subtype.OTHER_MARKUP,
            "terms.yml:3",
            "it is shown as plain text",
            "write the texts of the file in",
            YAML,
        )
        for page, markup in (("reST", "md"), ("Markdown", "rst"))
        for role in (
            "{term}`Window`",
            ":term:`Window`",
            "{term-def}`Window`",
            "term:`Window`",
            "a {.no-autolink} word",
            ".. term: Window",
            "```{term} Window",
        )
    ),
    *(
        Mistake(
            f"a heading in a text: {line}",
            data("terms.yml", *RECORD, "  explanation: |", "    More.", "", *lines, "", "    It."),
            Subtype.HEADING,
            f"terms.yml:{line}",
            "the heading 'Details' is inside a term, so it is shown as a rubric",
            "Write '.. rubric:: Details'",
            YAML,
        )
        for line, lines in {
            6: ("    Details", "    -------"),
            7: ("    =======", "    Details", "    ======="),
        }.items()
    ),
]

NAMES_AND_LISTS = [
    Mistake(
        f"a name with signs that are not part of it: {name}",
        rst(f".. term:: {name}", "", "   A piece of text."),
        Subtype.ODD_NAME,
        "index.rst:4",
        f"the name {name!r} {what}",
        "Write 'Token'",
    )
    for name, what in {
        "**Token**": "has asterisks around it",
        "*Token*": "has asterisks around it",
        '"Token"': "has quotes around it",
        "“Token”": "has quotes around it",
        "„Token“": "has quotes around it",
        "Token:": "ends with a colon",
    }.items()
]
NAMES_AND_LISTS += [
    *(
        Mistake(
            f"a name with its abbreviation: {name}",
            rst(f".. term:: {name}", "", "   A model.", "", *TOKEN),
            Subtype.ODD_NAME,
            "index.rst:4",
            f"the name {name!r} contains an abbreviation",
            f"Write {alone!r}, and give the abbreviation with 'abbr: {abbr}'",
        )
        for name, alone, abbr in [
            ("Large Language Model (LLM)", "Large Language Model", "LLM"),
            ("Large language models（LLMs）", "Large language models", "LLMs"),
            ("Retrieval-Augmented Generation (RAG)", "Retrieval-Augmented Generation", "RAG"),
            ("Extensible Markup Language (XML)", "Extensible Markup Language", "XML"),
            ("Low-Rank Adaptation (LoRA)", "Low-Rank Adaptation", "LoRA"),
            ("LLM (large language model)", "large language model", "LLM"),
        ]
    ),
    Mistake(
        "a name with its abbreviation in a data file",
        data("terms.yml", "- name: Byte Pair (BP)", *RECORD[1:], page=(".. term:: Byte Pair (BP)",)),
        Subtype.ODD_NAME,
        "terms.yml:1",
        "the name 'Byte Pair (BP)' contains an abbreviation",
        "Write 'Byte Pair'",
        YAML,
    ),
    *(
        Mistake(
            f"several abbreviations: {written}",
            md("```{term} Token", ":level: beginner", f":abbr: {written}", "", "A.", "```"),
            Subtype.ODD_NAME,
            "index.md:5",
            f"abbr: {written!r} is read as a single abbreviation",
            "Write 'TK', and the others under 'aliases'",
        )
        for written in ("TK, TKs", "TK;T", "TK | T")
    ),
    Mistake(
        "a name in quotes in a data file",
        data("terms.yml", "- name: “Token”", *RECORD[1:], page=(".. term:: “Token”",)),
        Subtype.ODD_NAME,
        "terms.yml:1",
        "the name '“Token”' has quotes around it",
        "Write 'Token'",
        YAML,
    ),
    *(
        Mistake(
            f"semicolons in the option {option}",
            md("```{term} Token", ":abbr: T", f":{option}: piece; word piece", "", "A.", "```"),
            Subtype.ODD_NAME,
            "index.md:5",
            f"{option}: 'piece; word piece' is read as a single",
            "Separate items with commas, not ';'",
        )
        for option in ("aliases", "forms", "tags")
    ),
    Mistake(
        "semicolons in a cell of a file with commas",
        data("terms.csv", "name,definition,aliases", "Token,A piece.,bit;word piece"),
        Subtype.ODD_NAME,
        "terms.csv:2",
        "aliases: 'bit;word piece' is read as a single",
        "Separate items with commas, not ';'",
        {"modelterms_data": ["terms.csv"]},
    ),
    Mistake(
        "a replacement without the status",
        rst(".. term:: Word", "   :replaced-by: Token", "", "   Old.", "", *TOKEN),
        Subtype.NO_EFFECT,
        "index.rst:5",
        "replaced-by: only deprecated terms show this",
        "Add 'status: deprecated'",
    ),
    Mistake(
        "a replacement of a draft, in a data file",
        data("terms.yml", *RECORD, "  status: draft", "  replaced-by: Part", page=(
            *PART, ".. term:: Token",
        )),
        Subtype.NO_EFFECT,
        "terms.yml:4",
        "replaced-by: only deprecated terms show this",
        "Add 'status: deprecated'",
        YAML,
    ),
    Mistake(
        "the home of no category",
        rst(*TOKEN, ".. term-list::", "   :home:"),
        Subtype.NO_EFFECT,
        "index.rst:9",
        "home: the list has no category",
        "Add 'category'",
    ),
    *(
        Mistake(
            f"{directive}: names and a goal",
            rst(*TOKEN, f".. {directive}:: Token", "   :path-to: Token"),
            Subtype.NO_EFFECT,
            "index.rst:9",
            f"path-to: this {directive} shows the terms that it names, and no learning path",
            "Remove the names or 'path-to'",
        )
        for directive in ("term-list", "term-faq", "term-map")
    ),
    *(
        Mistake(
            f"{directive}: the {option} {value!r} of no term",
            rst(
                ".. term:: Token", "   :tags: Basics, of text", "   :category: Training", "",
                "   A piece.", "", f".. {directive}::", f"   :{option}: {value}",
            ),
            subtype,
            "index.rst:11",
            f"{directive}: {cause}",
            cure,
        )
        for directive in ("term-list", "term-faq", "term-of-the-day", "term-map")
        for option, value, subtype, cause, cure in [
            ("tags", "basic", Subtype.UNKNOWN_TAG, "no term has the tag 'basic'", "Did you mean 'Basics'?"),
            ("tags", "BASICS, xyz", Subtype.UNKNOWN_TAG, "no term has the tag 'xyz'", "terms have 'Basics', 'of text'"),
            ("tags", "basics; of text", Subtype.UNKNOWN_TAG, "'basics; of text' is read as a single tag", "with commas, not ';'"),
            ("category", "training", Subtype.UNKNOWN_CATEGORY, "no term has the category 'training'", "Did you mean 'Training'?"),
        ]
    ),
    Mistake(
        "a tag where no term has any",
        rst(*TOKEN, ".. term-list::", "   :tags: basic"),
        Subtype.UNKNOWN_TAG,
        "index.rst:9",
        "no term has the tag 'basic'",
        "No term has any",
    ),
    Mistake(
        "two replacements",
        rst(
            *TOKEN, *PART, ".. term:: Word", "   :status: deprecated",
            "   :replaced-by: Token, Part", "", "   Old.",
        ),
        Subtype.UNKNOWN_TERM,
        "index.rst:14",
        "replaced-by: 'Token, Part' is read as a single name",
        "List one term only",
    ),
    Mistake(
        "two ends of a path",
        rst(*TOKEN, *PART, ".. term-list::", "   :path-to: Token and Part"),
        Subtype.UNKNOWN_TERM,
        "index.rst:13",
        "path-to: 'Token and Part' is read as a single name",
        "List one term only",
    ),
    Mistake(
        "semicolons between rows",
        rst(*TOKEN, *PART, ".. term-compare:: Token, Part", "   :rows: definition; level"),
        Subtype.UNKNOWN_ROW,
        "index.rst:13",
        "rows: 'definition; level' is read as a single",
        "Separate rows with commas, not ';'",
    ),
]  # fmt: skip

SETTINGS = [
    Mistake(
        f"{setting} = {value!r}",
        rst(*TOKEN),
        Subtype.CONFIG,
        "",
        f"{setting}: must be ",
        cure,
        {setting: value},
    )
    for setting, value, cure in [
        ("modelterms_pages", True, "for the pages, such as 'terms', or '' for none"),
        ("modelterms_report", True, "a file, such as 'modelterms-report.json', or '' for none"),
        ("modelterms_faq", False, "a list such as ['definition', '"),
        ("modelterms_faq", "definition", "or [] for none of them, not 'definition'"),
        ("modelterms_levels", ["easy"], "such as {'basics': 'The basics', 'more': 'Further on'}"),
        ("modelterms_faq_templates", ["x"], "such as {'definition': ('What is {name}?'"),
    ]
]
SETTINGS += [
    Mistake(
        "a pattern with backslashes",
        data("data/terms.yml", *RECORD),
        Subtype.DATA_PATH,
        "",
        "no file matches the pattern",
        "Write '/' for each backslash: 'data/*.yml'",
        {"modelterms_data": ["data\\*.yml"]},
    ),
    Mistake(
        "two names with one translation",
        rst(*TOKEN, *PART)
        | {"locales/de/LC_MESSAGES/index.po": "".join(
            f'msgid "{name}"\nmsgstr "Teil"\n\n' for name in ("Token", "Part")
        )},
        Subtype.DUPLICATE_NAME,
        "index.rst:8",
        "the terms 'Token' and 'Part' are both translated as 'Teil'",
        "Change one. The other one is at",
        {"language": "de", "locale_dirs": ["locales"]},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    "mistake", MISTAKES + NAMES_AND_LISTS + SETTINGS, ids=lambda mistake: mistake.what
)
def test_one_message_with_place_cause_and_cure(project: Project, mistake: Mistake) -> None:
    project.write(mistake.files)
    (warning,) = project.build("dummy", **mistake.conf).warnings
    assert warning.startswith(f"{mistake.where}: WARNING: ".removeprefix(": "))
    assert f"[modelterms.{mistake.subtype.value}]" in warning
    assert mistake.cause in warning
    assert mistake.cure in warning


def test_valid_names_and_lists_do_not_warn(project: Project) -> None:
    names = (
        "*args",
        "**kwargs",
        "*",
        "C#",
        "a:b",
        'The "big" one',
        '"A" and "B"',
        "std::",
        "x*",
        "`x`",
        "Port number (OS)",  # brackets that are no abbreviation of the name
        "Model (ML)",
        "Random number (RN)",  # brackets behind two names
        "Rational number (RN)",
        "Natural key",  # a name that is there without brackets, too
        "Natural key (NK)",
    )
    terms = [line for name in names for line in (f".. term:: {name}", "", "   A piece.", "")]
    last = (
        ".. term:: Token", "   :aliases: R&amp;D, a smile ;)", "   :status: deprecated",
        "   :replaced-by: C#", "   :category: Any", "", "   A piece.", "",
    )  # fmt: skip
    home = (".. term-list::", "   :category: Any", "   :home:")
    long = (
        ".. term:: Command Line (CL)",
        "   :aliases: command line",
        "   :abbr: CL/I",
        "",
        "   It.",
    )
    glossary = (".. glossary::", "", "   Byte Pair Encoding (BPE)", "      A piece.", "")
    project.write(rst(*terms, *last, *long, "", *glossary, *home))
    assert project.build("dummy").warnings == []


@pytest.mark.parametrize(
    ("role", "target", "cure"),
    [
        ("term", "Token, Part", "A reference links to one term. Write a reference for each"),
        ("term-def", "token, part", "A reference links to one term. Write a reference for each"),
        ("term", "Token, Prt", "Did you mean"),
        ("term-compare", "Token, Part", "its terms with semicolons"),
        ("term-compare", "Token vs Part", "its terms with semicolons"),
    ],
)
def test_references_to_several_terms_say_how_many_there_can_be(
    project: Project, role: str, target: str, cure: str
) -> None:
    compared = (".. term-compare:: Token, Part", "", "   Choose one.", "")
    project.write(rst(*TOKEN, *PART, *compared, f"See :{role}:`{target}`."))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith("index.rst:16: WARNING: ")
    assert cure in warning


WORDS = "locales/fi/LC_MESSAGES/sphinx_modelterms.po"


@pytest.mark.parametrize(
    ("catalogue", "line", "said"),
    [
        ('msgid "Used in"\nmsgstr Täällä\n', 2, "with quotes around both texts"),
        ('# Ours\nmsgid "Used in\nmsgstr "Täällä"\n', 2, "with quotes around both texts"),
        ("Used in = Täällä\n", 1, "'Used in = Täällä' isn't valid in a catalogue (.po file)"),
        ('msgid "Used in"\nmsgst "Täällä"\n', 2, "isn't valid in a catalogue (.po file)"),
        ('msgid "Used In"\nmsgstr "Täällä"\n', 1, "Did you mean 'Used in'?"),
        (
            'msgid "Used in"\nmsgstr "T"\n\nmsgid "Token"\nmsgstr "Sana"\n',
            4,
            "one of the extension's texts",
        ),
        (
            'msgid "Also called: {names}"\nmsgstr "Myös"\n',
            1,
            "has different {fields} from the original",
        ),
    ],
)
def test_own_words_that_cannot_be_used_are_reported(
    project: Project, catalogue: str, line: int, said: str
) -> None:
    project.write(rst(*TOKEN) | {WORDS: catalogue})
    warnings = project.build("dummy", language="fi", locale_dirs=["locales"]).warnings
    (warning,) = (w for w in warnings if f"sphinx_modelterms.po:{line}: WARNING: " in w)
    if BABEL >= (2, 17):  # an older one cannot read the rest of such a file, and Sphinx says so
        assert warnings == [warning]
    assert said in warning
    assert "[modelterms.translation]" in warning


def test_valid_words_of_the_project_do_not_warn(project: Project) -> None:
    catalogue = """
        # Words of ours, and \"quotes\"
        msgid ""
        msgstr ""
        "Content-Type: text/plain; charset=utf-8\\n"

        #, fuzzy
        msgid "Used in"
        msgstr "Tää"
        "llä"

        #~ msgid "Long gone"
        #~ msgstr "Poissa"
        """
    project.write(rst(*TOKEN) | {WORDS: dedent(catalogue).lstrip()})
    assert project.build("dummy", language="fi", locale_dirs=["locales"]).warnings == []


def test_pages_without_data_files_are_reported(project: Project) -> None:
    project.write(rst(*TOKEN, ".. toctree::", "", "   terms/index"))
    (warning,) = project.build("dummy", modelterms_pages="terms").warnings
    assert "modelterms_pages: there are no terms to generate pages for" in warning
    assert "List data files in modelterms_data" in warning


def test_terms_on_no_page_are_not_told_to_set_what_is_set(project: Project) -> None:
    project.write(data("terms.yml", *RECORD, page=("Text.",)) | {"terms/token.rst": ":orphan:\n"})
    built = project.build("dummy", modelterms_pages="terms", **YAML)
    (mine,) = (warning for warning in built.warnings if "modelterms.pages" in warning)
    assert "wasn't generated, so it is left alone. Rename it" in mine
    (unplaced,) = (warning for warning in built.warnings if "modelterms.unplaced" in warning)
    assert unplaced.endswith(
        "Show each with a 'term' directive without a body. [modelterms.unplaced]"
    )


def test_headings_in_texts_lose_nothing(project: Project) -> None:
    text = """
        - name: Token
          definition: A piece.
          explanation: |
            Before.

            First
            =====

            One.

            Second
            ------

            Two.

            Third
            =====

            Three.
        """
    page = (".. term:: Token", "", "Next", "----", "", "Last.")
    project.write({"terms.yml": dedent(text).lstrip(), **rst(*page)})
    built = project.build("text", **YAML)
    said = sorted(warning.partition(": WARNING: ")[0] for warning in built.warnings)
    assert said == ["terms.yml:11", "terms.yml:16", "terms.yml:6"]
    shown = [line.strip() for line in built.text("index.txt").splitlines() if line.strip()]
    words = ("Before.", "First", "One.", "Second", "Two.", "Third", "Three.", "Next", "Last.")
    positions = [next(n for n, line in enumerate(shown) if word in line) for word in words]
    assert positions == sorted(positions)


def test_quoted_markup_of_the_other_kind_does_not_warn(project: Project) -> None:
    text = """
        - name: Token
          definition: "A piece ``[a](https://b.c)``, [1](2), # 1 and f(x)[y](z)."
          explanation: |
            ::

                ## Heading
                [a](https://b.c)
        """
    project.write({"terms.yml": dedent(text).lstrip(), **rst(".. term:: Token")})
    assert project.build("dummy", **YAML).warnings == []
    text = """
        - name: Token
          definition: "A piece, `.. note:: x`, [a](https://b.c)."
          explanation: |
            ```rst
            .. note:: Small.
            ```
        """
    other = {"other.yml": dedent(text).lstrip().replace("Token", "Part")}
    project.write(other | {"index.rst": "", **md("```{term} Part", "```")})
    (project.source / "index.rst").unlink()
    assert project.build("dummy", modelterms_data=["other.yml"]).warnings == []


@pytest.mark.parametrize("sources", ["[https://a.org/x, 'A paper <https://b.org/y>', A book]"])
@pytest.mark.parametrize("page", [rst(".. term:: Token"), md("```{term} Token", "```")])
def test_sources_can_be_texts_as_in_csv(
    project: Project, page: dict[str, str], sources: str
) -> None:
    project.write({"terms.yml": "\n".join((*RECORD, f"  sources: {sources}", "")), **page})
    built = project.build(**YAML)
    assert built.warnings == []
    (token,) = built.domain.build.glossary.terms
    assert [(source.title, source.address) for source in token.sources] == [
        ("https://a.org/x", "https://a.org/x"),
        ("A paper", "https://b.org/y"),
        ("A book", ""),
    ]
