"""The commands of the guides fit the deployments that they speak of."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GUIDES = [ROOT / "docs" / "how-to" / name for name in ("troubleshoot.md", "remove.md")]
RUNTIME = ROOT / "kotaemon_cdk8s" / "runtime"

_SHELL = re.compile(r"^ *```sh\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
# Pods of operators have labels of theirs: the key, and the kind whose name is the value.
# https://cloudnative-pg.io/documentation/current/labels_annotations/
OPERATORS = {"cnpg.io/cluster": "Cluster"}
# https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
OF_SERVICES = {"kubernetes.io/service-name": "Service"}
# What `kubectl get` is asked for without a name, and is in every namespace.
LISTS = {"pods", "pod", "pvc", "events", "nodes", "endpointslices", "cluster", "pv", "namespace"}
SHORT = {"pvc": "persistentvolumeclaim"}


def commands() -> Iterator[tuple[str, list[str]]]:
    for page in GUIDES:
        for block in _SHELL.finditer(page.read_text(encoding="utf-8")):
            for line in block["body"].splitlines():
                if line.strip().startswith("kubectl"):
                    yield f"{page.name}: {line.strip()}", shlex.split(line)


COMMANDS = dict(commands())


@cache
def rendered(namespace: str) -> list[dict[str, Any]]:
    """The deployment in a namespace, as it is committed."""
    for folder in (ROOT / "dist").iterdir():
        items = [yaml.safe_load(file.read_text()) for file in folder.glob("*.yaml")]
        if any(item["metadata"].get("namespace") == namespace for item in items):
            return items
    raise AssertionError(f"no deployment goes to {namespace}")


def named(namespace: str, kind: str, name: str) -> dict[str, Any]:
    wanted = SHORT.get(kind, kind)
    found = [item for item in rendered(namespace) if (item["kind"].lower(), item["metadata"]["name"]) == (wanted, name)]
    assert found, f"{namespace} has no {kind} {name}"
    return found[0]


def pod_labels(namespace: str) -> Iterator[dict[str, str]]:
    for item in rendered(namespace):
        if item["kind"] in ("Deployment", "StatefulSet"):
            yield item["spec"]["template"]["metadata"]["labels"]


def option(words: list[str], flag: str) -> str | None:
    return words[words.index(flag) + 1] if flag in words else None


def references(words: list[str]) -> Iterator[tuple[str, str]]:
    """`kind/name`, and `kind name` after a verb."""
    for word in words[1:]:
        if match := re.fullmatch(r"([a-z]+)/([a-z0-9-]+)", word):
            yield match[1], match[2]
    own = words[: words.index("--")] if "--" in words else words
    for verb in ("describe", "get"):
        if verb in own:
            kind, *rest = own[own.index(verb) + 1 :]
            if rest and not rest[0].startswith("-") and "/" not in kind and "," not in kind:
                yield kind, rest[0]


@pytest.mark.parametrize("line", COMMANDS)
def test_each_command_fits_its_deployment(line: str) -> None:
    words = COMMANDS[line]
    namespace = option(words, "-n")
    if namespace is None:
        # Of the cluster, or of a whole folder.
        folder = option(words, "-f")
        assert folder is None or (ROOT / folder).is_dir()
        for kind, name in references(words):
            assert kind == "namespace"
            assert rendered(name)
        return
    found = list(references(words))
    for kind, name in found:
        named(namespace, kind, name)
    container = option(words, "-c")
    if container is not None:
        ((kind, name),) = found
        pod = named(namespace, kind, name)["spec"]["template"]["spec"]
        assert container in [made["name"] for made in (*pod.get("initContainers", ()), *pod["containers"])]
    selector = option(words, "-l")
    if selector is not None:
        wanted = dict(pair.split("=") for pair in selector.split(","))
        of_objects = [
            (kinds[key], value) for kinds in (OPERATORS, OF_SERVICES) for key, value in wanted.items() if key in kinds
        ]
        if of_objects:
            for kind, value in of_objects:
                named(namespace, kind.lower(), value)
        else:
            assert [labels for labels in pod_labels(namespace) if wanted.items() <= labels.items()]
    if not found and "get" in words:
        assert set(words[words.index("get") + 1].split(",")) <= LISTS


def test_there_are_commands_of_both_guides() -> None:
    assert {line.partition(":")[0] for line in COMMANDS} == {page.name for page in GUIDES}
    assert len(COMMANDS) > 25


def test_the_check_finds_what_is_not_there() -> None:
    with pytest.raises(AssertionError):
        named("kotaemon-standard", "statefulset", "kotaemon-db")
    with pytest.raises(AssertionError):
        rendered("nowhere")


# What the log says, by the guide; `…` stands for what differs.
SAID = (
    "settings document applied: …",
    "waiting for … for … s so far: …",
    "is there, after …",
    "not there after … s: …",
    "another process is starting on the database: waiting for it, …",
    "SIGTERM: finishing the running requests, for … s at most",
    "requests still running after … s are cut off",
    "… added",
    "… removed: it is not declared",
    "check: …",
)


@pytest.mark.parametrize("line", SAID)
def test_the_log_says_what_the_guide_reads(line: str) -> None:
    guide = " ".join(GUIDES[0].read_text(encoding="utf-8").split())
    assert f"`{line}`" in guide
    texts = re.findall(r'"([^"\n]*)"', "\n".join(file.read_text(encoding="utf-8") for file in RUNTIME.glob("*.py")))
    pattern = ".*".join(re.escape(part.strip()) for part in line.split("…"))
    assert [text for text in texts if re.search(pattern, re.sub(r"%[.\w]*|{[^}]*}", "X", text))]


def test_the_exit_codes_are_those_of_the_runtime() -> None:
    settings = (RUNTIME / "settings.py").read_text(encoding="utf-8")
    guide = GUIDES[0].read_text(encoding="utf-8")
    for code in re.findall(r"sys\.exit\((\d+)\)", settings):
        assert f"exit code {code}" in guide
