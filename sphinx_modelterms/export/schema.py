"""The JSON Schemas of ``modelterms.json`` and of the report.

After a change of their fields, write the shipped files anew::

    python -m sphinx_modelterms.export.schema
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.export import glossary_json, link_report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_modelterms.export.shapes import Kind

SCHEMA_FILE = Path(__file__).with_name("modelterms.schema.json")
REPORT_SCHEMA_FILE = Path(__file__).with_name("report.schema.json")


def schema_text(title: str, kinds: Mapping[str, Kind[Any, Any]]) -> str:
    """The schema of a file as shipped.

    :param kinds: the kinds of objects in it, the file itself first
    """
    whole, *parts = kinds.values()
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **whole.schema(),
        "$defs": {kind.name: kind.schema() for kind in parts},
    }
    return json.dumps(schema, indent=2) + "\n"


def schema_texts() -> dict[Path, str]:
    """All shipped files with what they should hold."""
    return {
        SCHEMA_FILE: schema_text("modelterms.json", glossary_json.KINDS),
        REPORT_SCHEMA_FILE: schema_text("modelterms-report.json", link_report.KINDS),
    }


if __name__ == "__main__":
    for path, text in schema_texts().items():
        path.write_text(text, encoding="utf-8")
