modelterms_faq = ["level", "definition"]
modelterms_faq_templates = {"level": ("How hard is {name}?", "It is for {level}s.")}
