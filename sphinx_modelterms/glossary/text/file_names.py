"""Names of files and folders that Linux, macOS and Windows all allow.

What one machine writes, another one checks out: a project has the same files everywhere.
"""

from __future__ import annotations

DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in "123456789¹²³"
}
"""Names of devices on Windows, where no file can be called so, with or without a suffix."""

FORBIDDEN = '<>:"|?*\\'
"""Characters that Windows allows in no name."""

LONGEST_NAME = 200
"""Maximum length of a name, in bytes; most systems allow 255 with a suffix."""


def problem_of_name(name: str) -> str:
    """Return what is wrong with the name of a file or folder, and what to do, or ``""``.

    >>> problem_of_name("terms"), problem_of_name("aux.json")
    ('', 'Windows reserves this name for a device. Choose another name')
    """
    if not name.isprintable():
        return "it contains a control character. Remove it"
    if len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        return f"it is longer than {LONGEST_NAME} bytes. Choose a shorter name"
    if forbidden := next((char for char in name if char in FORBIDDEN), ""):
        return f"Windows doesn't allow {forbidden!r} in file names. Remove it"
    if name.endswith((" ", ".")):
        return "Windows drops a space or dot at the end of a name. Remove it"
    if name.partition(".")[0].rstrip().lower() in DEVICES:
        return "Windows reserves this name for a device. Choose another name"
    return ""
