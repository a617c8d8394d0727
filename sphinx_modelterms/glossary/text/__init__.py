"""Text: names, words, the matcher of names in texts."""
