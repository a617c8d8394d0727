"""View models: content that pages show of each other."""
