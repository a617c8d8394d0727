modelterms_data = ["data/*.json"]
