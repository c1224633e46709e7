"""Releases of servers, read from the tags of their images."""

from __future__ import annotations

import re

from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.options import At

_TAG = re.compile(r"v?(\d+)\.(\d+)\.\d+(\D.*)?")


def release(at: At, image: ServerImage) -> tuple[int, int] | None:
    """Major and minor number; None if the tag says neither, and a digest pins the image.

    Raises:
        OptionError: The tag names no single release, and there is no digest.
    """
    match = _TAG.fullmatch(image.tag)
    at.require(
        match is not None or image.digest is not None,
        "image.tag",
        image.tag,
        "names no single release, so a restart may run another, with another form of its data",
        "write all three numbers, as in '1.5.9', or give a digest",
    )
    return (int(match[1]), int(match[2])) if match else None
