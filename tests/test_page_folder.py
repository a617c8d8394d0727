"""The files of generated pages: which are ours, and that nothing of the user's is lost."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.datafiles.generated_pages import page_of
from sphinx_modelterms.sources.page_folder import HEAD, LIST
from sphinx_modelterms.sources.page_sources import MARK, Stub, decoded_name, encoded_name, is_stub
from tests.conftest import WRITES_ANYWHERE, make_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Project

HOME = "Home\n====\n\n.. toctree::\n\n   gen/index\n"
MARKDOWN = "# Home\n\n```{toctree}\ngen/index\n```\n"

DATA = """
    terms:
    - name: Alpha
      category: Greek
      definition: The first.
    - name: Beta
      definition: The second.
"""


@pytest.fixture(params=["rst", "md"])
def site(request: pytest.FixtureRequest, project: Project) -> Project:
    project.conf |= {"modelterms_data": ["terms.yml"], "modelterms_pages": "gen"}
    home = {"rst": {"index.rst": HOME}, "md": {"index.md": MARKDOWN}}[request.param]
    project.write(home | {"terms.yml": DATA})
    return project


def suffix(project: Project) -> str:
    return ".md" if (project.source / "index.md").exists() else ".rst"


def own_text(project: Project, title: str = "Mine") -> str:
    return f"# {title}\n" if suffix(project) == ".md" else f"{title}\n{'=' * len(title)}\n"


def path(project: Project, name: str) -> Path:
    return project.source / "gen" / f"{name}{suffix(project)}"


def complaints(built: Built) -> list[str]:
    return [line for line in built.warnings if "modelterms.pages" in line]


def without(project: Project, name: str) -> None:
    """Remove a term from the data file."""
    first, *terms = DATA.split("- name: ")
    kept = [term for term in terms if not term.startswith(f"{name}\n")]
    project.write({"terms.yml": "- name: ".join((first, *kept))})


def tree(project: Project) -> dict[str, bytes]:
    files = (project.source / "gen").rglob("*")
    return {p.relative_to(project.source).as_posix(): p.read_bytes() for p in files if p.is_file()}


# Which files are ours


@pytest.mark.parametrize(
    "text",
    [
        f"% {MARK}\n\nMy own page.\n",
        f".. {MARK}\n\nMy own page.\n",
        f"A page about what it means: {MARK}\n",
        f"% {MARK}\n\n~~~{{modelterms:term}} Gamma\n:layout: page\n~~~\n\nAnd my notes.\n",
        f".. {MARK}\n\n.. modelterms:term:: Delta\n   :layout: page\n",  # at another address
    ],
)
@pytest.mark.parametrize("name", ["gamma", "alpha", "category/greek"])
def test_a_page_is_not_removed_for_its_first_sentence_alone(
    site: Project, text: str, name: str
) -> None:
    path(site, name).parent.mkdir(parents=True, exist_ok=True)
    path(site, name).write_text(text, encoding="utf-8")
    site.build("dummy")
    without(site, "Alpha")
    site.build("dummy")
    assert path(site, name).read_text(encoding="utf-8") == text


def test_pages_are_known_after_the_build_folder_was_removed(site: Project) -> None:
    site.build("dummy", builddir=site.builddir / "one")
    without(site, "Alpha")
    assert site.build("dummy", builddir=site.builddir / "two").warnings == []
    assert sorted(tree(site)) == [
        f"gen/{LIST}",
        f"gen/beta{suffix(site)}",
        f"gen/index{suffix(site)}",
    ]


@pytest.mark.parametrize("nav", ["toctree", "context"])
def test_pages_of_the_last_release_are_adopted(site: Project, nav: str) -> None:
    """It had no list, and wrote a line of spaces into toctrees."""
    odd = json.dumps({"terms": [{"name": n} for n in (r"a\b", "Index", "x.", "{y}")]})
    site.write({"odd.json": odd})
    conf = {"modelterms_data": ["terms.yml", "odd.json"], "modelterms_pages_nav": nav}
    built = site.build("dummy", **conf)
    former = Stub(suffix(site) == ".md", nav, former=True)
    assert built.domain.build.generated.tree
    for docname, text in former.files(built.domain.build.generated.tree):
        (site.source / f"{docname}{suffix(site)}").write_text(text, encoding="utf-8")
    (site.source / "gen" / LIST).unlink()
    if suffix(site) == ".rst" and nav == "toctree":
        assert "   \n" in path(site, "index").read_text(encoding="utf-8")
    without(site, "Alpha")
    built = site.build("dummy", modelterms_data=["terms.yml"], modelterms_pages_nav=nav)
    assert complaints(built) == []
    assert sorted(tree(site)) == [
        f"gen/{LIST}",
        f"gen/beta{suffix(site)}",
        f"gen/index{suffix(site)}",
    ]
    assert "   \n" not in path(site, "index").read_text(encoding="utf-8")


def test_an_edited_page_is_kept_and_reported(site: Project) -> None:
    site.build("dummy")
    edited = path(site, "alpha").read_text(encoding="utf-8") + "\nMy notes.\n"
    path(site, "alpha").write_text(edited, encoding="utf-8")
    for data in (DATA, DATA.replace("Greek", "Latin")):
        site.write({"terms.yml": data})
        (said,) = complaints(site.build("dummy"))
        assert "was edited after it was generated, so it is kept. Move your text" in said
    without(site, "Alpha")
    (said,) = complaints(site.build("dummy"))
    assert "was edited" in said
    assert path(site, "alpha").read_text(encoding="utf-8") == edited


def test_an_edit_that_is_undone_makes_the_page_ours_again(site: Project) -> None:
    site.build("dummy")
    written = path(site, "alpha").read_bytes()
    path(site, "alpha").write_bytes(b"x\n" + written)
    site.build("dummy")
    path(site, "alpha").write_bytes(written)
    assert complaints(site.build("dummy")) == []
    without(site, "Alpha")
    assert complaints(site.build("dummy")) == []
    assert not path(site, "alpha").exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text.rstrip() + b"\n\n\n",
        lambda text: text.rstrip(),
        lambda text: text.replace(b"\n", b"  \n"),
        lambda text: b"\xef\xbb\xbf" + text,
    ],
    ids=["crlf", "more lines", "no last line break", "spaces", "byte order mark"],
)
def test_white_space_changes_of_editors_and_git_are_no_edit(
    site: Project, change: Callable[[bytes], bytes]
) -> None:
    site.build("dummy")
    for file in (site.source / "gen").rglob(f"*{suffix(site)}"):
        file.write_bytes(change(file.read_bytes()))
    before = tree(site)
    assert complaints(site.build("dummy")) == []
    assert tree(site) == before  # nor do the build and a linter undo each other
    without(site, "Alpha")
    assert complaints(site.build("dummy")) == []
    assert not path(site, "alpha").exists()


def test_no_line_ends_in_white_space(site: Project) -> None:
    site.build("dummy")
    for name, content in tree(site).items():
        assert not [line for line in content.split(b"\n") if line != line.rstrip()], name
        assert content.endswith(b"\n")
        assert not content.endswith(b"\n\n")


# The list of our files


CORRUPT = {
    "missing": None,
    "empty": b"",
    "binary": bytes(range(256)) * 9,
    "json": b'{"alpha.rst": 1}',
    "cut": b"# modelterms-pages 1: gen",
    "long line": b"x" * 100_000,
}


@pytest.mark.parametrize("content", CORRUPT.values(), ids=CORRUPT)
def test_a_spoilt_list_disowns_no_page_and_no_page_of_others(
    site: Project, content: bytes | None
) -> None:
    site.build("dummy")
    site.write({f"gen/own{suffix(site)}": own_text(site)})
    listed = site.source / "gen" / LIST
    listed.unlink()
    if content is not None:
        listed.write_bytes(content)
    without(site, "Alpha")
    assert complaints(site.build("dummy")) == []
    assert not path(site, "alpha").exists()
    assert path(site, "own").read_text(encoding="utf-8") == own_text(site)
    names = [line.split()[1] for line in listed.read_text(encoding="utf-8").splitlines()[1:]]
    assert names == [f"beta{suffix(site)}", f"index{suffix(site)}"]


def test_a_merge_with_conflicts_in_the_list_heals_itself(site: Project) -> None:
    site.build("dummy")
    listed = site.source / "gen" / LIST
    head, *lines = listed.read_text(encoding="utf-8").splitlines(keepends=True)
    other = [("0" * 32 + line[32:]) for line in lines]
    parts = [head, "<<<<<<< ours\n", *lines, "=======\n", *other, ">>>>>>> theirs\n"]
    listed.write_text("".join(parts), encoding="utf-8")
    assert complaints(site.build("dummy")) == []
    assert listed.read_text(encoding="utf-8") == "".join((head, *lines))


def test_the_list_of_a_newer_release_stops_changes(site: Project) -> None:
    site.build("dummy")
    listed = site.source / "gen" / LIST
    newer = listed.read_text(encoding="utf-8").replace("pages 1:", "pages 2:")
    listed.write_text(newer, encoding="utf-8")
    before = tree(site)
    without(site, "Alpha")
    (said,) = complaints(site.build("dummy"))
    assert "were written by a newer release" in said
    assert tree(site) == before


@pytest.mark.parametrize(
    "name",
    ["../../outside.rst", "../own.rst", "/etc/passwd", "own.rst/..", "a\\b.rst", "sub/own.rst"],
)
def test_an_edited_list_reaches_nothing_outside(site: Project, name: str) -> None:
    import hashlib

    outside = site.source.parent.parent / "outside.rst"
    outside.write_text("x", encoding="utf-8")
    site.write({"own": "x", "gen/sub/own": "x"})
    digest = hashlib.sha256(b"x").hexdigest()[:32]
    (site.source / "gen" / LIST).write_text(f"{HEAD}{digest} {name}\n", encoding="utf-8")
    site.build("dummy")
    assert outside.read_text(encoding="utf-8") == "x"
    for own in ("own.rst", "gen/sub/own.rst"):
        assert (site.source / own).read_text(encoding="utf-8") == "x"


# Folders and links


def test_a_folder_that_leads_elsewhere_is_refused(site: Project) -> None:
    other = site.source.parent / "other" / "gen"
    site.build("dummy")
    other.parent.mkdir()
    (site.source / "gen").rename(other)
    before = {p.name: p.read_bytes() for p in other.rglob("*") if p.is_file()}
    make_link(site.source / "gen", other)
    without(site, "Alpha")
    (said,) = complaints(site.build("dummy"))
    assert "leads outside of the source directory" in said
    assert {p.name: p.read_bytes() for p in other.rglob("*") if p.is_file()} == before


def test_a_folder_within_that_leads_elsewhere_is_refused(site: Project) -> None:
    other = site.source.parent / "other"
    site.build("dummy")
    (site.source / "gen" / "category").rename(other)
    make_link(site.source / "gen" / "category", other)
    before = {p.name: p.read_bytes() for p in other.iterdir()}
    (said,) = complaints(site.build("dummy"))
    assert "is in a directory that is a symbolic link" in said
    without(site, "Alpha")
    assert complaints(site.build("dummy")) == []
    assert {p.name: p.read_bytes() for p in other.iterdir()} == before


@pytest.mark.parametrize("target", ["nowhere.txt", "own/page.txt"])
def test_links_are_left_alone_wherever_they_lead(site: Project, target: str) -> None:
    site.write({"own/page.txt": "Mine.\n"})
    path(site, "alpha").parent.mkdir()
    make_link(path(site, "alpha"), site.source / target)
    (said,) = complaints(site.build("dummy"))
    assert "is a symbolic link, so it is left alone" in said
    assert path(site, "alpha").is_symlink()
    assert not (site.source / "nowhere.txt").exists()
    without(site, "Alpha")
    assert complaints(site.build("dummy")) == []
    assert path(site, "alpha").is_symlink()
    assert (site.source / "own/page.txt").read_text(encoding="utf-8") == "Mine.\n"


@pytest.mark.parametrize("folder", ["../gen", "/gen/../..", "a/../../b", "~", "", ".", "_gen"])
def test_no_folder_outside_is_written(site: Project, folder: str) -> None:
    before = sorted(site.source.parent.rglob("*"))
    site.build("dummy", modelterms_pages=folder)
    after = {p for p in site.source.parent.rglob("*") if site.builddir not in (p, *p.parents)}
    assert {p.relative_to(site.source).parts[0] for p in after - set(before) - {site.source}} <= {
        "conf.py",
        "~",
    }


def test_a_page_of_another_suffix_is_left_alone(site: Project) -> None:
    """Sphinx would warn of two sources of a document, and take either."""
    other = ".rst" if suffix(site) == ".md" else ".md"
    site.write({f"gen/alpha{other}": "Mine.\n"})
    (said,) = complaints(built := site.build("dummy"))
    assert f"alpha{other} wasn't generated, so it is left alone. Rename it" in said
    assert not path(site, "alpha").exists()
    assert not [line for line in built.warnings if "multiple files" in line]


@pytest.mark.parametrize("folder", ["x" * 300, "a\0b", "terms.yml/gen", "terms.yml"])
def test_a_folder_that_cannot_be_ends_in_no_traceback(site: Project, folder: str) -> None:
    built = site.build("dummy", modelterms_pages=folder)
    assert complaints(built) or [line for line in built.warnings if "modelterms.config" in line]
    assert (site.source / "terms.yml").is_file()


def test_a_folder_with_the_name_of_a_page_is_left_alone(site: Project) -> None:
    path(site, "alpha").mkdir(parents=True)
    (said,) = complaints(site.build("dummy"))
    assert "isn't a file, so it is left alone" in said


# Two builds over one folder


def test_languages_and_formats_share_the_pages(site: Project) -> None:
    site.build("dummy", builddir=site.builddir / "en")
    before = tree(site)
    built = site.build("text", builddir=site.builddir / "de", language="de", tags=("internal",))
    assert complaints(built) == []
    assert tree(site) == before


def test_configurations_with_other_terms_each_have_what_they_ask_for(site: Project) -> None:
    site.write({"more.yml": DATA.replace("Beta", "Gamma")})
    site.write({f"gen/own{suffix(site)}": own_text(site)})
    for number, data in enumerate(("terms.yml", "more.yml", "terms.yml")):
        built = site.build(
            "dummy", modelterms_data=[data], builddir=site.builddir / str(number % 2)
        )
        assert complaints(built) == []
        other = "beta" if data == "terms.yml" else "gamma"
        assert f"gen/{other}" in built.app.env.found_docs
        assert {"gen/beta", "gen/gamma"} & built.app.env.found_docs == {f"gen/{other}"}
        assert path(site, "own").exists()


def test_another_root_markup_moves_the_pages(site: Project) -> None:
    site.build("dummy")
    old, new = path(site, "alpha"), ".rst" if suffix(site) == ".md" else ".md"
    index = site.source / f"index{suffix(site)}"
    index.unlink()
    site.write({f"index{new}": HOME if new == ".rst" else MARKDOWN})
    built = site.build("dummy")
    assert built.warnings == []
    assert not old.exists()
    assert old.with_suffix(new).exists()


# Suffixes


@pytest.mark.parametrize(
    ("suffixes", "root", "written"),
    [
        ({".mdx": "markdown", ".rst": "restructuredtext"}, "index.mdx", ".mdx"),
        ({".txt": "restructuredtext"}, "index.txt", ".txt"),
        ({".txt": "restructuredtext", ".md": "markdown"}, "index.txt", ".txt"),
        ({".rst.txt": "restructuredtext"}, "index.rst.txt", ".rst.txt"),
        ({".md": "markdown"}, "index.md", ".md"),
        ({".ipynb": "markdown", ".md": "markdown"}, "index.md", ".md"),
        ({".ipynb": "markdown", ".mdx": "markdown"}, "index.mdx", ".mdx"),
        ([".rst", ".txt"], "index.txt", ".txt"),
        ({".ipynb": "markdown"}, "index.ipynb", ".md"),  # which MyST-Parser adds
        ({".ipynb": "markdown", ".rst": "restructuredtext"}, "index.ipynb", ".rst"),
    ],
)
def test_pages_have_a_suffix_of_the_markup_of_the_root(
    project: Project, suffixes: object, root: str, written: str
) -> None:
    markdown = "md" in root or "ipynb" in root
    project.conf |= {"modelterms_data": ["terms.yml"], "modelterms_pages": "gen"}
    project.conf["source_suffix"] = suffixes
    project.write({root: MARKDOWN if markdown else HOME, "terms.yml": DATA})
    built = project.build("dummy")
    assert built.warnings == []
    names = sorted(name for name in tree(project) if LIST not in name)
    assert names == [f"gen/{n}{written}" for n in ("alpha", "beta", "category/greek", "index")]
    assert built.domain.build.generated.markup == ("md" if written.startswith(".md") else "rst")
    assert "The first." in built.doctree("gen/alpha").astext()
    without(project, "Alpha")
    assert project.build("dummy").warnings == []
    names = sorted(name for name in tree(project) if LIST not in name)
    assert names == [f"gen/{n}{written}" for n in ("beta", "index")]


def test_without_a_suffix_for_pages_none_are_made(project: Project) -> None:
    project.conf |= {"modelterms_data": ["terms.yml"], "modelterms_pages": "gen"}
    project.conf |= {"source_suffix": {".ipynb": ""}, "extensions": ["sphinx_modelterms"]}
    project.write({"index.ipynb": "Home\n====", "terms.yml": DATA})
    built = project.build("dummy")
    (said,) = complaints(built)
    assert "no pages are generated, because source_suffix has no suffix" in said
    assert not (project.source / "gen").exists()


# Names


ODD_NAMES = [
    ":shrug:",
    ":id: evil",
    ":layout: card",
    r"C:\new\table",
    r"a\*b\*",
    '"quoted"',
    "'single'",
    "{curly}",
    "{{ conf }}",
    "{% raw %}",
    "`tick`",
    "``two``",
    "```three",
    "~~~",
    "---",
    "--- x",
    "...",
    "..",
    "%",
    "100%",
    "%3A",
    "% comment",
    "# head",
    "- item",
    "key: value",
    "&anchor",
    "*alias",
    "!tag",
    "|pipe|",
    "[list]",
    "AT&amp;T",
    "&copy;",
    "<b>bold</b>",
    "$x$",
    "x\u200by",
    "\u200b",
    "x\u2028y",
    "x\u00a0y\u3000z",
    "\ufeffbom",
    "a\x1fb",
    "rtl \u202e text",
    "CON",
    "NUL",
    "com1",
    "LPT\u00b9",
    "Index",
    "index-term",
    "Category",
    "神经网络",
    "हिन्दी",
    "😀",
    "orphan: true",
    ".. comment",
    "__init__",
    "W" * 300,
    "a_",
    "std::vector",
    "C++",
    "trailing  ",
    "  leading",
    "two   spaces",
    "line\nbreak",
]


@pytest.mark.parametrize("nav", ["toctree", "context"])
def test_any_name_survives_in_the_page(site: Project, nav: str) -> None:
    terms = [{"name": n, "definition": f"Definition {i}."} for i, n in enumerate(ODD_NAMES)]
    site.write({"terms.yml": "", "odd.json": json.dumps({"terms": terms}), "more.yml": ""})
    built = site.build("dummy", modelterms_data=["odd.json"], modelterms_pages_nav=nav)
    # Some characters are told and left out when the file is read; some names look like slips.
    told = ("Such characters are left out", "[modelterms.odd-name]")
    assert not [line for line in built.warnings if not any(map(line.__contains__, told))]
    records = built.domain.build.data.records.values()
    terms = {t.source_name: t for page in built.domain.pages.values() for t in page.terms}
    assert set(terms) == {record.name for record in records}
    assert len(terms) == len(ODD_NAMES)
    for record in records:
        assert record.definition
        shown = terms[record.name].definition
        assert "".join(run.text for run in shown) == record.definition.text
    names = [name.lower() for name in tree(site)]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and len(name) < 100 for name in names)
    assert not {Path(name).stem for name in names} & {"con", "nul", "com1", "lpt1"}


def test_names_that_differ_in_letter_case_only_share_a_page(site: Project) -> None:
    site.write({"terms.yml": "- {name: Go, definition: One}\n- {name: GO, definition: Two}\n"})
    built = site.build("dummy")
    assert any("the term 'GO' is already on line" in line for line in built.warnings)
    assert f"gen/go{suffix(site)}" in tree(site)


def test_plain_names_stay_readable() -> None:
    for name in ("C++", "C#", ".NET", "Q&A", "GPT-4", "Stable Diffusion 3", "हिन्दी", "ñ", "x (y)"):
        assert encoded_name(name) == name


@pytest.mark.parametrize("seed", range(5))
def test_a_name_is_read_as_it_was_written(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(300):
        signs = [chr(rng.randrange(rng.choice([0x80, 0x3000, 0xD800]))) for _ in range(8)]
        name = " ".join("".join(rng.sample([*signs, " ", ":", "\\", "%"], 8)).split())
        written = encoded_name(name)
        assert decoded_name(written) == name
        assert written == " ".join(written.split())
        assert not written.startswith(":")
        if name:
            folder = "gen"
            for markdown in (True, False):
                text = Stub(markdown, "toctree").term_page(name)
                assert is_stub(folder, page_of(folder, name), text)


@pytest.mark.parametrize("key", ['a "b"', "it's", r"back\slash", "{{ x }}", "index", "CON", "a\\"])
def test_any_category_survives_in_its_page(site: Project, key: str) -> None:
    site.write({"terms.json": json.dumps([{"name": "A", "definition": "Def.", "category": key}])})
    built = site.build("dirhtml", modelterms_data=["terms.json"])
    assert built.warnings == []
    (page,) = [name for name in tree(site) if "category/" in name]
    listed = built.text(page.removesuffix(suffix(site)) + "/index.html")
    assert "Def." in listed
    site.write({"terms.json": "[]"})
    site.build("dummy", modelterms_data=["terms.json"])
    assert not (site.source / page).exists()


# Where nothing can be written


@pytest.mark.skipif(WRITES_ANYWHERE, reason="root and Windows may write anywhere")
def test_read_only_sources_of_the_last_release_are_fine(site: Project) -> None:
    site.build("dummy")
    (site.source / "gen" / LIST).unlink()
    (site.source / "gen").chmod(0o555)
    try:
        assert complaints(site.build("dummy")) == []
    finally:
        (site.source / "gen").chmod(0o755)


@pytest.mark.parametrize("cut", [0, 40, 10_000])
def test_files_of_a_killed_build_of_the_last_release_are_removed(site: Project, cut: int) -> None:
    site.build("dummy")
    written = path(site, "alpha").read_bytes()
    folder = site.source / "gen"
    (folder / f".alpha{suffix(site)}.new").write_bytes(written[:cut])
    mine = [folder / f".notes{suffix(site)}.new", folder / f".beta{suffix(site)}.new"]
    for file in mine:
        file.write_text("My notes.\n", encoding="utf-8")
    site.build("dummy")
    assert sorted(folder.glob(".*.new")) == sorted(mine)


def test_no_temporary_file_is_left(site: Project) -> None:
    for data in (DATA, DATA.replace("Alpha", "Omega"), "terms: []"):
        site.write({"terms.yml": data})
        site.build("dummy")
        assert not [name for name in tree(site) if ".new" in name]


BROKEN: dict[str, dict[str, object]] = {
    "{[ broken": {},
    "- name: [\n": {},
    "": {},
    DATA + "# " + "x" * 400: {"modelterms_limits": {"file": 300}},
}


@pytest.mark.parametrize("text", BROKEN, ids=("yaml", "open", "folder", "long"))
def test_a_data_file_that_cannot_be_read_takes_no_page_away(site: Project, text: str) -> None:
    """A slip of the keyboard is not to remove pages that are in Git and on the site."""
    site.conf["modelterms_data"] = ["terms.yml", "more.yml"]
    site.write({"more.yml": "terms:\n- name: Gamma\n  definition: The third.\n"})
    site.build()
    pages = {name: path(site, name).read_bytes() for name in ("index", "alpha", "category/greek")}
    file = site.source / "terms.yml"
    if text:
        file.write_text(text, encoding="utf-8")
    else:
        file.write_bytes(b"\xff\xfe\x00")
    more = "terms:\n- name: Delta\n  definition: The fourth.\n"
    site.write({"more.yml": more})
    built = site.build(**BROKEN[text])  # type: ignore[arg-type]
    told = [line for line in built.warnings if "toc.not_included" not in line]
    assert len(told) == 1
    assert "terms.yml" in told[0]
    assert {name: path(site, name).read_bytes() for name in pages} == pages
    assert ">Alpha<" in built.body("gen/alpha")
    assert path(site, "gamma").exists()
    assert "The fourth" in built.body("gen/delta")
    body = built.body("gen/alpha")
    shutil.rmtree(site.builddir)
    assert site.build(**BROKEN[text]).body("gen/alpha") == body  # type: ignore[arg-type]
    site.write({"terms.yml": DATA})
    built = site.build()
    assert built.warnings == []
    assert "The first" in built.body("gen/alpha")
    assert not path(site, "gamma").exists()
    file.unlink()
    site.build(modelterms_data=["more.yml"])
    assert not path(site, "alpha").exists()


@pytest.mark.parametrize("ending", ["rst", "RST", "_rst", ".rst.txt", ".rst"])
def test_pages_go_whatever_the_suffix_begins_with(project: Project, ending: str) -> None:
    conf = {"source_suffix": {ending: "restructuredtext"}, "modelterms_data": ["terms.yml"]}
    project.conf |= conf | {"modelterms_pages": "gen"}
    project.write({"terms.yml": DATA})
    (project.source / f"index{ending}").write_text(HOME, encoding="utf-8")
    assert project.build().warnings == []
    folder = project.source / "gen"
    own = folder / f"mine{ending}"
    own.write_text(":orphan:\n\nMine\n====\n", encoding="utf-8")
    assert (folder / f"alpha{ending}").exists()
    project.write({"terms.yml": DATA.replace("Alpha", "Prec")})
    built = project.build()
    assert built.warnings == []
    assert not (folder / f"alpha{ending}").exists()
    assert (folder / f"prec{ending}").exists()
    assert not (built.outdir / "gen" / "alpha.html").exists()
    (folder / LIST).unlink()
    project.write({"terms.yml": DATA})
    assert project.build().warnings == []
    assert not (folder / f"prec{ending}").exists()
    assert own.exists()


@pytest.mark.parametrize(
    ("conf", "cure"),
    [
        ({"exclude_patterns": ["gen"]}, "Sphinx doesn't read their pages in 'gen'"),
        ({"exclude_patterns": ["**/alpha.*"]}, "Sphinx doesn't read their pages in 'gen'"),
        ({"include_patterns": ["index.*"]}, "Sphinx doesn't read their pages in 'gen'"),
        ({"modelterms_pages": ""}, "or set modelterms_pages"),
    ],
)
def test_terms_on_no_page_have_the_true_reason(
    site: Project, conf: dict[str, object], cure: str
) -> None:
    (told,) = (w for w in site.build(**conf).warnings if "unplaced" in w)  # type: ignore[arg-type]
    assert cure in told
    assert ("set modelterms_pages" in told) == (conf == {"modelterms_pages": ""})


@pytest.mark.parametrize("way", ["file", "folder in the place of a page", "link", "elsewhere"])
def test_terms_whose_pages_cannot_be_written_have_that_reason_only(
    site: Project, tmp_path: Path, way: str
) -> None:
    folder = site.source / "gen"
    if way == "file":
        folder.write_text("Mine.", encoding="utf-8")
    elif way == "elsewhere":
        (tmp_path / "else").mkdir()
        make_link(folder, tmp_path / "else")
    else:
        folder.mkdir()
        page = path(site, "alpha")
        if way == "link":
            make_link(page, tmp_path / "none")
        else:
            page.mkdir()
    told = [w for w in site.build().warnings if "modelterms" in w]
    assert told
    assert [w for w in told if "unplaced" in w] == []
    site.write({"more.yml": "terms:\n- name: Omega\n  definition: O.\npages: false\n"})
    warnings = site.build(modelterms_data=["terms.yml", "more.yml"]).warnings
    (warning,) = (w for w in warnings if "unplaced" in w)
    assert "1 of " in warning
    assert "on no page: Omega. Show each with a 'term' directive without a body" in warning


def test_terms_whose_file_wants_no_pages_are_not_told_to_set_what_is_set(site: Project) -> None:
    site.write({"terms.yml": "pages: false\n" + "terms:\n- name: Alpha\n  definition: A.\n"})
    (told,) = (w for w in site.build().warnings if "unplaced" in w)
    assert ". Show each with a 'term' directive without a body. [" in told


def test_an_edited_page_is_reported_once_when_the_markup_of_the_root_changes(
    site: Project,
) -> None:
    site.build()
    old = path(site, "alpha")
    edited = old.read_text(encoding="utf-8") + "\nMine.\n"
    old.write_text(edited, encoding="utf-8")
    first, text, conf = (".rst", MARKDOWN, "md") if old.suffix == ".rst" else (".md", HOME, "rst")
    (site.source / f"index{first}").unlink()
    site.write({f"index.{conf}": text})
    told = complaints(site.build())
    assert len([line for line in told if old.name in line]) == 1
    assert old.read_text(encoding="utf-8") == edited
