"""What programs read: ``modelterms.json`` and its schema."""
