"""The app itself: workload, configuration, storage."""
