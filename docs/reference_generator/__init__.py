"""What docs/generate_reference.py is made of: the code, taken apart, and the pages made of it."""
