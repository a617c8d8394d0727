"""From finished documents to records."""
