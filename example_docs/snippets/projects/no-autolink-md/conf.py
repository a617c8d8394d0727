modelterms_autolink = "page"
myst_enable_extensions = ["attrs_block"]
