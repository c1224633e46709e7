"""What the app's connections need of whatever stands before it, in one vocabulary for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.options import At, Options

from typing_extensions import override

COOKIE = "kotaemon-affinity"
"""Name of the cookie by which a browser comes to the same pod again."""


@dataclass(frozen=True)
class Traffic(Options):
    """What a proxy lets through, and for how long; each preset says it in its controller's words.

    Answers are streams of server-sent events that stay open as long as the page does. The app
    writes to each at least every 15 s (gradio's heartbeat), and takes files of up to 1000 MB in
    one request.

    Args:
        upload_megabytes: The largest request, 1 to 4096 MiB, where the controller has a limit
            of its own. Default: 1024.
        idle_seconds: A connection on which nothing is sent for so long may be closed, 60 to
            3600 s. Default: 3600.
        sticky_seconds: For so long a browser comes to the same pod, 600 to 86400 s; another
            pod knows nothing of its session. Default: 86400.

    Raises:
        OptionError: A number is out of range.
    """

    upload_megabytes: int = 1024
    idle_seconds: int = 3600
    sticky_seconds: int = 86400

    @override
    def check(self, at: At) -> None:
        at.number("upload_megabytes", self.upload_megabytes, at_least=1, at_most=4096, unit="MiB")
        # gradio sends a heartbeat every 15 s (gradio 4.39, routes.py), so less would not harm by
        # itself; a question whose model thinks in silence sends that heartbeat only.
        at.number("idle_seconds", self.idle_seconds, at_least=60, at_most=3600, unit="seconds")
        at.number("sticky_seconds", self.sticky_seconds, at_least=600, at_most=86400, unit="seconds")
