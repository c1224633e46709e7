"""Pictures of a deployment, drawn from what it is made of."""
