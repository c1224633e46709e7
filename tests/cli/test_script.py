"""The commands that run the user's script: what they read, write and leave alone, and how they fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.support import HEAD, LITE, TWO, command, run, scripted

READING = (("explain", "legal"), ("graph", "legal"), ("secrets",), ("images",))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_what_only_reads_writes_nothing(tmp_path: Path, command: tuple[str, ...]) -> None:
    folder = scripted(tmp_path, f"{TWO}\nprint('what the script says')\n")
    (folder / "dist").mkdir()
    (folder / "dist" / "old.k8s.yaml").write_text("kind: Old\n")
    before = _files(folder)
    output, errors = run(folder, *command, "--json")
    assert json.loads(output)
    assert errors == "what the script says\n"
    assert _files(folder) == before


def test_an_app_with_a_folder_of_its_own_is_read_all_the_same(tmp_path: Path) -> None:
    script = f'{HEAD}\napp = cdk8s.App(outdir="elsewhere")\nmake(app, "legal")\napp.synth()\n'
    folder = scripted(tmp_path, script)
    assert run(folder, "images")[0] == f"{LITE}\n"
    assert not (folder / "elsewhere").exists()


def test_several_apps_of_one_script_are_read(tmp_path: Path) -> None:
    script = f"{HEAD}\nfor name in ('legal', 'sales'):\n    app = cdk8s.App()\n    make(app, name)\n    app.synth()\n"
    found = json.loads(run(scripted(tmp_path, script), "secrets", "--json")[0])
    assert [chart["chart"] for chart in found] == ["legal", "sales"]


def test_the_script_of_the_option_gets_its_arguments(tmp_path: Path) -> None:
    folder = scripted(tmp_path, "raise SystemExit('not this one')")
    (folder / "other.py").write_text(f"{HEAD}\nimport sys\napp = cdk8s.App()\nmake(app, sys.argv[1])\napp.synth()\n")
    assert "legal/kotaemon-admin" in run(folder, "secrets", "--app", "python other.py legal")[0]


def test_a_module_beside_the_script_is_found(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "beside_the_script.py").write_text(TWO)
    (tmp_path / "sub" / "app.py").write_text("import beside_the_script\n")
    assert run(tmp_path, "images", "--app", "sub/app.py")[0] == f"{LITE}\n"


def test_synth_writes_what_the_script_writes_and_says_what_has_changed(tmp_path: Path) -> None:
    folder = scripted(tmp_path, TWO)
    first = json.loads(run(folder, "synth", "--json")[0])
    assert [(chart["chart"], chart["objects"], len(chart["added"])) for chart in first["charts"]] == [
        ("legal", 6, 6),
        ("sales", 6, 6),
    ]
    assert not [path for path in folder.iterdir() if path.name.startswith(".dist")]
    scripted(folder, TWO.replace('make(app, "legal")', 'make(app, "legal", service_port=81)').replace("sales", "shop"))
    output = run(folder, "synth")[0]
    assert "~ dist/legal/Service.kotaemon.k8s.yaml" in output
    assert "+ dist/shop/Service.kotaemon.k8s.yaml" in output
    assert "- dist/sales/Service.kotaemon.k8s.yaml" in output
    service = yaml.safe_load((folder / "dist/legal/Service.kotaemon.k8s.yaml").read_text())
    assert service["spec"]["ports"][0]["port"] == 81


def test_synth_is_whole_or_not_at_all_whatever_the_script_does(tmp_path: Path) -> None:
    script = f"{HEAD}\napp = cdk8s.App()\nmake(app, 'legal')\napp.synth()\n"
    folder = scripted(tmp_path, script)
    run(folder, "synth")
    before = _files(folder / "dist")
    assert list(before) == ["legal.k8s.yaml"]
    scripted(folder, script.replace("'legal'", "'sales'") + "raise ValueError('after it was written')\n")
    assert "app.py:12: ValueError: after it was written" in run(folder, "synth", code=1)[1]
    assert _files(folder / "dist") == before


def test_synth_takes_the_folder_of_the_project(tmp_path: Path) -> None:
    script = f"{HEAD}\napp = cdk8s.App(outdir='manifests')\nmake(app, 'legal')\napp.synth()\n"
    folder = scripted(tmp_path, script, project="app: python app.py\noutput: manifests\n")
    assert json.loads(run(folder, "synth", "--json")[0])["output"] == "manifests"
    assert list(_files(folder / "manifests")) == ["legal.k8s.yaml"]
    run(folder, "synth", "--output", "other")
    assert _files(folder / "other") == _files(folder / "manifests")


@pytest.mark.parametrize("script", ["cdk8s.App(outdir='manifests')", "output_folder('manifests').__enter__()"])
def test_synth_refuses_a_script_that_would_write_elsewhere(tmp_path: Path, script: str) -> None:
    folder = scripted(tmp_path, f"{HEAD}\napp = {script}\napp.synth()\n")
    errors = run(folder, "synth", code=1)[1]
    assert "app.py:9: " in errors
    assert "writes to 'manifests'" in errors
    assert "--output manifests" in errors
    assert sorted(_files(folder)) == ["app.py", "cdk8s.yaml"]


def test_synth_deletes_nothing_of_others(tmp_path: Path) -> None:
    folder = scripted(tmp_path, TWO)
    (folder / "dist").mkdir()
    (folder / "dist" / "notes.txt").write_text("mine")
    errors = run(folder, "synth", code=1)[1]
    assert "holds notes.txt" in errors
    assert list(_files(folder / "dist")) == ["notes.txt"]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("app = 1 +\n", "app.py:1: SyntaxError: invalid syntax"),
        ("import json\njson.loads('{')\n", "app.py:2: JSONDecodeError: "),
        ("import nothing_of_this_name\n", "app.py:1: ModuleNotFoundError: No module named"),
        ("raise SystemExit('no cluster')\n", "app.py ends with no cluster"),
        ("raise RuntimeError\n", "app.py:1: RuntimeError: no message"),
        ("import cdk8s\ncdk8s.App()\n", "app.py synthesizes nothing: it ends without app.synth()"),
        (f"{HEAD}\napp = cdk8s.App()\nmake(app, 'Upper')\n", "app.py:7: OptionError: "),
        (f"{HEAD}\napp = cdk8s.App()\nmake(app, 'a', service_port=0)\n", "kotaemon: service_port = 0"),
    ],
)
def test_a_script_that_fails_is_an_error_with_its_place(tmp_path: Path, script: str, message: str) -> None:
    folder = scripted(tmp_path, script)
    output, errors = run(folder, "images", code=1)
    assert output == ""
    assert message in errors


def test_all_faults_of_the_library_are_shown(tmp_path: Path) -> None:
    script = f"{HEAD}\napp = cdk8s.App()\nkotaemon = make(app, 'legal')\n"
    script += "for item in (kotaemon.service, kotaemon.deployment):\n"
    script += "    item.add_json_patch(cdk8s.JsonPatch.replace('/metadata/name', 'other'))\napp.synth()\n"
    errors = run(scripted(tmp_path, script), "explain", code=1)[1]
    assert errors.count("cause:") == errors.count("fix:") == 2


def test_debug_shows_the_trace(tmp_path: Path) -> None:
    errors = run(scripted(tmp_path, "raise ValueError('no')\n"), "images", "--debug", code=1)[1]
    assert "Traceback" in errors
    assert 'app.py", line 1' in errors


@pytest.mark.parametrize(
    ("project", "message"),
    [
        ("app: node app.js\n", "runs no Python file"),
        ("app: python missing.py\n", "missing.py: there is no such file"),
        ("app: python 'app.py\n", "is no command"),
        ("app: [\n", "cdk8s.yaml cannot be read"),
        ("- app\n", "cdk8s.yaml has no keys"),
    ],
)
def test_a_project_without_a_script_is_an_error(tmp_path: Path, project: str, message: str) -> None:
    assert message in run(scripted(tmp_path, TWO, project=project), "images", code=1)[1]


def test_a_deployment_has_to_be_named_among_several(tmp_path: Path) -> None:
    folder = scripted(tmp_path, TWO)
    assert "name one of the deployments: legal, sales" in run(folder, "explain", code=1)[1]
    assert "no deployment 'lega'; there are: legal, sales" in run(folder, "explain", "lega", code=1)[1]


def test_apps_of_one_chart_are_named_by_their_paths(tmp_path: Path) -> None:
    script = f"{HEAD}\napp = cdk8s.App()\nchart = make(app, 'teams').node.scope\n"
    script += "KotaemonApp(chart, 'other', admin_password=SecretRef('other', 'password'))\napp.synth()\n"
    folder = scripted(tmp_path, script)
    assert "teams/kotaemon, teams/other" in run(folder, "explain", "teams", code=1)[1]
    assert json.loads(run(folder, "explain", "teams/other", "--json")[0])["app"] == "other"


@pytest.mark.parametrize("arguments", [("explain", "--nonsense"), ("nothing",), ("graph", "--format", "gif"), ("new",)])
def test_a_wrong_call_is_exit_code_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    run(tmp_path, *arguments, code=2)


def test_shells_complete_names_from_the_output(tmp_path: Path) -> None:
    folder = scripted(tmp_path, "raise SystemExit('completion runs no script')")
    (folder / "dist" / "standard").mkdir(parents=True)
    (folder / "dist" / "servers.k8s.yaml").write_text("")
    (folder / "dist" / "team.k8s.yaml").write_text("")
    # As the installed script calls it: the variable has the name of the program.
    program = "from kotaemon_cdk8s.cli.program import program; program(prog_name='kotaemon-cdk8s')"
    shell = {"COMP_WORDS": "kotaemon-cdk8s explain s", "COMP_CWORD": "2"}
    output, _ = command(folder, "-c", program, _KOTAEMON_CDK8S_COMPLETE="complete_bash", **shell)
    assert output.split() == ["servers", "standard"]


def test_images_have_both_names(tmp_path: Path) -> None:
    script = f"{HEAD}\nfrom kotaemon_cdk8s import ImageSources\napp = cdk8s.App()\n"
    script += "ImageSources(app, 'images', mirror='registry.example.com/mirror')\nmake(app, 'legal')\napp.synth()\n"
    folder = scripted(tmp_path, script)
    mirrored = f"registry.example.com/mirror/{LITE.partition('/')[2]}"
    assert run(folder, "images")[0] == f"{mirrored}\n"
    assert run(folder, "images", "--upstream")[0] == f"{LITE}\n"
    assert json.loads(run(folder, "images", "legal", "--json")[0]) == {
        "images": [{"image": mirrored, "upstream": LITE}],
        "not listed": [],
    }


def test_secrets_of_each_deployment_with_readers_and_commands(tmp_path: Path) -> None:
    folder = scripted(tmp_path, TWO)
    legal, sales = json.loads(run(folder, "secrets", "--json")[0])
    assert json.loads(run(folder, "secrets", "sales", "--json")[0]) == [sales]
    (secret,) = legal["secrets"]
    assert (secret["namespace"], secret["name"], secret["made by"]) == ("legal", "kotaemon-admin", None)
    assert secret["keys"]["password"][0]["object"] == "Deployment kotaemon"
    commands = run(folder, "secrets", "--commands")[0].splitlines()
    assert commands == [*legal["commands"], *sales["commands"]]
    assert [command.split()[2] for command in commands] == ["legal", "sales"]
