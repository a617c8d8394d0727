language = "nl"
locale_dirs = ["locales"]
