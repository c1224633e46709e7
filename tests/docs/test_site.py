"""The documentation as a site: built strictly, complete, and saying what the pages say on GitHub."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.servers.environments import environment

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
PROJECT = [ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")]
# What makes a browser load something by itself.
_LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
_FRAME = {"h1", "h2", "h3", "h4", "li", "ol", "pre", "table", "td", "ul"}


class Html(HTMLParser):
    """What is in the article of a page, and what a browser loads for it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.frame: Counter[str] = Counter()
        self.loaded: list[str] = []
        self._article = "<article" not in text
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "article":
            self._article = True
        elif self._article and tag in _FRAME:
            self.frame[tag] += 1
        if tag in _LOADED and named.get("rel") != "canonical":
            self.loaded.append(named.get(_LOADED[tag]) or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._article = False


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    python = environment("site", (3, 14))
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [python, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        # Proxies that nobody answers: a build that asks another host fails.
        env={**os.environ, "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "no_proxy": ""},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def built(site: Path, source: Path) -> str:
    return (site / os.path.relpath(source, ROOT / "docs" if source in PAGES else ROOT)).with_suffix(".html").read_text()


def test_every_page_is_in_the_navigation_in_the_order_of_the_index(site: Path) -> None:
    front = built(site, ROOT / "docs" / "index.md")
    links = re.findall(r'<a href="([^"#:]+\.html)" class="md-nav__link', front)
    order = list(dict.fromkeys(links))
    names = [path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in PAGES]
    assert sorted(order) == sorted(names + [path.with_suffix(".html").name for path in PROJECT])
    listed = re.findall(r"^- .*$", (ROOT / "docs" / "index.md").read_text(encoding="utf-8"), re.MULTILINE)
    pages = [page for line in listed for page in re.findall(r"\]\(([^)#]+)\.md", line)]
    assert [f"{page}.html" for page in dict.fromkeys(pages)] == order[1 : 1 - len(PROJECT) - 1]


@pytest.mark.parametrize("source", [*PAGES, *PROJECT], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_has_the_headings_lists_tables_and_blocks_that_it_has_on_github(site: Path, source: Path) -> None:
    markdown = MarkdownIt("commonmark").enable("table")
    wanted = Html(markdown.render(source.read_text(encoding="utf-8"))).frame
    assert Html(built(site, source)).frame == wanted


def test_a_reader_s_browser_asks_no_other_host(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > len(PAGES)
    foreign = {link for page in pages for link in Html(page.read_text()).loaded if re.match(r"(?:\w+:)?//", link)}
    assert foreign == set()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[gone](how-to/gone.md)", "how-to/gone.md"),
        ("[gone](how-to/storage.md#gone)", "#gone"),
    ],
)
def test_a_dead_link_or_anchor_ends_the_build(text: str, fault: str, tmp_path: Path) -> None:
    for name in ("docs", "mkdocs.yml", *(page.name for page in PROJECT)):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "docs").unlink()
    (tmp_path / "docs").mkdir()
    for entry in (ROOT / "docs").iterdir():
        (tmp_path / "docs" / entry.name).symlink_to(entry)
    index = tmp_path / "docs" / "index.md"
    content = index.read_text(encoding="utf-8")
    index.unlink()
    index.write_text(f"{content}\n{text}\n", encoding="utf-8")
    done = subprocess.run(
        [environment("site", (3, 14)), "-m", "mkdocs", "build", "--site-dir", tmp_path / "site"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert fault in done.stderr
    assert "Aborted with 1 warnings in strict mode" in done.stdout
