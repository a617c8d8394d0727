"""From finished documents to records, and from the glossary to links and digests."""
