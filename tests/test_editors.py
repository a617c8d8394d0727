"""Editors: completion of terms by Esbonio, a language server, and the recipes for the JSON Schema."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from tests.conftest import Project

GUIDE = Path(__file__).parents[1] / "example_docs" / "guides" / "data-files.md"

RIGHT = "- name: Token\n  level: beginner\n  changed: {2.0: Wider}\n  definition: A piece.\n"
WRONG = RIGHT.replace("level:", "levle:")


@pytest.fixture(scope="module")
def recipes() -> str:
    """The part of the guide about editors."""
    return GUIDE.read_text(encoding="utf-8").partition("(data-schema)=")[2]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A directory that was opened in an editor, with the schema copied as the guide says."""
    (tmp_path / "docs" / "data").mkdir(parents=True)
    schema = files("sphinx_modelterms.glossary.datafiles") / "terms.schema.json"
    (tmp_path / "docs" / "terms.schema.json").write_bytes(schema.read_bytes())
    return tmp_path / "docs"


def fields_with_mistakes(schema: Path, value: object) -> set[str]:
    """The fields that an editor marks: those that no form of a file allows."""
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    messages, waiting = [], list(validator.iter_errors(value))
    while waiting:
        error = waiting.pop()
        messages.append(error.message)
        waiting += error.context or ()
    return set(re.findall(r"'(\w+)' was unexpected", " ".join(messages)))


@pytest.mark.parametrize(("text", "marked"), [(RIGHT, set()), (WRONG, {"levle"})])
def test_the_line_for_yaml_leads_to_the_schema(
    recipes: str, docs: Path, text: str, marked: set[str]
) -> None:
    (line,) = re.findall(r"(?m)^# yaml-language-server: .*$", recipes)
    file = docs / "data" / "terms.yml"
    file.write_text(f"{line}\n{text}", encoding="utf-8")
    schema = file.parent / line.partition("$schema=")[2]
    value = yaml.safe_load(file.read_text(encoding="utf-8"))
    value[0]["changed"] = {str(key): text for key, text in value[0]["changed"].items()}
    assert fields_with_mistakes(schema, value) == marked


def test_the_settings_of_vs_code_lead_to_the_schema(recipes: str, docs: Path) -> None:
    (docs / "data" / "terms.yml").touch()
    (docs / "data" / "terms.json").touch()
    blocks = [json.loads(block) for block in re.findall(r"(?s)```json\n(.*?)```", recipes)]
    settings = {key: value for block in blocks for key, value in block.items()}
    ((schema, pattern),) = settings["yaml.schemas"].items()
    root = docs.parent
    assert (root / schema).resolve() == docs / "terms.schema.json"
    assert list(root.glob(pattern.lstrip("/"))) == [docs / "data" / "terms.yml"]
    (of_json,) = settings["json.schemas"]
    assert (root / of_json["url"]).resolve() == docs / "terms.schema.json"
    assert list(root.glob(of_json["fileMatch"][0].lstrip("/"))) == [docs / "data" / "terms.json"]
    assert (docs / "data" / settings["$schema"]).resolve() == docs / "terms.schema.json"
    whole = {"$schema": settings["$schema"], "terms": [{"name": "Token"}]}
    assert fields_with_mistakes(docs / "terms.schema.json", whole) == set()


@pytest.mark.parametrize(("text", "status"), [(RIGHT, 0), (WRONG, 1)])
def test_check_jsonschema_reads_the_same(docs: Path, text: str, status: int) -> None:
    pytest.importorskip("check_jsonschema", reason="no check-jsonschema")
    (docs / "data" / "terms.yml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", "terms.schema.json"]
    done = subprocess.run([*command, "data/terms.yml"], cwd=docs, capture_output=True)
    assert done.returncode == status, done.stdout
    assert (b"levle" in done.stdout) == bool(status)


# --- Esbonio --------------------------------------------------------------------------------------

PAGES = {
    "index": """
        Home
        ====

        A :term-dfn:`chunk` is a part.

        .. term:: Large Language Model
           :abbr: LLM
           :aliases: language model

           A model.

        .. glossary::

           Plain entry
              An entry.
        """,
    "page.rst": ":orphan:\n\nPage\n====\n\nText.\n",
    "other.md": "---\norphan: true\n---\n\n# Other\n\nText.\n",
}

TYPED = {
    ("page.rst", ":term:`"): {
        "Large Language Model",
        "LLM",
        "language model",
        "Plain entry",
        "chunk",
    },
    ("other.md", "{term}`"): {
        "Large Language Model",
        "LLM",
        "language model",
        "Plain entry",
        "chunk",
    },
    ("page.rst", ":term-d"): {"term-def", "term-dfn"},
    ("page.rst", ".. term-ma"): {"term-map"},
    ("page.rst", ":term-def:`"): set(),
}
"""What an author has typed at the end of a page, and what Esbonio offers."""


@pytest.fixture
def site(project: Project) -> Project:
    project.write(PAGES)
    repository = str(Path(__file__).parents[1])
    conf = f"import sys\nsys.path.insert(0, {repository!r})\nextensions = ['sphinx_modelterms', 'myst_parser']\n"
    python, build = json.dumps([sys.executable]), '["sphinx-build", "-M", "html", ".", "_build"]'
    tool = f"[tool.esbonio.sphinx]\npythonCommand = {python}\nbuildCommand = {build}\n"
    (project.source / "conf.py").write_text(conf, encoding="utf-8")
    (project.source / "pyproject.toml").write_text(tool, encoding="utf-8")
    return project


def test_esbonio_offers_the_names_of_terms(site: Project) -> None:
    pytest.importorskip("esbonio.server", reason="not tried in an editor: no esbonio")
    # In a thread of its own: tests in a browser leave a running event loop to the main one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        asked = asyncio.wait_for(completions(site.source), 240)
        offered = thread.submit(asyncio.run, asked).result()
    for (page, typed), wanted in TYPED.items():
        found = offered[page, typed]
        assert wanted <= found if wanted else not found, (page, typed, found)


async def completions(root: Path) -> dict[tuple[str, str], set[str]]:
    """What Esbonio offers at the end of pages, after an author has saved one."""
    from lsprotocol import types
    from pygls.lsp.client import LanguageClient

    client = LanguageClient("tests", "1")

    def configuration(params: types.ConfigurationParams) -> list[None]:
        return [None for _ in params.items]

    client.feature("workspace/configuration")(configuration)
    await client.start_io(sys.executable, "-m", "esbonio", "server")
    folder = types.WorkspaceFolder(uri=root.as_uri(), name="site")
    await client.initialize_async(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(),
            root_uri=root.as_uri(),
            workspace_folders=[folder],
        )
    )
    client.initialized(types.InitializedParams())
    texts = {page: (root / page).read_text(encoding="utf-8") for page, _ in TYPED}
    for page, text in texts.items():
        language = "markdown" if page.endswith(".md") else "restructuredtext"
        item = types.TextDocumentItem((root / page).as_uri(), language, 1, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def save() -> None:
        """Have Esbonio build the project, if it has opened it by now."""
        for page in texts:
            document = types.TextDocumentIdentifier((root / page).as_uri())
            client.text_document_did_save(types.DidSaveTextDocumentParams(document))

    async def offered(page: str, typed: str, version: int) -> set[str]:
        uri, text = (root / page).as_uri(), f"{texts[page]}\n{typed}"
        document = types.VersionedTextDocumentIdentifier(version, uri)
        change = types.TextDocumentContentChangeWholeDocument(text=text)
        client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        lines = text.split("\n")
        place = types.Position(len(lines) - 1, len(lines[-1]))
        where = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
        result = await client.text_document_completion_async(where)
        items = result if isinstance(result, list) else result.items if result else []
        return {item.label for item in items}

    version = 2
    while not await offered(*next(iter(TYPED)), version):
        save()
        await asyncio.sleep(3)
        version += 1
    found = {
        (page, typed): await offered(page, typed, version + number)
        for number, (page, typed) in enumerate(TYPED, 1)
    }
    client.exit(None)
    return found
