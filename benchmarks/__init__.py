"""Cost of the extension, compared with the same build without it: ``python -m benchmarks``."""
