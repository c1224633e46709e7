"""The output folder is replaced whole, or left as it was."""

from __future__ import annotations

from pathlib import Path

from kotaemon_cdk8s import OutputError, output_folder

import pytest

from tests.support import check_readable


def content(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "old").mkdir(parents=True)
    (folder / "old" / "stale.k8s.yaml").write_text("stale")
    (folder / "kept.yaml").write_text("old")
    return folder


def test_the_folder_is_replaced_whole(dist: Path) -> None:
    with output_folder(str(dist)) as outdir:
        assert list(Path(outdir).iterdir()) == []
        (Path(outdir) / "kept.yaml").write_text("new")
        assert content(dist) == {"old/stale.k8s.yaml": "stale", "kept.yaml": "old"}
    assert content(dist) == {"kept.yaml": "new"}
    assert list(dist.parent.iterdir()) == [dist]


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    with output_folder(str(tmp_path / "a" / "b")) as outdir:
        (Path(outdir) / "x.yaml").write_text("new")
    assert content(tmp_path) == {"a/b/x.yaml": "new"}


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_leaves_the_folder_as_it_was(dist: Path, error: type[BaseException]) -> None:
    def fail() -> None:
        with output_folder(str(dist)) as outdir:
            (Path(outdir) / "half.yaml").write_text("half")
            raise error

    before = content(dist)
    with pytest.raises(error):
        fail()
    assert content(dist) == before
    assert list(dist.parent.iterdir()) == [dist]


def test_the_cdk8s_command_line_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDK8S_OUTDIR", str(tmp_path / "elsewhere"))
    with output_folder() as outdir:
        (Path(outdir) / "x.yaml").write_text("x")
    assert content(tmp_path) == {"elsewhere/x.yaml": "x"}


def test_the_folder_is_dist_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CDK8S_OUTDIR", raising=False)
    monkeypatch.chdir(tmp_path)
    with output_folder() as outdir:
        (Path(outdir) / "x.yaml").write_text("x")
    assert content(tmp_path) == {"dist/x.yaml": "x"}


def _file(dist: Path) -> None:
    (dist / "old" / "notes.md").write_text("mine")


def _link(dist: Path) -> None:
    (dist / "link.yaml").symlink_to(dist / "kept.yaml")


def _git(dist: Path) -> None:
    (dist / ".git").mkdir()
    (dist / ".git" / "HEAD").write_text("ref")


@pytest.mark.parametrize(("add", "named"), [(_file, "old/notes.md"), (_link, "link.yaml"), (_git, ".git/HEAD")])
def test_a_folder_with_foreign_content_is_refused_untouched(dist: Path, add: object, named: str) -> None:
    assert callable(add)
    add(dist)
    before = content(dist)
    with pytest.raises(OutputError, match=named) as raised, output_folder(str(dist)):
        pytest.fail("opened")
    check_readable(raised.value)
    assert isinstance(raised.value, OSError)
    assert content(dist) == before
    assert list(dist.parent.iterdir()) == [dist]


def test_a_file_in_its_place_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("mine")
    with pytest.raises(OutputError, match="a file of that name"), output_folder(str(tmp_path / "dist")):
        pytest.fail("opened")
    assert content(tmp_path) == {"dist": "mine"}


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError, match="cannot be written") as raised, output_folder(str(tmp_path / "file" / "out")):
        pytest.fail("opened")
    check_readable(raised.value)


def test_a_block_that_synthesizes_nothing_keeps_the_old(dist: Path) -> None:
    before = content(dist)
    with pytest.raises(OutputError, match="nothing was synthesized") as raised, output_folder(str(dist)):
        pass
    check_readable(raised.value)
    assert content(dist) == before
