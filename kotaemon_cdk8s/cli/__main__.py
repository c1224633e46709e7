"""`python -m kotaemon_cdk8s.cli`, where no script is installed."""

from kotaemon_cdk8s.cli import main

main()
