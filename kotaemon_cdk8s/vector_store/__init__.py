"""Where the embeddings of document chunks are kept."""
