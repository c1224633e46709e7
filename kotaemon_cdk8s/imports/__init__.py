"""Generated bindings of custom resources; cdk8s.yaml lists what they are made from."""
