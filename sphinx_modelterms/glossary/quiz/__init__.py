"""Quiz questions that are made from a glossary."""
