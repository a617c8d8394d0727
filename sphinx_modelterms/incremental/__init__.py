"""State that survives a build, and the pages that are stale because of it."""
