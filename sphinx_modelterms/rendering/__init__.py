"""Post-transforms that render views as nodes, and the output of each format."""
