"""Model servers that run beside the app: they answer, embed and rerank on the cluster's own machines."""
