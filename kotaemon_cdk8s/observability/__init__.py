"""What a deployment tells about itself: metrics, traces, alerts, objectives, dashboards, logs."""
