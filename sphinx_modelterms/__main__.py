"""The commands of the package: ``python -m sphinx_modelterms``."""

from __future__ import annotations

import sys

from sphinx_modelterms.commands.main import main

if __name__ == "__main__":
    sys.exit(main())
