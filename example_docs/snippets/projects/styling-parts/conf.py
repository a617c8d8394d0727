modelterms_card_parts = ["meta", "definition", "related", "explanation"]
