"""What the pod of a model server gets of GPUs: those it asked for, and no others."""

from __future__ import annotations

from dataclasses import replace

from kotaemon_cdk8s.model_server.gpu import Gpu, GpuVendor
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.server import Placement


def devices(gpu: Gpu | None) -> dict[str, int]:
    """The GPUs of a container; none without."""
    return gpu.devices if gpu else {}


def placed(at: At, gpu: Gpu | None, placement: Placement) -> Placement:
    """Where the pod runs, with GPUs or without."""
    return gpu.placed(at, placement) if gpu else placement


def environment(gpu: Gpu | None) -> dict[str, str]:
    """Keep a container that asked for no GPU of NVIDIA's away from them.

    The images ask for all of them (ENV NVIDIA_VISIBLE_DEVICES=all: Dockerfile of ollama v0.32.15,
    and nvidia/cuda's), which NVIDIA's runtime grants past the scheduler; `void` is for none
    (README of NVIDIA/nvidia-container-runtime). With a GPU the device plugin sets it.
    """
    return {} if gpu and gpu.vendor is GpuVendor.NVIDIA else {"NVIDIA_VISIBLE_DEVICES": "void"}


def on_amd64(at: At, placement: Placement, image: str) -> Placement:
    """Where the pod of an image runs that is made for amd64 only.

    Raises:
        OptionError: Another architecture is asked for.
    """
    asked = placement.node_selector.get("kubernetes.io/arch", "amd64")
    at.require(
        asked == "amd64",
        "placement.node_selector",
        asked,
        f"{image} is made for amd64 only: the container would not start",
        "leave kubernetes.io/arch out, or give another `image`",
    )
    return replace(placement, node_selector={**placement.node_selector, "kubernetes.io/arch": "amd64"})
