"""Post-transforms and event handlers that turn references to terms and automatic links into
links."""
