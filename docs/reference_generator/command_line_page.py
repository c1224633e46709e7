"""The page of the command, as typer knows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kotaemon_cdk8s.cli.program import program

import typer

from reference_generator.markdown import NOTE, code, table

_NAME = "kotaemon-cdk8s"
_HEAD = f"""# Command line

`{_NAME}` comes with the extra `cli`: `pip install 'kotaemon-cdk8s[cli]'`. Where its folder is not on the PATH,
`python -m kotaemon_cdk8s.cli` is the same.

Commands with an option `--app` run your script in their own process, up to its end, and take the constructs that it
makes: nothing is read from YAML. Only `synth` lets it write manifests. The script is `app` of `cdk8s.yaml` in the
current folder, or else `app.py`; what it prints goes to the standard error, so that the output stays what the command
says.

| Exit code | Meaning |
| --- | --- |
| 0 | all is well |
| 1 | faults: the script fails, the deployment cannot be, or what was asked for is not there; nothing was written |
| 2 | a wrong call: an unknown command, option or value |

Errors go to the standard error, with the file and line of your script that they come from. `--debug` shows the whole
trace. `{_NAME} --install-completion` sets up completion for your shell; names of deployments are completed from the
output folder, because to run the script takes seconds.
"""


def command_line() -> str:
    """The page of the command, as typer knows it."""
    group: Any = typer.main.get_command(program)
    parts = [NOTE, _HEAD]
    for name, command in group.commands.items():
        usage = " ".join((_NAME, name, "[OPTIONS]", *_arguments(command)))
        parts += [f"## {name}\n", f"```text\n{usage}\n```\n", f"{command.help}\n"]
        parts.append(table(("Argument or option", "Default", "Meaning"), _rows(command)))
    return "\n".join(parts)


def _arguments(command: Any) -> Iterator[str]:
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            shown = _name(parameter) + ("…" if parameter.nargs == -1 else "")
            yield shown if parameter.required else f"[{shown}]"


def _name(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _rows(command: Any) -> Iterator[tuple[str, ...]]:
    for parameter in command.params:
        names = [*parameter.opts, *parameter.secondary_opts]
        if parameter.param_type_name == "argument":
            names = [_name(parameter)]
        default = parameter.default
        shown = "" if default in (None, False) or callable(default) else str(getattr(default, "value", default))
        yield ", ".join(map(code, names)), code(shown), parameter.help or ""
