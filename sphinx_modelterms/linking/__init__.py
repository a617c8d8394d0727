"""References to terms, written by authors or made by us, become links."""
