"""`lock-images`: ask the registries for the digests of images, and write them down."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from kotaemon_cdk8s.cli.arguments import AsJson, print_json
from kotaemon_cdk8s.cli.failure import failed
from kotaemon_cdk8s.errors import KotaemonCdk8sError
from kotaemon_cdk8s.image_lock import ImageLock
from kotaemon_cdk8s.image_references import Reference, images

import typer


def lock_images(
    sources: Annotated[
        list[Path],
        typer.Argument(help="Lists of images, one a line, or folders and files of manifests.", show_default=False),
    ],
    lock: Annotated[Path, typer.Option(help="The file to write.")] = Path("images.lock.json"),
    as_json: AsJson = False,
) -> None:
    """Write the digests of all images of a deployment into a lock file.

    Each is the digest of the index, where there is one, so it is good for all architectures.
    Logs in as `docker login` has left it. Unless all are found, nothing is written.
    """
    # Only here: other subcommands need no client of HTTP.
    from kotaemon_cdk8s.cli.registry import Registries, RegistryError

    try:
        wanted = sorted({image for source in sources for image in _references(source)}, key=str)
        before = ImageLock.read(lock).digests if lock.exists() else {}
    except (KotaemonCdk8sError, _SourceError) as error:
        raise failed([" ".join(str(error).split())]) from error
    if not wanted:
        raise failed([f"no image with a tag in {', '.join(map(str, sources))}"])
    digests, errors = {}, []
    with Registries() as registries:
        for image in wanted:
            try:
                digests[str(image)] = registries.digest(image)
            except RegistryError as error:
                errors.append(f"{image}: {error}")
    if errors:
        raise failed(errors)
    _write(lock, str(ImageLock(str(lock), digests)))
    changed = [image for image, digest in digests.items() if before.get(image) != digest]
    removed = sorted(before.keys() - digests)
    if as_json:
        print_json({"lock": str(lock), "images": digests, "new or changed": changed, "taken out": removed})
    else:
        typer.echo(f"{lock}: {len(digests)} images, {len(changed)} new or changed, {len(removed)} taken out")


class _SourceError(Exception):
    """A list or manifest that says nothing of images."""


def _references(source: Path) -> Iterator[Reference]:
    """The images of a source; those without tag are pinned by their digest already."""
    if not source.exists():
        raise _SourceError(f"{source}: there is no such file or folder")
    listed = not source.is_dir() and source.suffix not in (".yaml", ".yml")
    for text in _listed(source) if listed else _in_manifests(source):
        image = Reference.parse(text)
        if image is None or (image.tag is None and image.digest is None):
            raise _SourceError(f"{source}: {text!r} is not an image reference with a tag")
        if image.tag is not None:
            yield Reference(image.registry, image.path, image.tag, None)


def _listed(source: Path) -> Iterator[str]:
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise _SourceError(f"{source}: cannot be read: {error}") from error
    yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _in_manifests(source: Path) -> Iterator[str]:
    import yaml

    files = sorted(source.rglob("*.yaml")) if source.is_dir() else [source]
    for file in files:
        try:
            documents = list(yaml.safe_load_all(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, yaml.YAMLError) as error:
            raise _SourceError(f"{file}: cannot be read: {error}") from error
        for document in documents:
            if isinstance(document, dict):
                yield from (image for _, image in images(document))


def _write(path: Path, text: str) -> None:
    """The whole file or, if that fails, the one that was there."""
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError as error:
        raise failed([f"{path}: cannot be written: {error.strerror}"]) from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    umask = os.umask(0)
    os.umask(umask)
    Path(temporary).chmod(0o666 & ~umask)
    Path(temporary).replace(path)
