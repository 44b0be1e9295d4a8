"""Every proof against the claims of its YAML file."""
