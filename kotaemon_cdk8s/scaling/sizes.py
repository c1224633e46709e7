"""What the app's container needs for a load, by measurement."""

from __future__ import annotations

from kotaemon_cdk8s.kotaemon_app.pod_options import Resources


class Size:
    """Resources by load; the figures behind them are in docs/explanation/sizing.md."""

    @staticmethod
    def small() -> Resources:
        """A team of up to 4 that ask at the same time: 500m CPU, 1Gi of memory, 2Gi at most."""
        return Resources(cpu_request="500m", memory_request="1Gi", memory_limit="2Gi")

    @staticmethod
    def medium() -> Resources:
        """Up to 16 that ask at the same time, while others index: 1 CPU, 1536Mi, 4Gi at most."""
        return Resources(cpu_request="1", memory_request="1536Mi", memory_limit="4Gi")

    @staticmethod
    def large() -> Resources:
        """Peaks of 64 that ask at the same time, and large files: 1500m CPU, 2Gi, 8Gi at most.

        64 wait for minutes (measured), but the app survives them. More CPU would lie idle: one
        process does all the work. More pods shorten the wait.
        """
        return Resources(cpu_request="1500m", memory_request="2Gi", memory_limit="8Gi", scratch_size="4Gi")
