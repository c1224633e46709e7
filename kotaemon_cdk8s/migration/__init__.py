"""From the values of the Helm chart of 2025 to a program of ours that says the same."""
