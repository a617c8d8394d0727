"""The terms that other projects publish, and what pages show of them."""
