"""The JSON Schemas of data files, of ``modelterms.json`` and of the link report.

After a change of their fields, write the shipped files anew::

    python -m sphinx_modelterms.export.schema
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.export import glossary_json, link_report
from sphinx_modelterms.glossary.datafiles import schema as data_files
from sphinx_modelterms.glossary.json_schema import document_schema, schema_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_modelterms.export.shapes import Kind

DATA_SCHEMA_FILE = Path(data_files.__file__).with_name("terms.schema.json")
SCHEMA_FILE = Path(__file__).with_name("modelterms.schema.json")
REPORT_SCHEMA_FILE = Path(__file__).with_name("report.schema.json")


def _file_text(title: str, kinds: Mapping[str, Kind[Any, Any]]) -> str:
    """Return the schema of a file as shipped.

    :param kinds: the kinds of objects in the file, the file itself first
    """
    whole, *parts = kinds.values()
    definitions = {kind.name: kind.schema() for kind in parts}
    return schema_text(document_schema(title, whole.schema(), definitions))


def schema_texts() -> dict[Path, str]:
    """Return the text of each shipped file by its path."""
    return {
        DATA_SCHEMA_FILE: schema_text(data_files.terms_schema()),
        SCHEMA_FILE: _file_text("modelterms.json", glossary_json.KINDS),
        REPORT_SCHEMA_FILE: _file_text("modelterms-report.json", link_report.KINDS),
    }


if __name__ == "__main__":
    for path, text in schema_texts().items():
        path.write_text(text, encoding="utf-8", newline="\n")
