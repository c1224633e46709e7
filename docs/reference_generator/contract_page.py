"""The page of all that the app reads."""

from __future__ import annotations

import csv
from importlib import resources

from reference_generator.markdown import NOTE, code, table

_KINDS = {
    "env": (
        "Environment variables",
        "Read by the app, its start scripts or its locked packages. A variable with an owner is refused in"
        " `env`; the others may be given there.",
    ),
    "setting": (
        "Settings",
        "Names of the app's `flowsettings.py`. A setting with an owner is refused in `settings`;"
        " the others may be given there.",
    ),
    "dead": (
        "Names that nothing reads",
        "People set these, in guides and charts, as environment variables. They do nothing, so `env` refuses them.",
    ),
}


def contract() -> str:
    """The page of all that the app reads."""
    with resources.files("kotaemon_cdk8s.kotaemon_app").joinpath("contract.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    strange = {row["kind"] for row in rows} - _KINDS.keys()
    if strange:
        raise SystemExit(f"docs/generate_reference.py: unknown kinds in contract.csv: {', '.join(sorted(strange))}")
    parts = [
        NOTE,
        "# Contract with the app\n",
        "What Kotaemon v0.11.3 and its locked packages read, and what they do not. From\n"
        "`kotaemon_cdk8s/kotaemon_app/contract.csv`, which the library itself uses to check `env` and `settings`.\n"
        "Sources are paths in Cinnamon/kotaemon at v0.11.3, or a package with the version of its `uv.lock`.\n",
        "- Owner: the option of `KotaemonApp` that sets it; *the library*: set to what the pod needs, or kept unset.\n"
        "- `.env`: whether the image's `/app/.env` has an effect on it (the process environment goes first).\n"
        "- Credential: its value is one; give it as a `SecretRef`.\n",
    ]
    for kind, (title, text) in _KINDS.items():
        of_kind = [row for row in rows if row["kind"] == kind]
        parts += [f"## {title}\n", f"{text} {len(of_kind)} names.\n"]
        if kind == "dead":
            parts.append(
                table(
                    ("Name", "Use instead", "Source"), ((code(r["name"]), r["meaning"], r["source"]) for r in of_kind)
                )
            )
            continue
        heads = ("Name", "Type", "Default in the image", "Owner", *((".env",) if kind == "env" else ()))
        parts.append(
            table(
                (*heads, "Credential", "Meaning", "Source"),
                (
                    (
                        code(r["name"]),
                        code(r["type"]),
                        code(r["default"]),
                        r["option"] if r["option"] in ("", "the library") else code(r["option"]),
                        *((r["dotenv"],) if kind == "env" else ()),
                        r["secret"],
                        r["meaning"],
                        r["source"],
                    )
                    for r in of_kind
                ),
            )
        )
    return "\n".join(parts)
