"""How many pods the app has, where they run, and what they may take."""
