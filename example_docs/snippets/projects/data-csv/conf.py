modelterms_data = ["data/*.csv"]
