modelterms_data = ["data/*.yml"]
