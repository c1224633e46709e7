"""How docs/generate_panels.py draws the dashboards: a sample, Prometheus' answers, plots."""
