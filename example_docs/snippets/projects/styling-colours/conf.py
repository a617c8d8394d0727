modelterms_categories = {
    "training": {"title": "Training", "colour": "orange"},
    "tools": {"title": "Agents and tools", "colour": "teal"},
}
