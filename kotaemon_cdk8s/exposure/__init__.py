"""Exposure: how people outside the cluster reach the app, and who stands before it."""
