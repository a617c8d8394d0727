"""State that is kept between builds, to find the pages that are outdated."""
