"""The docs: every Python block runs as it is, every link leads somewhere, the reference is current."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_PICTURE = re.compile(r"!\[[^\]]+\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)

# One process for all blocks, because importing cdk8s takes longer than all of them. They share an
# output folder, emptied before each: Node.js sees the environment as it was when it started.
RUNNER = """
import contextlib, io, json, os, shutil, sys, traceback
import kotaemon_cdk8s  # selects the node program before the first block imports cdk8s

output = os.environ["CDK8S_OUTDIR"]
for block in json.load(sys.stdin):
    shutil.rmtree(output, ignore_errors=True)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(block["code"], block["place"], "exec"), {"__name__": "__main__"})
        idle = "app.synth()" in block["code"] and not os.path.exists(output)
        fault = "app.synth() wrote nothing" if idle else None
    except BaseException:
        fault = traceback.format_exc()
    print(json.dumps({"place": block["place"], "fault": fault}))
"""


def blocks() -> list[dict[str, str]]:
    """Every block marked `python`, padded so that a traceback shows the line of the page."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for fence in _FENCE.finditer(text):
            if fence["language"] == "python":
                line = text.count("\n", 0, fence.start()) + 1
                body = re.sub(f"^{fence['indent']}", "", fence["body"], flags=re.MULTILINE)
                found.append({"place": f"{page.relative_to(ROOT)}:{line}", "code": "\n" * line + body})
    return found


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading["text"].lower()).replace(" ", "-").strip()
        for heading in _HEADING.finditer(text)
    }


def test_there_are_pages_and_blocks() -> None:
    assert len(PAGES) > 25
    assert len(blocks()) > 25


def test_every_python_block_runs(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CDK8S_OUTDIR": str(tmp_path / "dist")}
    done = subprocess.run(
        [sys.executable, "-c", RUNNER],
        input=json.dumps(blocks()),
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result["place"] for result in results] == [block["place"] for block in blocks()]
    faults = [f"{result['place']}\n{result['fault']}" for result in results if result["fault"]]
    assert not faults, "\n".join(faults)


def test_the_readme_example_is_the_first_thing_a_user_sees() -> None:
    first = next(block for block in blocks() if block["place"].startswith("README.md"))
    assert 'KotaemonApp(chart, "kotaemon", admin_password=SecretRef("kotaemon-admin", "password"))' in first["code"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_relative_link_resolves(page: Path) -> None:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    dead = []
    for link in _LINK.finditer(text):
        target = link["target"]
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        reached = (page.parent / path).resolve() if path else page
        there = reached.is_relative_to(ROOT) and reached.exists()
        if not there or (anchor and anchor not in anchors(reached)):
            dead.append(target)
    assert not dead


def test_every_page_is_reached_from_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {
        (index.parent / link["target"].partition("#")[0]).resolve()
        for link in _LINK.finditer(index.read_text(encoding="utf-8"))
    }
    assert {page for page in PAGES if page.is_relative_to(index.parent)} - linked == {index}


def test_the_generated_reference_is_current() -> None:
    command = [sys.executable, "docs/generate_reference.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_stale_reference_is_noticed(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path[:0] = ['docs']; import generate_reference as g; from pathlib import Path;"
        f"g.ROOT = g.REFERENCE = Path({str(tmp_path)!r}); sys.exit(g.main(['--check']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "options.md differs" in done.stderr
    assert "command-line.md differs" in done.stderr
    assert "contract.md differs" in done.stderr
    assert "secrets-of-the-deployments.md differs" in done.stderr


def test_the_pictures_are_current() -> None:
    command = [sys.executable, "docs/generate_pictures.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_stale_picture_is_noticed(tmp_path: Path) -> None:
    for file in (ROOT / "docs" / "pictures").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "team.svg").write_text((tmp_path / "team.svg").read_text().replace("library.example.com", "old"))
    (tmp_path / "local.dot").write_text("digraph {}")
    (tmp_path / "private.svg").unlink()
    (tmp_path / "gone.svg").write_text("<svg/>")
    code = (
        "import sys; sys.path[:0] = ['docs']; import generate_pictures as g; from pathlib import Path;"
        f"g.PICTURES = Path({str(tmp_path)!r}); sys.exit(g.main(['--check']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    stale = [line.partition(" ")[0].rpartition("/")[2] for line in done.stderr.splitlines()]
    assert stale == ["local.dot", "team.svg", "private.svg", "gone.svg"]


def test_every_picture_is_on_a_page() -> None:
    shown = {
        (page.parent / link["target"]).resolve()
        for page in PAGES
        for link in _PICTURE.finditer(page.read_text(encoding="utf-8"))
    }
    assert shown == set((ROOT / "docs").rglob("*.svg"))
