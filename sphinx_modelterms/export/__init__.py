"""Files for programs: ``modelterms.json`` and the link report, with their schemas."""
