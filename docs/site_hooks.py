"""Hooks of mkdocs: the pages are written for GitHub, and read there as on the site."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
# Beside docs/, where GitHub looks for them.
PROJECT = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")

_HEADING = re.compile(r"^## (?P<title>.+)$")
_GROUP = re.compile(r"^(?P<title>[A-Z][\w ]+?)(?: \(.*\))?:$")
_ENTRY = re.compile(r"^- \[")
_LINK = re.compile(r"\[(?P<title>[^\]]+)\]\((?P<target>[^)#]+\.md)\)")
_TARGET = re.compile(r"(?<=\]\()(?P<path>[\w./-]+)(?=[#)])")
_MARKER = re.compile(r"(?:[-*]|\d+\.) +")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take the navigation from the index, so that there is one list of pages."""
    config.nav = [{"Documentation": "index.md"}, *navigation((ROOT / "docs" / "index.md").read_text("utf-8"))]
    config.nav.append({"Project": list(PROJECT)})
    return config


def navigation(index: str) -> list[dict[str, Any]]:
    """Sections of the index, their groups, and the pages that their lists link to."""
    sections: list[dict[str, Any]] = []
    entries: list[Any] = []
    for line in index.splitlines():
        if heading := _HEADING.match(line):
            entries = []
            sections.append({heading["title"]: entries})
        elif group := _GROUP.match(line):
            entries = []
            next(iter(sections[-1].values())).append({group["title"]: entries})
        elif _ENTRY.match(line):
            entries.extend({link["title"].replace("`", ""): link["target"]} for link in _LINK.finditer(line))
    return [section for section in sections if any(section.values())]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are beside docs/."""
    for name in PROJECT:
        files.append(File.generated(config, name, abs_src_path=str(ROOT / name)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Links and lists as Python-Markdown and the site's folders need them."""
    name = page.file.src_uri
    source = PurePosixPath(name) if name in PROJECT else PurePosixPath("docs") / name
    return deepened(_TARGET.sub(lambda match: moved(match["path"], source), markdown))


def moved(target: str, source: PurePosixPath) -> str:
    """A link of a file of the repository, from the place of that file on the site."""
    wanted = os.path.normpath(source.parent / target)
    return os.path.relpath(_placed(wanted), _placed(str(source.parent)))


def _placed(path: str) -> str:
    return os.path.relpath(path, "docs") if path.split("/")[0] == "docs" else path


def deepened(markdown: str) -> str:
    """The same with what belongs to a list item four spaces in, as Python-Markdown has it and CommonMark does not.

    Also with an empty line before an item, where the item above has several paragraphs.
    """
    lines: list[str] = []
    depths: list[int] = []
    fenced = paragraphs = False
    for line in markdown.splitlines():
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        if not text:
            lines.append(line)
            paragraphs = True
            continue
        while depths and not fenced and indent < depths[-1]:
            depths.pop()
        own = depths[-1] if depths else 0
        marker = None if fenced else _MARKER.match(text)
        if marker and paragraphs and lines and lines[-1]:
            lines.append("")
        lines.append(" " * (4 * len(depths) + max(indent - own, 0)) + text)
        if text.startswith("```"):
            fenced = not fenced
        elif marker:
            depths.append(indent + marker.end())
            paragraphs = False
    return "\n".join(lines)
