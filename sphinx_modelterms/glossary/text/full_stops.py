"""The length and the end of messages."""

from __future__ import annotations

LONGEST_MESSAGE = 1_500
"""Maximum length of a message in characters: it quotes texts that can have any length."""


def shortened(message: str) -> str:
    """Return *message*; if it is long, without its middle, since its end suggests the fix."""
    if len(message) <= LONGEST_MESSAGE:
        return message
    half = LONGEST_MESSAGE // 2
    return f"{message[:half]}…{message[-half:]}"


def with_full_stop(message: str) -> str:
    """Return *message* with a full stop at its end, if it does not end a sentence by itself.

    >>> with_full_stop("there is no term 'x'"), with_full_stop("Did you mean 'y'?")
    ("there is no term 'x'.", "Did you mean 'y'?")
    """
    return message if message.endswith((".", "?", "!")) else f"{message}."
