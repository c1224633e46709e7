"""What a new rendering does to a cluster that runs the old one; read with PyYAML, of the extra `cli`."""
