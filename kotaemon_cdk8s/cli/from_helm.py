"""`from-helm`: from the values of the Helm chart of 2025 to a program that says the same."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from kotaemon_cdk8s.cli.arguments import AsJson, print_json
from kotaemon_cdk8s.cli.failure import failed
from kotaemon_cdk8s.errors import KotaemonCdk8sError

import typer


def from_helm(
    values: Annotated[
        list[Path], typer.Argument(help="Values files, in the order in which Helm got them.", show_default=False)
    ],
    output: Annotated[Path, typer.Option(help="The folder to write; empty, or not there yet.")] = Path("kotaemon"),
    release: Annotated[str, typer.Option(help="Name of the Helm release.")] = "kotaemon",
    namespace: Annotated[
        str | None,
        typer.Option(help="Its namespace. Default: `kotaemon` with --adopt-volume, else `kotaemon-cdk8s`."),
    ] = None,
    adopt_volume: Annotated[
        str | None, typer.Option(help="Go on with this claim of the release, such as `kotaemon-data`.")
    ] = None,
    login_issuer: Annotated[
        str | None, typer.Option(help="URL of the OpenID Connect issuer where people log in; without it, no exposure.")
    ] = None,
    login_client: Annotated[str, typer.Option(help="Name of the client at the issuer.")] = "kotaemon",
    login_domain: Annotated[
        list[str] | None, typer.Option(help="Whose accounts are let in: a domain of e-mail, or `*`.")
    ] = None,
    extra: Annotated[
        list[Path] | None, typer.Option(help="File beside the chart (autoscaler, network policy, logging …).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write app.py and report.md from the values of the chart, with a report of every key.

    Exit codes: 0, both are written; 1, nothing is, and why is said; 2, the command is wrong. No
    value that looks like a credential is printed or written: a SecretRef stands in its place.
    """
    # Only here: other subcommands need neither.
    from kotaemon_cdk8s.migration import report
    from kotaemon_cdk8s.migration.chart import migrate
    from kotaemon_cdk8s.migration.plan import Login, Request
    from kotaemon_cdk8s.migration.values import MigrationError, read
    from kotaemon_cdk8s.options import At

    if (login_issuer is None) != (not login_domain):
        raise failed(["--login-issuer and --login-domain go together: who is let in, and where they log in"])
    try:
        place = namespace or ("kotaemon" if adopt_volume else "kotaemon-cdk8s")
        at = At("from-helm")
        at.dns_label("--namespace", place)
        at.dns_label("--release", release, longest=53)
        if adopt_volume is not None:
            at.dns_name("--adopt-volume", adopt_volume)
        login = Login(login_issuer, login_client, login_domain or ()) if login_issuer else None
        migration = migrate(read(values), Request(release, place, adopt_volume, login), extra or ())
        _write(output, {"app.py": migration.program, "report.md": report.markdown(migration)})
    except (MigrationError, KotaemonCdk8sError) as error:
        raise failed([" ".join(str(error).split())]) from None
    except OSError as error:
        raise failed([f"{output}: cannot be written: {error.strerror}"]) from None
    if as_json:
        print_json(report.content(migration))
        return
    typer.echo(report.markdown(migration), nl=False)
    typer.echo(f"\nWritten: {output / 'app.py'}, {output / 'report.md'}")


def _write(folder: Path, files: dict[str, str]) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise failed([f"{folder}: is not empty; nothing is overwritten: give --output a new folder"])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        # Exclusively: what has come in the meantime is not overwritten either.
        with (folder / name).open("x", encoding="utf-8") as file:
            file.write(text)
