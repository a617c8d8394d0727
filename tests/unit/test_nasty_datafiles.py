"""Data files that nobody would write on purpose, and some that somebody would."""

from __future__ import annotations

import re
import time
from textwrap import indent
from typing import NamedTuple

import pytest
import yaml

from sphinx_modelterms.glossary.datafiles import yaml_reader
from sphinx_modelterms.glossary.datafiles.reader import EMPTY, LONGEST_MESSAGE, read_file
from sphinx_modelterms.glossary.limits import DEFAULTS

SECONDS = 30
"""Of processor time, for each of these files."""

ANY = -1
"""Mistakes whose line doesn't matter, or depends on the version of Python."""


class Nasty(NamedTuple):
    """A file, the terms that are kept, and the problems: line and a pattern of the message."""

    content: str | bytes
    terms: tuple[str, ...] = ()
    problems: tuple[tuple[int, str], ...] = ()


DEEP = "nested more than 12 levels deep"
NO_LIST = "a data file must be a list of terms"
NO_TERMS = "there are no 'terms'"
NO_NAME = "the term has no 'name', so it is left out"
UTF16 = "the file is UTF-16. Save it as UTF-8"
NOT_UTF8 = "isn't UTF-8 from here on"
GOOD = "- name: good\n"

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}]\n"
    for old, new in zip("abcdefghij", "bcdefghijk", strict=True)
)

YAML = {
    "billion laughs": Nasty(
        "- name: lol\n  facts:\n" + indent(LAUGHS, "    ") + GOOD,
        ("lol", "good"),
        (
            *((line, "facts: . must be text, not a list") for line in range(3, 14)),
            (4, "aliases .* can't be used in data files. Write the text in full .and in 39 more places"),
        ),
    ),
    "python tag": Nasty(
        "- name: !!python/object/apply:os.system [ls]\n" + GOOD,
        ("good",),
        ((1, "tags such as 'tag:yaml.org,2002:python/object/apply:os.system'"), (1, NO_NAME)),
    ),
    "custom tag": Nasty(
        "- name: a\n  abbr: !secret A\n" + GOOD, ("a", "good"), ((2, "tags such as '!secret'"),)
    ),
    "standard tag": Nasty(
        "- name: a\n  tags: !!set {a, b}\n", ("a",), ((2, "tags such as 'tag:yaml.org,2002:set'"),)
    ),
    "no tag at all": Nasty("- name: ! a\n", ("a",)),
    "tag directives": Nasty(
        "".join(f"%TAG !a{n}! x\n" for n in range(100_000)) + "---\n" + GOOD, (), ((1, "%TAG"),)
    ),
    "brackets": Nasty("[" * 100_000, (), ((1, DEEP),)),
    "brackets in lines": Nasty("[\n" * 100_000, (), ((13, DEEP),)),
    "braces": Nasty("{" * 100_000, (), ((1, DEEP),)),
    "dashes": Nasty("- " * 100_000, (), ((1, DEEP),)),
    "question marks": Nasty("? " * 100_000, (), ((1, DEEP),)),
    "brackets and braces": Nasty("[{a: " * 100_000, (), ((1, DEEP),)),
    "too many values": Nasty("[" + "a," * 300_000 + "]", (), ((1, "more than 100,000 values"),)),
    "unknown keys without end": Nasty(
        "name: a\n" + "".join(f"key{n}: x\n" for n in range(20_000)),
        ("a",),
        (*((n, "no field 'key") for n in range(2, 102)), (102, "19,900 more problems")),
    ),
    "spaces without end": Nasty(f"name: a\naliases: 'b{' ' * 49_000}c'\n", ("a",)),
    "blank lines without end": Nasty('name: a\naliases: "- b' + "\\n" * 9_000 + 'c"\n', ("a",)),
    "doubled key": Nasty(
        "- name: a\n  level: x\n  abbr: A\n  level: y\n",
        ("a",),
        ((4, "the key 'level' is already on line 2"),),
    ),
    "doubled key, in two spellings": Nasty(
        "- name: a\n  former_names: x\n  former-names: y\n",
        ("a",),
        ((3, "the key 'former-names' is already on line 2"),),
    ),
    "doubled terms": Nasty(
        "- name: Big Model\n- name: b\n- name: big  model\n",
        ("Big Model", "b"),
        ((3, "the term 'big model' is already on line 1"),),
    ),
    "doubled terms in a line": Nasty(
        "[{name: a}, {name: A}]", ("a",), ((1, "the term 'A' is already on line 1"),)
    ),
    "wrong types": Nasty(
        """
terms:
  - name: a
    abbr: [A]
    level: {x: y}
    aliases: {x: y}
    related: [b, [c], {d: e}]
    status: done
    reviewed: 2026-02-30
    no-autolink: 1
    id: 1st
    definition: [x]
    explanation: {x: y}
    examples: {x: y}
    questions: Why?
    facts: [x]
    sources: [Book]
  - [name, b]
  - c
  - name: d
    questions: [{question: Why?}, {answer: So.}, {question: Q, answer: A, id: 1}]
    facts: {size: [big], "": empty, colour: }
    sources: [{url: "https://example.org"}, {title: T, url: "javascript:alert(1)"}, {title: [T]}]
    examples: [[x], y]
""",
        ("a", "d"),
        (
            (4, "abbr must be text, not a list"),
            (5, "level must be text, not key-value pairs"),
            (6, "aliases must be a list, not key-value pairs"),
            (7, "related must be text, not a list"),
            (7, "related must be text, not key-value pairs"),
            (8, "status: 'done' isn't one of 'draft', 'deprecated'. The value is left out"),
            (9, "reviewed: '2026-02-30' isn't a date such as 2026-03-31"),
            (10, "no-autolink: '1' is neither 'yes' nor 'no'"),
            (11, "id: '1st' can't be an id"),
            (12, "definition must be text, not a list"),
            (13, "explanation must be text, not key-value pairs"),
            (14, "examples must be text, not key-value pairs"),
            (15, "questions must be a list of entries with 'question' and 'answer', not the text"),
            (16, "facts must be key-value pairs, not a list"),
            (18, "a term must be key-value pairs with a 'name', not a list"),
            (19, "a term must be key-value pairs with a 'name', not the text 'c'"),
            (21, "questions: there is no 'answer', so the entry is left out"),
            (21, "questions: there is no 'question', so the entry is left out"),
            (21, "questions: id: '1' can't be an id.* It is left out"),
            (22, "a key must be text"),
            (22, "facts: size must be text, not a list"),
            (23, "sources: there is no 'title'"),
            (23, "sources: url: the address 'javascript"),
            (23, "sources: title must be text, not a list"),
            (24, "examples must be text, not a list"),
        ),
    ),
    "wrong head": Nasty(
        "glossary: [x]\nmarkup: html\npages: perhaps\nlicense: MIT\nlanguage:\nterms: [{name: a}]",
        ("a",),
        (
            (1, "glossary must be text, not a list"),
            (2, "markup: 'html' isn't one of 'rst', 'md'"),
            (3, "pages: 'perhaps' is neither"),
            (4, "there is no field 'license' in a data file. Did you mean 'licence'?"),
        ),
    ),
    "terms are a text": Nasty("terms: a\n", (), ((1, "terms must be a list, not the text 'a'"),)),
    "names as keys": Nasty(
        "Token: A piece.\n" + "".join(f"word {n}: Text.\n" for n in range(500)),
        (),
        ((1, r"no 'terms' in the file, and 'Token' isn't a field of a data file. Write .* '- name: '"),),
    ),
    "names as keys with a head": Nasty(
        "markup: md\nToken:\n  definition: A piece.\n", (), ((1, "and 'Token' isn't a field"),)
    ),
    "names as keys of items": Nasty(
        "- Token: A piece.\n- Word: Text.\n  level: x\n- name: good\n",
        ("good",),
        ((1, "'Token' isn't a field of a term. If that is its name, write 'name: …'"), (2, "'Word' isn't a field")),
    ),
    "key for a name": Nasty(
        "- term: Token\n  definition: A.\n", (), ((1, "no field 'term'"), (1, NO_NAME))
    ),
    "misspelt key for the terms": Nasty(
        "term:\n- name: a\n", (), ((1, NO_TERMS), (1, "Did you mean 'terms'?"))
    ),
    "no hyphen before the second term": Nasty(
        "- name: a\n  definition: A.\n  name: b\n  definition: B.\n  name: c\n",
        ("a",),
        ((3, "'name' is already on line .*Begin the next item with '- '"), (5, "with '- '")),
    ),
    "no hyphen before the second question": Nasty(
        "- name: a\n  questions:\n  - question: A?\n    answer: B.\n    question: C?\n"
        "    answer: D.\n",
        ("a",),
        ((5, "'question' is already on line .*with '- '"),),
    ),
    "key that stands twice within an item": Nasty(
        "- name: a\n  abbr: A\n  abbr: B\n", ("a",), ((3, "is already on line 2. Remove one"),)
    ),
    "number after a number sign": Nasty(
        "- name: a\n  definition: The token # 1 of a text.\n  examples:\n  - See issue #12 too.\n",
        ("a",),
        ((2, "the text ends before ' #'.*in double quotes"), (4, "ends before ' #'")),
    ),
    "number signs that are fine": Nasty(
        "- name: C#1 # a comment\n  definition: 'No # 1.' # 2 more\n  level: x  # TODO: y\n"
        "  explanation: |\n    No # 1.\n# 3\n",
        ("C#1",),
    ),
    "list in a folded text": Nasty(
        "- name: a\n  definition: >\n    - one\n    - two\n", ("a",), ((2, "Write '|' instead"),)
    ),
    "dash in a folded text": Nasty("- name: a\n  definition: >\n    one\n    - two\n", ("a",)),
    "examples in one text": Nasty(
        "- name: a\n  examples: |\n    - one\n    - two\n",
        ("a",),
        ((2, "read as a single example. Remove the sign after 'examples:'"),),
    ),
    "list within an example": Nasty(
        "- name: a\n  examples:\n  - |\n    - one\n    - two\n", ("a",)
    ),
    "typographic quotes": Nasty(
        "- name: a\n  definition: “A piece: of text”\n",
        (),
        ((2, "“ isn't a quote in YAML. Write \" at both ends"),),
    ),
    "facts with the same key": Nasty(
        "- name: a\n  facts:\n    Cost: low\n    cost: high\n",
        ("a",),
        ((4, "the keys 'Cost' and 'cost' are the same"),),
    ),
    "terms are null": Nasty("terms:\n", (), ((1, "terms is empty, but must be a list. Begin each term"),)),
    "only a head": Nasty("markup: md\n", (), ((1, NO_TERMS),)),
    "name beside terms": Nasty(
        "name: a\nterms: [{name: b}]\n", ("b",), ((1, "there is no field 'name'"),)
    ),
    "syntax": Nasty(
        "- name: a\n- name: b\n   abbr: x\n", (), ((3, "can't read this as YAML: 'abbr: x' doesn't fit the lines above"),)
    ),
    "quote without end": Nasty("- name: 'a\n- name: b\n\n", (), ((1, "can't read this as YAML: a text that begins with ' isn't closed"),)),
    "bracket without end": Nasty(
        "- name: a\n- tags: [b", (), ((2, r"can't read this as YAML: a list that begins with '\[' isn't closed"),)
    ),
    "byte order mark": Nasty("\ufeff- name: a\n", ("a",)),
    "byte order mark inside": Nasty(
        "- name: a\n\ufeff- name: b\n", ("a", "b"), ((2, r"the character U\+FEFF isn't allowed"),)
    ),
    "CRLF": Nasty("- name: a\r\n- nme: b\r\n", ("a",), ((2, "Did you mean 'name'"), (2, NO_NAME))),
    "CR": Nasty("- name: a\r- nme: b\r", ("a",), ((2, "Did you mean 'name'"), (2, NO_NAME))),
    "Latin-1": Nasty(b"- name: a\n- name: caf\xe9\n", (), ((2, NOT_UTF8),)),
    "Latin-1 with CR": Nasty(b"\xef\xbb\xbf- name: a\r- name: caf\xe9\r", (), ((2, NOT_UTF8),)),
    "UTF-16": Nasty(GOOD.encode("utf-16"), (), ((0, UTF16),)),
    "UTF-16 without mark": Nasty(("\n" + GOOD).encode("utf-16-le"), (), ((0, UTF16),)),
    "NUL": Nasty(b"- name: a\n- name: b\0\n", (), ((2, "NUL byte"),)),
    "control characters": Nasty(
        "- name: a\n- name: b\x1b[31m\x07\x0c\x85\n- name: c\x7f\n",
        ("a", "b[31m", "c"),
        ((2, r"the character U\+001B isn't allowed here. Such characters are left out"),),
    ),
    "escaped control characters": Nasty(
        '- name: "a\\0\\e"\n- name: "b\\x07"\n',
        ("a", "b"),
        ((1, r"U\+0000 isn't allowed"), (2, r"U\+0007 isn't allowed")),
    ),
    "key with an escape": Nasty(
        '- name: a\n  facts: {"\\e[31m": [x]}\n',
        ("a",),
        ((2, r"U\+001B isn't allowed"), (2, r"facts: \[31m must be text")),
    ),
    "strange ends of lines": Nasty(
        "- name: a\u2028\n  level: b\u2029c\n  nme: x\n", ("a",), ((3, "no field 'nme'"),)
    ),
    "tab": Nasty("- name: a\n\tabbr: A\n", (), ((2, "can't read this as YAML: a tab is used for indentation"),)),
    "several documents": Nasty(
        "---\n- name: a\n---\n- name: b\n---\n!tag\n", ("a",), ((3, "only the part above"),)
    ),
    "unknown keys": Nasty(
        "- name: a\n  defintion: x\n  layout: page\n  xyz:\n  sources: [{title: T, link: x}]\n",
        ("a",),
        (
            (2, "there is no field 'defintion' in a term. Did you mean 'definition'?"),
            (3, "'layout' belongs on a page. Write it there"),
            (4, "there is no field 'xyz' in a term. The fields are name, definition,"),
            (5, "there is no field 'link' in 'sources'. Did you mean 'url'?"),
        ),
    ),
    "empty": Nasty("", (), ((1, EMPTY),)),
    "only space": Nasty(" \r\n\n", (), ((1, EMPTY),)),
    "only comments": Nasty("# Terms\n\n# none\n"),
    "empty list": Nasty("[]"),
    "top-level text": Nasty("\nhello\n", (), ((2, NO_LIST),)),
    "top-level tag": Nasty("!x {name: a}\n", (), ((1, "YAML tags such as '!x'"),)),
    "keys that are no texts": Nasty(
        "- ? [name]\n  : a\n- name: b\n  ? {x: y}\n  : z\n  1: c\n",
        ("b",),
        (
            (1, "a key must be text"),
            (1, NO_NAME),
            (4, "a key must be text"),
            (6, "there is no field '1'"),
        ),
    ),
    "keys that are empty": Nasty(
        "- null: x\n  ~: y\n  ' ': z\n  name: b\n",
        ("b",),
        tuple((line, "value are left out. Write a word before the colon") for line in (1, 2, 3)),
    ),
    "unknown escape": Nasty(
        '- name: "Smile \\q"\n', (), ((1, r"YAML: '\\q' isn't an escape .* single quotes"),)
    ),
    "unknown escape after valid ones": Nasty(
        '- name: "a\\\\x\\u0041\\w"\n', (), ((1, r"YAML: '\\w' isn't an escape"),)
    ),
    "half an escape": Nasty('- name: "a \\xZZ"\n', (), ((1, r"YAML: '\\x' isn't an escape"),)),
    "number of no character": Nasty(
        '- name: a\n  level: "\\UFFFFFFFF"\n', (), ((2, r"'\\UFFFFFFFF' isn't an escape"),)
    ),
    "merge key": Nasty(
        "- &base\n  name: a\n  level: x\n- <<: *base\n  name: b\n",
        ("a", "b"),
        ((4, "there is no field '<<'"), (4, "aliases .* can't be used in data files")),
    ),
    "no name": Nasty("- definition: x\n- name:\n- name: ' '\n", (), tuple((n, NO_NAME) for n in (1, 2, 3))),
    "name that is a list": Nasty(
        "- name: [a]\n" + GOOD, ("good",), ((1, "name must be text"), (1, NO_NAME))
    ),
    "long name": Nasty(
        f"- name: {'a' * 301}\n- name: {'b' * 300}\n",
        ("b" * 300,),
        ((1, "name: the text is longer than 300 characters"), (1, NO_NAME)),
    ),
    "long text": Nasty(
        f"- name: a\n  definition: {'a ' * 30_000}\n",
        ("a",),
        ((2, "definition: the text is longer than 50,000 characters"),),
    ),
    "long value in a message": Nasty(
        f"- name: a\n  sources: [{{title: T, url: 'javascript:{'a' * 1_900}'}}]\n",
        ("a",),
        ((2, "sources: url: the address .*….*It is left out$"),),
    ),
    "long address": Nasty(
        f"- name: a\n  sources: [{{title: T, url: 'https://a/{'a' * 40_000}'}}]\n",
        ("a",),
        ((2, "sources: url is longer than 2,000 characters"),),
    ),
    "long id of a question": Nasty(
        f"- name: a\n  questions: [{{question: Q, answer: A, id: {'a' * 40_000}}}]\n",
        ("a",),
        ((2, "questions: id is longer than 300 characters"),),
    ),
    "names in one line": Nasty(
        f"- name: a\n  former_names: {', '.join(f'n{n}' for n in range(6_000))}\n",
        ("a",),
        ((2, "former-names: there are 6,000 items, but only the first 200 are used. Remove some, or raise "
             "'items' in modelterms_limits"),),
    ),
    "related terms in many lines": Nasty(
        "- name: a\n  related:\n" + "".join(f"  - n{n}\n" for n in range(1_000)),
        ("a",),
        ((3, "related: there are 1,000 items, but only the first 200 are used"),),
    ),
    "examples": Nasty(
        "- name: a\n  examples:\n" + "  - x\n" * 300,
        ("a",),
        ((2, "examples: there are 300 items, but only the first 200 are used"),),
    ),
    "facts": Nasty(
        "- name: a\n  facts:\n" + "".join(f"    k{n}: x\n" for n in range(300)),
        ("a",),
        ((2, "facts: there are 300 items, but only the first 200 are used"),),
    ),
    "accents by an escape": Nasty(
        '- name: a\n  definition: "x' + "\\u0301" * 60 + ' y"\n',
        ("a",),
        ((2, "a letter has more than 30 accents, so 30 are left out"),),
    ),
}  # fmt: skip

JSON = {
    "empty": Nasty("\n", (), ((1, EMPTY),)),
    "brackets": Nasty("[" * 100_000, (), ((1, DEEP),)),
    "objects": Nasty('{"a":\n' * 100_000, (), ((13, DEEP),)),
    "too many values": Nasty("[" + "1," * 300_000 + "1]", (), ((1, "more than 100,000 values"),)),
    "trailing comma in an object": Nasty(
        '[{"name": "a",\n}]', (), ((2, "there is a comma before a closing bracket. Remove it"),)
    ),
    "trailing comma in an array": Nasty('[{"name": "a"},\n\n]', (), ((ANY, "can't read this as JSON"),)),
    "no colon": Nasty('[{"name"\n"a"}]', (), ((2, "a colon is missing"),)),
    "no value": Nasty('[{"name":\n}]', (), ((2, "a value is missing"),)),
    "no comma": Nasty('[{"name": "a"\n"abbr": "b"}]', (), ((2, "a comma is missing"),)),
    "more behind": Nasty('[]\n[]', (), ((2, "Put all terms into one list"),)),
    "comment": Nasty('[] // none', (), ((1, "JSON has no comments. Remove"),)),
    "single quotes": Nasty("[{'name': 'a'}]", (), ((1, "texts and keys need double quotes"),)),
    "NaN": Nasty('[{"name": "a",\n"abbr": NaN}]', (), ((2, "NaN isn't allowed"),)),
    "Infinity": Nasty('[{"name": "a",\n"abbr": -Infinity}]', (), ((2, "-Infinity isn't"),)),
    "lone surrogate": Nasty(
        '[{"name": "a\\ud800"},\n{"name": "\\udc00\\ud83d\\ude00"}]',
        ("a", "😀"),
        ((1, r"U\+D800 isn't allowed"), (2, r"U\+DC00 isn't allowed")),
    ),
    "escaped NUL": Nasty('[{"name": "a\\u0000"}]', ("a",), ((1, r"U\+0000 isn't allowed"),)),
    "line break in a string": Nasty('[{"name": "a\n"}]', (), ((1, r"Write \\n for a line break"),)),
    "tab in a string": Nasty('[{"name": "a\tb"}]', (), ((1, r"and \\t for a tab"),)),
    "backslash": Nasty('[{"name": "C:\\dir"}]', (), ((1, r"must be doubled. Write \\\\ for each$"),)),
    "number of a character": Nasty('[{"name": "\\user"}]', (), ((1, "four hexadecimal digits"),)),
    "open string": Nasty('[{"name": "a}]', (), ((1, "a text has no closing quote"),)),
    "word of Python": Nasty('[{"name": "a",\n"faq": False}]', (), ((2, "False must be in lower case"),)),
    "typographic quotes": Nasty('[{"name": “a”}]', (), ((1, "“ isn't a quote in JSON"),)),
    "comment within": Nasty('[{"name": "a",\n# b\n"abbr": "c"}]', (), ((2, "no comments"),)),
    "comment between": Nasty('[{"name": "a"},\n/* b */]', (), ((2, "no comments"),)),
    "comma in a list": Nasty('[{"name": "a"}\n{"name": "b"}]', (), ((2, "a comma is missing"),)),
    "names as keys": Nasty(
        '{"Token": "A piece.", "Word": "Two."}', (), ((1, "and 'Token' isn't a field of a data file"),)
    ),
    "doubled key": Nasty(
        '[{"name": "a",\n"name": "b"}]', ("a",), ((2, "'name' is already on line 1"),)
    ),
    "doubled terms in a line": Nasty(
        '[{"name": "a"}, {"name": "a"}]', ("a",), ((1, "the term 'a' is already on line"),)
    ),
    "no texts": Nasty('[{"name": 1.10, "abbr": true, "level": null, "faq": false}]', ("1.10",)),
    "huge number": Nasty(
        '[{"name": "a", "definition": 1' + "0" * 5_000 + ',\n"abbr": 1' + "0" * 5_000 + "}]",
        ("a",),
        ((2, "abbr: the text is longer than 300 characters"),),
    ),
    "wrong types": Nasty(
        '[null,\n1, {"name":\n["a"]},\n{"name": "b", "facts": [1],\n"status": true}]',
        ("b",),
        (
            (1, "a term is empty, but must be key-value pairs with a 'name'"),
            (2, "a term must be key-value pairs with a 'name', not the text '1'"),
            (2, NO_NAME),
            (3, "name must be text, not a list"),
            (4, "facts must be key-value pairs"),
            (5, "status: 'true' isn't one of"),
        ),
    ),
    "top-level number": Nasty("1", (), ((1, NO_LIST),)),
    "top-level null": Nasty("null", (), ((1, NO_LIST),)),
    "empty object": Nasty("{}", (), ((1, NO_TERMS),)),
    "byte order mark": Nasty('\ufeff[{"name": "a"}]', ("a",)),
    "UTF-16": Nasty("[]".encode("utf-16"), (), ((0, UTF16),)),
    "combining marks without end": Nasty(
        '[{"name": "a' + "\u0301\u0316" * 500_000 + '"}]',
        ("a" + "\u0301\u0316" * 15,),
        ((1, "a letter has more than 30 accents, so 999,970 are left out"),),
    ),
}  # fmt: skip

CSV = {
    "empty": Nasty("", (), ((1, EMPTY),)),
    "nothing but a mark": Nasty("\ufeff\r\n", (), ((1, EMPTY),)),
    "only delimiters": Nasty(";;;\n;;;\n", (), ((1, "the file is empty. Its first row must"),)),
    "lone header": Nasty("name,abbr\n,\n", (), ((1, "there are no terms below the first row"),)),
    "bars between cells": Nasty("name|definition\na, b|A; B\n", ("a, b",)),
    "semicolon in a cell of a semicolon file": Nasty(
        "name;definition\na;b;c\n", ("a",), ((2, "Put cells that contain a semicolon in double quotes"),)
    ),
    "commas below semicolons": Nasty(
        "name;definition\na,b\n",
        ("a,b",),
        ((2, "'a,b' is a single cell. Separate the cells of this row with semicolons.*not with commas"),),
    ),
    "question without a mark": Nasty(
        "name,questions\na,Why?\n", ("a",), ((2, "Begin the question with 'Q:' and"),)
    ),
    "no name column": Nasty(
        "Term,Meaning\na,A\n",
        (),
        ((1, r"it has \['Term', 'Meaning'\]. Rename the columns, or .* import-glossary'"),),
    ),
    "other language": Nasty("Begriff;Bedeutung\na;A\n", (), ((1, "sphinx_modelterms import-gl"),)),
    "title above": Nasty(
        "My words,,\n\nname,abbr,\na,A,\n", (), ((1, "which are on line 3 here"),)
    ),
    "empty columns": Nasty("name,abbr,,\na,A,,\nb,,,\n", ("a", "b")),
    "empty columns of rows only": Nasty("name,abbr\na,A,,,\nb\n", ("a", "b")),
    "column without a name": Nasty(
        "name,,abbr,\na,x,A,\nb,y,B,z\n",
        ("a", "b"),
        ((2, "column 2 has no name .* 'x' and all"), (3, "column 4 has no name")),
    ),
    "separator line": Nasty("sep=;\r\nname;definition\r\na;1,5 and 2,5\r\n", ("a",)),
    "separator line of a semicolon file with commas in the header": Nasty(
        '"SEP=;"\nname;"x, y, z"\na;b\n', ("a",), ((2, "no field 'x, y, z'"),)
    ),
    "separator line with a rare delimiter": Nasty("sep=|\nname|abbr\na, b|A;B\n", ("a, b",)),
    "separator line alone": Nasty("sep=;\n", (), ((1, "the file is empty. Its first row"),)),
    "decimal commas": Nasty("level;name;definition\nx;a;1,5\ny;b;2,5\n", ("a", "b")),
    "commas in a quoted header": Nasty(
        'name;"a, b, c"\nx;y\n', ("x",), ((1, "no field 'a, b, c'"),)
    ),
    "space after the delimiter": Nasty('name, definition\na, "one, two"\n', ("a",)),
    "fields with spaces": Nasty("Name,Former names,NO AUTOLINK\na,b,yes\n", ("a",)),
    "all quoted": Nasty('"name";"abbr"\r\n"a ""b"" c";"A"\r\n', ('a "b" c',)),
    "UTF-16 of Excel": Nasty("name\tabbr\r\na\tA\r\n".encode("utf-16"), (), ((0, UTF16),)),
    "UTF-16 without a mark": Nasty("name\ta\r\n".encode("utf-16-le"), (), ((0, UTF16),)),
    "capitals": Nasty("Name;ABBR\nAb;A\n", ("Ab",)),
    "semicolons": Nasty("name;abbr\na, b;A\n", ("a, b",)),
    "tabs": Nasty("name\tabbr\na, b\tA\n", ("a, b",)),
    "one column": Nasty("name\na\nb\n", ("a", "b")),
    "empty rows": Nasty("\n\nname,abbr\n\n,\na,A\n\n,,\n", ("a",)),
    "no name in a row": Nasty("name,abbr\n,A\nb,B\n", ("b",), ((2, NO_NAME),)),
    "too many cells": Nasty(
        "name,definition\na,one, two\nb,x\n",
        ("a", "b"),
        ((2, "the row has 3 cells, but there are 2 fields. Put cells"),),
    ),
    "too few cells": Nasty("name,abbr\na\nb,B\n", ("a", "b")),
    "line after quoted line breaks": Nasty(
        'name,definition,level\n"a","one\n\ntwo","x"\nb,y,"' + "z" * 301 + '"\n,y,\n',
        ("a", "b"),
        ((5, "level: the text is longer"), (6, NO_NAME)),
    ),
    "line within a row": Nasty(
        'name,definition,status\na,"one\ntwo",done\n', ("a",), ((3, "status: 'done' isn't"),)
    ),
    "unbalanced quote": Nasty(
        'name,abbr\na,A\nb,"B\nc,C\n', ("a",), ((3, "begins with a quote that is never closed"),)
    ),
    "text behind a quote": Nasty(
        'name,abbr\na,A\nb,"B"x\nc,C\n', ("a", "c"), ((3, "text follows .*, so this row is left out"),)
    ),
    "text behind a quote in another line": Nasty(
        'name,abbr\na,A\nb,"B\n"x\nc,C\n', ("a",), ((3, "text follows .* all rows below are"),)
    ),
    "large cell": Nasty(
        "name,abbr\na,A\nb," + "x" * 200_000, ("a",), ((3, "a cell is longer than 131,072 characters"),)
    ),
    "many columns": Nasty(
        "name" + ",x" * 100_000 + "\na\n",
        (),
        ((1, "names 100,001 fields, but at most 100 are allowed, so the whole file is left out. Remove columns, or raise 'columns'"),),
    ),
    "many questions in a cell": Nasty(
        'name,questions\na,"' + "Q: q\nA: a\n" * 300 + '"\n',
        ("a",),
        ((2, "questions: there are 300 items, but only the first 200 are used"),),
    ),
    "unknown field": Nasty(
        "name,defintion,layout\na,x,page\nb,y,card\n",
        ("a", "b"),
        ((1, "no field 'defintion' in a term. Did you mean 'definition'"), (1, "'layout' belongs on a page")),
    ),
    "doubled field": Nasty(
        "name,former_names,former-names\na,x,y\n", ("a",), ((1, "the key 'former-names' is already"),)
    ),
    "byte order mark": Nasty("\ufeffname\r\na\r\n", ("a",)),
    "CR": Nasty("name,abbr\ra,A\rb,B,C\r", ("a", "b"), ((3, "the row has 3 cells"),)),
    "Latin-1": Nasty(b"name\r\na\r\ncaf\xe9\r\n", (), ((3, NOT_UTF8),)),
    "NUL": Nasty(b"name\na\0\n", (), ((2, "NUL byte"),)),
    "control character": Nasty("name\na\x1b\x0c\nb\n", ("a", "b"), ((2, r"U\+001B"),)),
    "angle brackets without end": Nasty("name,sources\na," + "<" * 40_000 + "\n", ("a",)),
    "too many values": Nasty("name\n" + "a\n" * 300_000, (), ((ANY, "100,000 values"),)),
    "facts without a colon": Nasty(
        'name,facts\na,"size: big\nsmall\nsize: x\n: y"\n',
        ("a",),
        (
            (3, "facts: 'small' isn't 'key: value'"),
            (4, "the key 'size' is already on line 2"),
            (5, "facts: an entry has no key"),
        ),
    ),
    "question without an answer": Nasty(
        'name,questions\na,"Q: Why?\nQ: How?\nA: So."\nb,A: So.\n',
        ("a", "b"),
        ((2, "questions: there is no 'answer'"), (5, "questions: there is no 'question'")),
    ),
    "bad address": Nasty(
        'name,sources\na,"T <javascript:x>\nU <rfc:1>\n<rfc:2>"\n',
        ("a",),
        ((2, "sources: url: the address"),),
    ),
}  # fmt: skip

CASES = {
    f"{ending}: {title}": (f"terms.{ending}", nasty)
    for ending, cases in (("yml", YAML), ("json", JSON), ("csv", CSV))
    for title, nasty in cases.items()
}


@pytest.mark.parametrize(("name", "nasty"), CASES.values(), ids=CASES.keys())
def test_mistakes_are_reported_and_the_rest_is_kept(name: str, nasty: Nasty) -> None:
    content = nasty.content if isinstance(nasty.content, bytes) else nasty.content.encode()
    start = time.process_time()
    read = read_file(name, content)
    assert time.process_time() - start < SECONDS
    assert tuple(term.name for term in read.content.terms) == nasty.terms
    problems = "\n".join(f"{line}: {message}" for line, message in read.problems)
    assert len(read.problems) == len(nasty.problems), problems
    left = list(read.problems)
    for line, pattern in nasty.problems:
        found = [p for p in left if line in {p.line, ANY} and re.search(pattern, p.message)]
        assert found, f"{line}: {pattern}\nis not among\n{problems}"
        left.remove(found[0])
    for problem in read.problems:
        assert problem.message.isprintable()
        assert len(problem.message) <= LONGEST_MESSAGE + 1


@pytest.mark.parametrize("ending", ["yml", "yaml", "json", "csv"])
def test_too_large_a_file_is_not_read(ending: str) -> None:
    read = read_file(f"terms.{ending}", b" " * (DEFAULTS["file"] + 1))
    (problem,) = read.problems
    assert problem == (
        0,
        "the file has 4,000,001 bytes, but at most 4,000,000 are allowed. Split it, or raise 'file' in modelterms_limits",
    )


def test_other_limits_hold_where_they_are_set() -> None:
    content = b"- name: a\n  aliases: x, y, z\n  definition: " + b"d" * 60
    read = read_file("a.yml", content, DEFAULTS | {"items": 2, "text": 50})
    assert read.content.terms[0].options["aliases"] == ("x", "y")
    assert read.content.terms[0].definition is None
    assert [problem.line for problem in read.problems] == [2, 3]
    assert read_file("a.yml", content).problems == ()
    few = read_file("a.yml", content, DEFAULTS | {"values": 3, "file": 10_000})
    assert "more than 3 values. Split it, or raise 'values'" in few.problems[0].message
    short = read_file("a.yml", b"- nom: a\n" * 9, DEFAULTS | {"messages": 4})
    assert len(short.problems) == 5
    assert "the file has 5 more problems" in short.problems[-1].message


def test_other_endings_are_not_read() -> None:
    for name in ("terms.txt", "terms", ".yml.bak", ""):
        (problem,) = read_file(name, b"").problems
        assert problem == (
            0,
            "only data files with the suffix '.yml', '.yaml', '.json', '.csv' or '.md' are read. Rename the file",
        )
    assert read_file("TERMS.YML", b"name: a").content.terms


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="reads pairs of JSON as two halves")
def test_an_escape_of_json_is_named() -> None:
    text = '- name: a\n  definition: "x\n    \\ud83d\\ude00 y"\n'
    (problem,) = read_file("a.yml", text.encode()).problems
    assert problem.line == 3
    assert problem.message.endswith(
        r"'\ud83d\ude00' isn't an escape of YAML, but of JSON. Write the character: 😀"
    )


@pytest.mark.parametrize("escape", ["UFFFFFFFF", "U00110000"])
def test_numbers_above_unicode_are_refused_by_either_parser(
    escape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_reader, "LOADER", yaml.SafeLoader)
    text = f'- name: a\n  definition: "x \\{escape}"\n'
    (problem,) = read_file("a.yml", text.encode()).problems
    assert problem.line == 2
    assert f"'\\{escape}' isn't an escape" in problem.message


def test_a_message_is_given_once_for_a_line() -> None:
    text = '[{"name": "a", "aliases": ["b \\u202e", "c \\u202e"]}]'
    (problem,) = read_file("a.json", text.encode()).problems
    assert "U+202E" in problem.message
