"""The commands of the package: ``python -m sphinx_modelterms``."""

from __future__ import annotations

import sys

from sphinx_modelterms.migration.command import main

if __name__ == "__main__":
    sys.exit(main())
