"""What a deployment tells about itself: metrics, traces, logs."""
