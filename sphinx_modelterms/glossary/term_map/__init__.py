"""Drawing of maps of terms: sizes of text, layers, and places of boxes and lines, as numbers."""
