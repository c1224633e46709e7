"""What a backup or a restore ends with."""

from __future__ import annotations


class BackupError(Exception):
    """It cannot be done, or must not; the message is for whoever reads the Job's log."""
