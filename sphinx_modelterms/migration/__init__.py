"""Migration of existing glossaries into terms, once, by a command."""
