"""Packages below are named by the reversed API group."""
