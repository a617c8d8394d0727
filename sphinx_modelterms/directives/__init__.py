"""What authors write: directives that turn markup into the standard nodes of a card."""
