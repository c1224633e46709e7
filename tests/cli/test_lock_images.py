"""`kotaemon-cdk8s lock-images` against a real registry, and what a synthesis makes of its file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from kotaemon_cdk8s import Image, ImageInventory, ImageLock, ImageSources
from kotaemon_cdk8s.cli.program import program

import pytest
from click.testing import Result
from typer.testing import CliRunner

from tests.cli.registry import BASIC, Registry, free_port, running, with_password, with_tokens
from tests.cli.support import within
from tests.support import container, kotaemon, new_chart, refusal, synthesized

DIGEST = "sha256:" + "a" * 64
LITE = "ghcr.io/cinnamon/kotaemon:0.11.3-lite"


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    with running(tmp_path_factory.mktemp("registry")) as started:
        yield started


@pytest.fixture
def login(tmp_path: Path) -> Callable[[str, str], dict[str, str]]:
    """Where `docker login` would have left a login."""

    def write(host: str, auth: str) -> dict[str, str]:
        folder = tmp_path / "docker"
        folder.mkdir(exist_ok=True)
        (folder / "config.json").write_text(json.dumps({"auths": {host: {"auth": auth}}}))
        return {"DOCKER_CONFIG": str(folder)}

    return write


def lock(folder: Path, *arguments: str, **environment: str) -> Result:
    """Run the command in a folder; in this process, to be quick."""
    without_proxies = {name: None for name in os.environ if "proxy" in name.lower()}
    with within(folder):
        return CliRunner().invoke(
            program,
            ["lock-images", *arguments],
            env={**without_proxies, "DOCKER_CONFIG": str(folder / "none"), **environment},
        )


def listed(folder: Path, *images: str) -> None:
    (folder / "images.txt").write_text("".join(f"{image}\n" for image in images) + "# Not listed: another.\n")


def locked(folder: Path) -> dict[str, str]:
    images: dict[str, str] = json.loads((folder / "images.lock.json").read_text())["images"]
    return images


class TestDigests:
    def test_of_an_index_and_of_an_image(self, registry: Registry, tmp_path: Path) -> None:
        many = registry.image("team/many", "1.0", "amd64", "arm64")
        one = registry.image("one", "2.0")
        images = [f"{registry.host}/team/many:1.0", f"{registry.host}/one:2.0"]
        listed(tmp_path, *images)
        done = lock(tmp_path, "images.txt")
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout == "images.lock.json: 2 images, 2 new or changed, 0 taken out\n"
        assert locked(tmp_path) == {images[0]: many, images[1]: one}

    def test_same_file_each_time_and_from_any_order(self, registry: Registry, tmp_path: Path) -> None:
        images = [f"{registry.host}/{name}:1" for name in ("b", "a", "c")]
        for name in ("b", "a", "c"):
            registry.image(name, "1")
        written = []
        for order in (images, images[::-1]):
            listed(tmp_path, *order)
            assert lock(tmp_path, "images.txt").exit_code == 0
            written.append((tmp_path / "images.lock.json").read_bytes())
        assert written[0] == written[1]
        assert list(locked(tmp_path)) == sorted(images)

    def test_a_tag_that_was_pushed_again(self, registry: Registry, tmp_path: Path) -> None:
        registry.image("moved", "1")
        image = f"{registry.host}/moved:1"
        listed(tmp_path, image, f"{registry.host}/moved:gone")
        registry.image("moved", "gone")
        assert lock(tmp_path, "images.txt").exit_code == 0
        again = registry.image("moved", "1", "arm64")
        listed(tmp_path, f"{image}@{locked(tmp_path)[image]}")
        said = json.loads(lock(tmp_path, "images.txt", "--json").stdout)
        assert said["images"] == locked(tmp_path)
        assert (len(said["images"]), len(said["new or changed"]), len(said["taken out"])) == (1, 1, 1)
        assert locked(tmp_path) == {image: again}

    def test_of_an_output_folder(self, registry: Registry, tmp_path: Path) -> None:
        chart = new_chart()
        digest = registry.image("cinnamon/kotaemon", "0.11.3-lite", "amd64", "arm64")
        kotaemon(chart, image=Image.lite(registry=registry.host))
        folder = tmp_path / "dist"
        folder.mkdir()
        (folder / "all.yaml").write_text(chart.node.root.synth_yaml())
        assert lock(tmp_path, "dist", "--lock", "other.json").exit_code == 0
        content = json.loads((tmp_path / "other.json").read_text())
        assert content["images"] == {f"{registry.host}/cinnamon/kotaemon:0.11.3-lite": digest}


@pytest.mark.parametrize("kind", [with_password, with_tokens])
class TestLogin:
    """With a password for the registry itself, and with one for a server of tokens."""

    def test_is_that_of_docker(
        self,
        kind: Callable[[Path], AbstractContextManager[Registry]],
        login: Callable[[str, str], dict[str, str]],
        tmp_path: Path,
    ) -> None:
        with kind(tmp_path) as registry:
            digest = registry.image("team/closed", "1", "amd64")
            image = f"{registry.host}/team/closed:1"
            listed(tmp_path, image)
            (tmp_path / "images.lock.json").write_text(before := str(ImageLock("", {image: DIGEST})))
            wrong = BASIC[:-4] + "AAAA"
            for environment, text in (
                ({}, f"asks for a login: docker login {registry.host}"),
                (login(registry.host, wrong), "refuses the login of `docker login`"),
            ):
                refused = lock(tmp_path, "images.txt", **environment)
                assert refused.exit_code == 1
                assert text in refused.stderr
                assert refused.stderr.count("\n") == 1
                assert (tmp_path / "images.lock.json").read_text() == before
            done = lock(tmp_path, "images.txt", **login(registry.host, BASIC))
            assert (done.exit_code, done.stderr) == (0, "")
            assert locked(tmp_path) == {image: digest}

    def test_from_a_helper(self, kind: Callable[[Path], AbstractContextManager[Registry]], tmp_path: Path) -> None:
        helper = tmp_path / "docker-credential-tests"
        helper.write_text('#!/bin/sh\ncat > "$0.asked"\necho \'{"Username": "puller", "Secret": "open-sesame"}\'\n')
        helper.chmod(0o755)
        with kind(tmp_path) as registry:
            registry.image("closed", "1")
            listed(tmp_path, f"{registry.host}/closed:1")
            (tmp_path / "config.json").write_text(json.dumps({"credHelpers": {registry.host: "tests"}}))
            where = {"DOCKER_CONFIG": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
            assert lock(tmp_path, "images.txt", **where).exit_code == 0
            assert (tmp_path / "docker-credential-tests.asked").read_text() == registry.host


class TestFailures:
    """One line each, and the file stays as it was."""

    def check(self, folder: Path, *texts: str, **environment: str) -> None:
        (folder / "images.lock.json").write_text(before := str(ImageLock("", {LITE: DIGEST})))
        done = lock(folder, "images.txt", **environment)
        assert done.exit_code == 1
        assert done.stdout == ""
        lines = done.stderr.splitlines()
        assert len(lines) == len(texts), lines
        for line, text in zip(lines, texts, strict=True):
            assert line.startswith("kotaemon-cdk8s: ")
            assert text in line
        assert (folder / "images.lock.json").read_text() == before
        assert not list(folder.glob(".images*"))

    def test_no_such_tag_or_repository(self, registry: Registry, tmp_path: Path) -> None:
        registry.image("there", "1")
        listed(tmp_path, *(f"{registry.host}/{name}" for name in ("nowhere:1", "there:1", "there:2")))
        self.check(
            tmp_path,
            f"{registry.host}/nowhere:1: {registry.host} has no such repository or tag",
            f"{registry.host}/there:2: {registry.host} has no such repository or tag",
        )

    def test_nobody_there(self, tmp_path: Path) -> None:
        host = f"127.0.0.1:{free_port()}"
        listed(tmp_path, f"{host}/a:1")
        self.check(tmp_path, f"{host}/a:1: {host} cannot be reached: ")

    def test_no_such_host(self, tmp_path: Path) -> None:
        listed(tmp_path, "registry.invalid/a:1")
        self.check(tmp_path, "registry.invalid/a:1: registry.invalid cannot be reached: ")

    def test_a_helper_that_is_not_there(self, registry: Registry, tmp_path: Path) -> None:
        with with_password(tmp_path) as closed:
            listed(tmp_path, f"{closed.host}/a:1")
            (tmp_path / "config.json").write_text(json.dumps({"credsStore": "missing"}))
            self.check(tmp_path, "docker-credential-missing, which is not there", DOCKER_CONFIG=str(tmp_path))

    @pytest.mark.parametrize(
        ("line", "text"),
        [("ghcr.io/a b", "'ghcr.io/a b' is not an image reference"), ("ghcr.io/a", "is not an image reference")],
    )
    def test_no_reference(self, tmp_path: Path, line: str, text: str) -> None:
        listed(tmp_path, line)
        self.check(tmp_path, text)

    def test_nothing_to_lock(self, tmp_path: Path) -> None:
        listed(tmp_path, f"ghcr.io/a@{DIGEST}")
        self.check(tmp_path, "no image with a tag in images.txt")

    def test_no_list(self, tmp_path: Path) -> None:
        self.check(tmp_path, "images.txt: there is no such file or folder")

    def test_a_folder_that_is_not_there(self, registry: Registry, tmp_path: Path) -> None:
        registry.image("there", "1")
        listed(tmp_path, f"{registry.host}/there:1")
        done = lock(tmp_path, "images.txt", "--lock", "nowhere/images.lock.json")
        assert done.exit_code == 1
        assert done.stderr == "kotaemon-cdk8s: nowhere/images.lock.json: cannot be written: No such file or directory\n"

    def test_a_file_that_is_no_lock(self, registry: Registry, tmp_path: Path) -> None:
        registry.image("there", "1")
        listed(tmp_path, f"{registry.host}/there:1")
        (tmp_path / "images.lock.json").write_text('{"name": "something else"}')
        done = lock(tmp_path, "images.txt")
        assert done.exit_code == 1
        assert "is no lock of images" in done.stderr
        assert done.stderr.count("\n") == 1
        assert json.loads((tmp_path / "images.lock.json").read_text()) == {"name": "something else"}


class TestSynthesis:
    def write(self, folder: Path, digests: dict[str, str]) -> Path:
        file = folder / "images.lock.json"
        file.write_text(str(ImageLock("", digests)))
        return file

    def test_pins_each_image(self, tmp_path: Path) -> None:
        chart = new_chart()
        file = self.write(tmp_path, {LITE: DIGEST})
        ImageSources(chart, "images", mirror="registry.example.com/mirror", lock=ImageLock.read(file))
        kotaemon(chart)
        image = f"registry.example.com/mirror/cinnamon/kotaemon:0.11.3-lite@{DIGEST}"
        assert container(synthesized(chart))["image"] == image
        assert ImageInventory.of(chart).tags == (LITE,)

    def test_an_image_that_it_lacks_and_one_that_is_gone(self, tmp_path: Path) -> None:
        chart = new_chart()
        stale = "ghcr.io/cinnamon/kotaemon:0.11.2-lite"
        ImageSources(chart, "images", lock=ImageLock.read(self.write(tmp_path, {stale: DIGEST})))
        kotaemon(chart)
        # What the command needs to renew the lock is there all the same.
        assert ImageInventory.of(chart).tags == (LITE,)
        faults = refusal(lambda: synthesized(chart)).faults
        assert [(fault.field, fault.value) for fault in faults] == [("lock", repr(LITE)), ("lock", repr(stale))]
        assert all("kotaemon-cdk8s lock-images --lock" in fault.fix for fault in faults)

    def test_an_image_with_a_digest_of_its_own(self, tmp_path: Path) -> None:
        chart = new_chart()
        ImageSources(chart, "images", lock=ImageLock.read(self.write(tmp_path, {LITE: DIGEST})))
        other = "sha256:" + "b" * 64
        assert "another digest" in refusal(lambda: kotaemon(chart, image=Image.lite(digest=other))).faults[0].cause

    def test_beside_digests(self, tmp_path: Path) -> None:
        read = ImageLock.read(self.write(tmp_path, {LITE: DIGEST}))
        for options in ({"digests": {LITE: DIGEST}}, {"require_digests": True}):
            error = refusal(lambda options=options: ImageSources(new_chart(), "images", lock=read, **options))
            assert error.faults[0].field == "lock"

    @pytest.mark.parametrize(
        ("content", "cause"),
        [
            ("", "cannot be read"),
            ("[]", "is no lock of images"),
            ('{"version": 2, "images": {}}', "is no lock of images"),
            ('{"version": 1, "images": []}', "is no lock of images"),
            (json.dumps({"version": 1, "images": {"busybox:1": DIGEST}}), "not a reference with registry and tag"),
            ('{"version": 1, "images": {"r.example/a:1": "latest"}}', "sha256"),
            ('{"version": 1, "images": {"r.example/a:1": 1}}', "type str"),
        ],
    )
    def test_a_file_that_is_malformed(self, tmp_path: Path, content: str, cause: str) -> None:
        file = tmp_path / "images.lock.json"
        file.write_text(content)
        error = refusal(lambda: ImageLock.read(file))
        assert "images.lock.json" in str(error)
        assert cause in str(error)

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        error = refusal(lambda: ImageLock.read(tmp_path / "images.lock.json"))
        assert "there is no such file" in error.faults[0].cause
        assert "lock-images" in error.faults[0].fix
