"""Model providers: where answers and embeddings come from."""
