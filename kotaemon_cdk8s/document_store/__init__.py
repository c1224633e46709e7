"""Where the text of document chunks is kept, for full-text search."""
