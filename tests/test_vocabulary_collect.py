"""``vocabulary collect``: sites from files and servers become tables; none ends the others."""

# ruff: noqa: E402  # the packages that are asked for first are in an extra

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

for package in ("duckdb", "pyarrow", "tqdm"):
    pytest.importorskip(package)

import pyarrow.parquet as pq

from benchmarks.vocabularies import Sites, VocabularySize
from sphinx_modelterms.commands.main import main
from sphinx_modelterms.vocabulary import collecting
from sphinx_modelterms.vocabulary.keys import (
    deleted_keys,
    loose_key,
    meaning_of,
    sketches_of,
    words_of,
)
from sphinx_modelterms.vocabulary.parts import schema_of
from sphinx_modelterms.vocabulary.tables import TABLES
from tests.other_site import other_site
from tests.vocabularies import DATE, Vocabularies, glossary, report, term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.other_site import OtherSite

FILE = "/docs/modelterms.json"


@pytest.fixture
def sites(tmp_path: Path) -> Vocabularies:
    return Vocabularies(tmp_path)


@pytest.fixture
def server() -> Iterator[OtherSite]:
    with other_site() as site:
        yield site


def table(sites: Vocabularies, name: str, date: str = DATE) -> list[dict[str, Any]]:
    parts = sorted((sites.out / "snapshots" / date / name).glob("*.parquet"))
    return [row for part in parts for row in pq.read_table(part).to_pylist()]


def files(vocabulary: Path) -> dict[str, bytes]:
    return {
        path.relative_to(vocabulary).as_posix(): path.read_bytes()
        for path in sorted(vocabulary.rglob("*.parquet"))
    }


def test_names_terms_and_mentions_become_rows(sites: Vocabularies) -> None:
    token = term(
        "Token", "A  unit of\ntext.", abbr="TK", aliases=["Word-Pieces"], forms=["toks"], scope="AI",
        related=[{"name": "Model", "url": "g.html#term-model"}], mentioned=2, case="exact",
    )  # fmt: skip
    sites.add("a", glossary(token, term("Model", "", mentioned=0)), report("NLP"))
    assert sites.collect() == 0
    first, second = table(sites, "term")
    assert (first["name_key"], first["scope"], first["explicit"]) == ("token", "ai", 2)
    assert (first["summary"], first["id"]) == ("A unit of text.", "g.html#term-token")
    assert first["url"] == "https://a.example.org/g.html#term-token"
    assert (second["meaning"], second["explicit"]) == ("", 0)
    names = [(row["name"], row["kind"], row["loose"]) for row in table(sites, "name")]
    assert names == [
        ("Token", "name", "token"),
        ("TK", "abbr", "tk"),
        ("Word-Pieces", "alias", "wordpiece"),
        ("toks", "form", "toks"),
        ("Model", "name", "model"),
    ]
    assert {row["exact"] for row in table(sites, "name")[:4]} == {1}
    assert [row["name_key"] for row in table(sites, "relation")] == ["model"]
    assert [row["url"] for row in table(sites, "mention")] == [
        "https://a.example.org/p.html#s"
    ] * 2
    assert [(row["text"], row["kind"], row["times"]) for row in table(sites, "gap")] == [
        ("NLP", "abbreviation", 3)
    ]
    (project,) = table(sites, "project")
    assert (project["project"], project["terms"], project["mentions"]) == ("a", 2, 2)


def test_parts_have_the_columns_of_the_table(sites: Vocabularies) -> None:
    sites.add("a", glossary(term("Token", "A unit.")))
    sites.collect()
    for name in TABLES:
        (part,) = (sites.out / "snapshots" / DATE / name).glob("*.parquet")
        assert pq.read_schema(part).equals(schema_of(name))


def test_drafts_are_left_out(sites: Vocabularies) -> None:
    sites.add("a", glossary(term("Token", "A unit.", status="draft"), term("Model", "B.")))
    sites.collect()
    assert [row["name"] for row in table(sites, "term")] == ["Model"]


def test_names_that_are_empty_are_left_out(
    sites: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    nameless = [
        term(name, "B.", url=f"g.html#{n}")
        for n, name in enumerate(["", " \t", "\u200b", "\u3164"])
    ]
    sites.add("a", glossary(*nameless, term("Token", "A unit.", aliases=["", " "], abbr=" ")))
    assert sites.collect() == 0
    assert "a: terms without a name are left out: 4" in capsys.readouterr().err
    assert [row["name"] for row in table(sites, "term")] == ["Token"]
    assert [row["name"] for row in table(sites, "name")] == ["Token"]
    assert [row["project"] for row in table(sites, "mention")] == ["a"]


BAD = {
    "none": None,
    "empty": b"",
    "text": b"<html>Log in</html>",
    "list": b"[]",
    "deep": b"[" * 200_000,
    "newer": b'{"version": 2, "terms": []}',
    "no-name": glossary({"id": "x"}),
    "mentions": glossary(term("A", "b") | {"mentions": 7}),
    "mention": glossary(term("A", "b") | {"mentions": [{"page": "p"}]}),
    "mention-kind": glossary(
        term("A", "b") | {"mentions": [{"page": "p", "section": "", "kind": "x", "url": "p.html"}]}
    ),
    "mention-text": glossary(
        term("A", "b")
        | {"mentions": [{"page": 1, "section": "", "kind": "explicit", "url": "p.html"}]}
    ),
    "elsewhere": glossary(term("A", "b") | {"url": "https://evil.example/"}),
    "mention-elsewhere": glossary(
        term("A", "b")
        | {"mentions": [{"page": "p", "section": "", "kind": "explicit", "url": "//evil.example"}]}
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_site_is_reported_and_the_others_are_collected(
    sites: Vocabularies, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = BAD[kind]
    if content is None:
        sites.list_site("bad", 'source = "nowhere/modelterms.json"')
    else:
        sites.add("bad", content)
    sites.add("good", glossary(term("Token", "A unit.")))
    assert sites.collect() == 0
    errors = capsys.readouterr().err
    assert "bad: " in errors
    assert "1 of 2 sites" in errors
    assert [row["project"] for row in table(sites, "term")] == ["good"]


def test_a_site_with_a_wrong_report_is_reported(
    sites: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    sites.add("a", glossary(term("Token", "A unit.")), b'{"unexplained": [{"text": 1}]}')
    sites.add("b", glossary(term("Token", "A unit.")))
    assert sites.collect() == 0
    assert "isn't the report of this extension" in capsys.readouterr().err


def test_a_huge_site_is_left_out(sites: Vocabularies, capsys: pytest.CaptureFixture[str]) -> None:
    sites.add("huge", glossary(term("Token", "x" * 3_000_000)))
    sites.add("small", glossary(term("Token", "A unit.")))
    assert sites.collect("--max-mib", "2") == 0
    assert "it is larger than 2 MiB" in capsys.readouterr().err
    assert [row["project"] for row in table(sites, "term")] == ["small"]


def test_nothing_collected_is_a_failure(sites: Vocabularies) -> None:
    sites.list_site("bad", 'source = "nowhere"')
    assert sites.collect() == 2


def test_hostile_texts_lose_what_no_output_may_contain(sites: Vocabularies) -> None:
    nasty = "a\x1b[31m\u202eb\ud800"
    mention = {
        "page": nasty,
        "section": nasty,
        "kind": "explicit",
        "url": "p.html",
        "context": nasty,
    }
    sites.add("a", glossary(term(nasty, nasty) | {"mentions": [mention]}))
    assert sites.collect() == 0
    for name in ("term", "mention"):
        for row in table(sites, name):
            texts = "".join(map(str, row.values()))
            assert not {"\x1b", "\u202e", "\ud800"} & {*texts}


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """A list of 50 made-up sites."""
    return Sites(VocabularySize(50, terms=12, mentions=3)).write(tmp_path)


def collect(listed: Path, out: Path, *options: str) -> None:
    command = ["collect", str(listed), "--out", str(out), "--date", DATE, *options]
    assert main(["vocabulary", *command]) == 0


def test_the_files_are_the_same_for_any_number_of_workers(made_up: Path, tmp_path: Path) -> None:
    collect(made_up, tmp_path / "one", "-j", "1")
    collect(made_up, tmp_path / "two", "-j", "2")
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert len(one) == 3 * len(TABLES)
    assert one == two


def test_an_interrupted_collection_resumes(
    made_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect(made_up, tmp_path / "whole", "-j", "1")
    asked: list[str] = []
    collect_site = collecting._collect_site

    stop_at = "p00030"

    def interrupted(site: Any, *rest: Any) -> Any:
        asked.append(site.name)
        if site.name == stop_at:
            raise KeyboardInterrupt
        return collect_site(site, *rest)

    monkeypatch.setattr(collecting, "_collect_site", interrupted)
    command = ["vocabulary", "collect", str(made_up), "--out", str(tmp_path / "v"), "-j", "1"]
    assert main([*command, "--date", DATE]) == 130
    assert main(["vocabulary", "report", "conflicts", str(tmp_path / "v")]) == 2
    assert not list(tmp_path.rglob("*.partial"))
    asked.clear()
    stop_at = ""
    assert main([*command, "--date", DATE]) == 0
    assert asked[0] == "p00020"
    assert files(tmp_path / "v") == files(tmp_path / "whole")


def test_a_shorter_list_leaves_no_rows_of_others(made_up: Path, tmp_path: Path) -> None:
    collect(made_up, tmp_path / "v", "-j", "1")
    text = made_up.read_text(encoding="utf-8")
    made_up.write_text("\n\n".join(text.split("\n\n")[:10]), encoding="utf-8", newline="\n")
    collect(made_up, tmp_path / "v", "-j", "1")
    assert len(files(tmp_path / "v")) == len(TABLES)


def test_made_up_sites_are_the_same_for_a_seed() -> None:
    few, many = Sites(VocabularySize(2, terms=9)), Sites(VocabularySize(50, terms=9))
    assert few.glossary(1) == many.glossary(1)
    assert few.glossary(0) != few.glossary(1)
    assert Sites(VocabularySize(2, terms=9, seed=2)).glossary(1) != few.glossary(1)


# Servers.


def listed(sites: Vocabularies, server: OtherSite, more: str = "") -> None:
    sites.list_site("web", f'source = "{server.address}docs/"\n{more}')


def test_a_site_is_fetched_once_and_its_url_is_the_base(
    sites: Vocabularies, server: OtherSite
) -> None:
    server.files[FILE] = glossary(term("Token", "A unit."))
    listed(sites, server)
    assert sites.collect() == 0
    assert sites.collect() == 0
    assert server.asked == [FILE]
    assert table(sites, "term")[0]["url"] == f"{server.address}docs/g.html#term-token"


def test_an_unchanged_site_sends_nothing_again(sites: Vocabularies, server: OtherSite) -> None:
    server.files[FILE] = glossary(term("Token", "A unit."))
    server.etags[FILE] = '"1"'
    listed(sites, server)
    sites.collect("--max-age", "0")
    del server.files[FILE]  # the server would answer 404
    assert sites.collect("--max-age", "0") == 0
    assert server.asked == [FILE, FILE]
    assert len(table(sites, "term")) == 1


def test_a_list_that_is_nested_too_deeply(
    sites: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sites.out.parent / "deep.toml"
    path.write_text("site = " + "[" * 5000, encoding="utf-8")
    assert main(["vocabulary", "collect", str(path), "--out", str(sites.out)]) == 2
    assert "deep.toml as TOML: " in capsys.readouterr().err


@pytest.mark.parametrize("answer", [b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200])
def test_an_answer_that_is_no_http_is_named(
    sites: Vocabularies, answer: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        port = listening.getsockname()[1]
        path = sites.out.parent / "odd.toml"
        source = f"http://127.0.0.1:{port}/modelterms.json"
        path.write_text(f'[[site]]\nname = "a"\nsource = "{source}"\n', encoding="utf-8")
        assert main(["vocabulary", "collect", str(path), "--out", str(sites.out)]) == 2
        thread.join(10)
    assert "the answer isn't HTTP" in capsys.readouterr().err


def test_a_missing_file_is_remembered(
    sites: Vocabularies, server: OtherSite, capsys: pytest.CaptureFixture[str]
) -> None:
    listed(sites, server)
    assert sites.collect() == 2
    assert sites.collect() == 2
    assert server.asked == [FILE]
    assert "there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("prepare", "told"),
    [
        (lambda s: s.statuses.update({FILE: 500}), "the server answers 500"),
        (lambda s: s.delays.update({FILE: 0.05}), "there is no answer in time"),
        (lambda s: s.redirects.update({FILE: "file:///etc/passwd"}), "the server answers 302"),
        (lambda s: s.redirects.update({FILE: "ftp://example.org/"}), "the scheme 'ftp'"),
        (lambda s: s.redirects.update({FILE: FILE}), "the server answers 302"),
        (lambda s: s.files.update({FILE: b" " * 3_000_000}), "it is larger than 2 MiB"),
    ],
)
def test_a_bad_server_is_reported(
    sites: Vocabularies,
    server: OtherSite,
    prepare: Any,
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server.files[FILE] = glossary(term("Token", "A unit."))
    prepare(server)
    listed(sites, server)
    sites.add("good", glossary(term("Token", "A unit.")))
    assert sites.collect("--timeout", "0.5", "--max-mib", "2") == 0
    assert told in capsys.readouterr().err


CUT = {
    "length": "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n{'version': 1",
    "chunk": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{'version': 1",
    "gzip": "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx",
    "wrong": "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nxx",
}


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("length", "can't read {address}: the transfer was cut after 13 bytes"),
        ("chunk", "can't read {address}: the transfer was cut after 13 bytes"),
        ("gzip", "can't read {address}: the answer is compressed (gzip)"),
        ("wrong", "{address} isn't JSON"),
    ],
)
def test_a_broken_answer_is_told_with_its_address(
    sites: Vocabularies, kind: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with server.accept()[0] as connection:
                connection.recv(9999)
                connection.sendall(CUT[kind].encode())

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a/modelterms.json"
        sites.list_site("web", f'source = "{address}"')
        assert sites.collect() == 2
        thread.join(10)
    assert f"web: {told.format(address=address)}" in capsys.readouterr().err


def test_headers_come_from_the_environment_and_stay_on_the_site(
    sites: Vocabularies, server: OtherSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCS_TOKEN", "s3cret")
    with other_site() as elsewhere:
        elsewhere.files["/moved.json"] = glossary(term("Token", "A unit."))
        server.redirects[FILE] = f"{elsewhere.address}moved.json"
        listed(sites, server, 'headers = { Authorization = "Bearer ${DOCS_TOKEN}" }')
        assert sites.collect() == 0
        assert server.passwords == ["Bearer s3cret"]
        assert elsewhere.passwords == [""]
    assert "s3cret" not in "".join(
        path.read_text(encoding="latin-1") for path in sites.out.rglob("*") if path.is_file()
    )


def test_a_variable_that_is_not_set_is_reported(
    sites: Vocabularies, server: OtherSite, capsys: pytest.CaptureFixture[str]
) -> None:
    listed(sites, server, 'headers = { Authorization = "${NOT_SET_ANYWHERE}" }')
    assert sites.collect() == 2
    assert "NOT_SET_ANYWHERE isn't set" in capsys.readouterr().err
    assert server.asked == []


def test_a_password_in_the_address_is_sent_and_not_shown(
    sites: Vocabularies, server: OtherSite, capsys: pytest.CaptureFixture[str]
) -> None:
    address = server.address.replace("http://", "http://me:s3cret@")
    sites.list_site("web", f'source = "{address}docs/"')
    sites.collect()
    assert server.passwords == ["Basic bWU6czNjcmV0"]
    assert "s3cret" not in capsys.readouterr().err


# The list of sites.


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x", "as TOML"),
        ("", "lists no sites"),
        ("[site]\n", "lists no sites"),
        ("[[site]]\nname = 'a'\n", "needs a source"),
        ("[[site]]\nsource = 'a'\n", "needs a name"),
        ("[[site]]\nname = 'a\\u001b'\nsource = 'a'\n".replace("'", '"'), "printable"),
        ("[[site]]\nname = 1\nsource = 'a'\n", "'name' must be a string, not 1"),
        ("[[site]]\nname = 'a'\nsource = 'ftp://x'\n", "isn't an http or https address"),
        ("[[site]]\nname = 'a'\nsource = 'a'\nbase = 'javascript:x'\n", "isn't an http"),
        ("[[site]]\nname = 'a'\nsource = 'a'\nurl = 'b'\n", "unknown key 'url'"),
        ("[[site]]\nname = 'a'\nsource = 'a'\nheaders = 'b'\n", "'headers' must be a table"),
        ("[[site]]\nname = 'a'\nsource = 'a'\nheaders = {'A:' = 'b'}\n", "the header 'A:'"),
    ],
)
def test_a_wrong_list_of_sites_is_explained(
    sites: Vocabularies, text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sites.list.write_text(text, encoding="utf-8", newline="\n")
    assert sites.collect() == 2
    assert told in capsys.readouterr().err


def test_a_wrong_table_and_a_second_name_do_not_hide_the_others(
    sites: Vocabularies, capsys: pytest.CaptureFixture[str]
) -> None:
    sites.add("a", glossary(term("Token", "A unit.")))
    sites.list_site("a", 'source = "elsewhere"')
    sites.list_site("b", "sources = 1")
    assert sites.collect() == 0
    errors = capsys.readouterr().err
    assert f"a: {sites.list}: site 2: the name 'a' occurs twice" in errors
    assert f"b: {sites.list}: site 3: has the unknown key 'sources'" in errors


def test_the_page_lists_every_site_that_was_not_collected(sites: Vocabularies) -> None:
    sites.add("a", glossary(term("Token", "A unit.")))
    sites.list_site("a", 'source = "elsewhere"')
    for number, source in enumerate(["http://[::1/x", "ftp://x/y", "file:///x", "nowhere"]):
        sites.list_site(f"wrong {number}", f'source = "{source}"')
    sites.list_site("hidden \\u202e sign", 'source = "x"')
    sites.list_site("", 'source = "x"')
    assert sites.collect() == 0
    listed = json.loads((sites.out / "snapshots" / DATE / "sites.json").read_bytes())["sites"]
    failed = [one["site"] for one in listed if one["problem"]]
    assert failed[0] == "a"
    assert failed[1].startswith("hidden ")
    assert failed[2:] == ["site 8", "wrong 0", "wrong 1", "wrong 2", "wrong 3"]
    page = sites.folder / "page.html"
    assert sites.report("all", "--format", "html", "-o", str(page)) == 0
    problems = page.read_text(encoding="utf-8").partition('<h2 id="problems">')[2]
    assert problems.count("<li>") == 7
    assert all(f"<bdi>wrong {number}</bdi>" in problems for number in range(4))
    assert "\u202e" not in problems


@pytest.mark.parametrize(
    "date", ["../x", "2026-13-01", "2026-02-31", "0000-01-01", "20261201", "\u0662026-12-01"]
)
def test_a_date_that_is_none_is_refused(
    sites: Vocabularies, date: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sites.add("a", glossary())
    assert sites.collect(date=date) == 2
    assert "isn't a date of the form" in capsys.readouterr().err
    assert not sites.out.exists()


# Keys.


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("data set", "datasets", True),
        ("data-set", "data set", True),
        ("c", "c++", False),
        ("c#", "c++", False),
        (".net", "net", False),
        ("embedding", "embeddings", True),
        ("词语", "词语", True),
    ],
)
def test_loose_keys(one: str, other: str, equal: bool) -> None:
    assert (loose_key(one) == loose_key(other)) is equal


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("tokenizer", "tokeniser", True),
        ("tokenizer", "tokenizr", True),
        ("embedding", "embeding", True),
        ("embedding", "model", False),
        ("ipv4 address", "ipv6 address", False),
        ("token", "tokem", False),  # too short
    ],
)
def test_keys_of_names_that_differ_in_a_letter(one: str, other: str, near: bool) -> None:
    assert bool({*deleted_keys(one)} & {*deleted_keys(other)}) is near


def test_definitions_that_differ_in_case_and_spaces_mean_the_same() -> None:
    assert meaning_of("A unit  of text.") == meaning_of("a Unit of text.")
    assert meaning_of("") == ""
    assert words_of("A unit of the text: of THE unit.") == ("text", "unit")


def test_similar_definitions_have_an_equal_sketch_and_others_have_none() -> None:
    usual = tuple(f"word{number}" for number in range(12))
    found = different = 0
    for number in range(200):
        reworded = (*usual[1:], f"other{number}")
        found += bool({*enumerate(sketches_of(usual))} & {*enumerate(sketches_of(reworded))})
        others = tuple(f"else{number}-{n}" for n in range(12))
        different += bool({*enumerate(sketches_of(usual))} & {*enumerate(sketches_of(others))})
    assert found > 180  # 11 of 13 words in common
    assert different == 0


def test_the_snapshot_lists_its_sites(sites: Vocabularies) -> None:
    sites.add("a", glossary(term("Token", "A unit.")))
    sites.list_site("b", 'source = "nowhere"')
    sites.collect()
    listed = json.loads((sites.out / "snapshots" / DATE / "sites.json").read_bytes())
    assert [(one["site"], one["terms"], bool(one["problem"])) for one in listed["sites"]] == [
        ("a", 1, False),
        ("b", 0, True),
    ]


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("package", ["duckdb", "pyarrow", "tqdm"])
def test_a_missing_package_of_the_extra_is_named(sites: Vocabularies, package: str) -> None:
    sites.add("a", glossary(term("Token", "A unit.")))
    sites.collect()
    arguments = ["vocabulary", "report", "unused", str(sites.out)]
    done = run_python(
        f"import sys; sys.modules[{package!r}] = None\n"
        "from sphinx_modelterms.commands.main import main\n"
        f"sys.exit(main({arguments!r}))"
    )
    assert done.returncode == 2
    assert package in done.stderr
    assert "sphinx-modelterms[vocabulary]" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_loads_nothing_of_this() -> None:
    done = run_python(
        "import sys, sphinx_modelterms.extension, sphinx_modelterms.build\n"
        "found = [name for name in sys.modules if '.vocabulary' in name or name == 'pyarrow']\n"
        "sys.exit(', '.join(set(found) - {'sphinx_modelterms.formats.vocabulary'}))"
    )
    assert done.stderr.strip() == ""
