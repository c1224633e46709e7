"""Pod security, secrets, namespaces."""
