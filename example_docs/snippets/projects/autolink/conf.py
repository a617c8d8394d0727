modelterms_autolink = "page"
