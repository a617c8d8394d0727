"""JSON inside a ``script`` element of HTML."""

from __future__ import annotations

import json
from typing import Any

SIGNS = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""Characters that could end or change the element, as JSON can write them: texts can be those of
data files.
"""


def json_in_html(data: Any) -> str:
    """Return *data* as JSON that nothing in it can end: neither the element nor a line of script.

    >>> print(json_in_html(["</script>"]))
    ["\\u003c/script\\u003e"]
    """
    return json.dumps(data, ensure_ascii=False, allow_nan=False).translate(SIGNS)
