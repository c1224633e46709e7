"""Getting it into the cluster, and keeping it there."""
