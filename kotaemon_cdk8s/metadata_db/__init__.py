"""Where users, conversations, settings and the list of files are kept."""
