"""What the extension costs, beside the same build without it: ``python -m benchmarks``."""
