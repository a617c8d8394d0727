"""The JSON Schema of ``modelterms.json``.

After a change of its fields, write the shipped file anew::

    python -m sphinx_modelterms.export.schema
"""

from __future__ import annotations

import json
from pathlib import Path

from sphinx_modelterms.export.document import DOCUMENT, KINDS

SCHEMA_FILE = Path(__file__).with_name("modelterms.schema.json")


def schema_text() -> str:
    """The schema as shipped."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "modelterms.json",
        **DOCUMENT.schema(),
        "$defs": {name: kind.schema() for name, kind in KINDS.items() if kind is not DOCUMENT},
    }
    return json.dumps(schema, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
