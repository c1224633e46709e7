"""Write docs/reference/options.md, contract.md and secrets-of-the-deployments.md from the code.

`python docs/generate_reference.py` writes the pages; with `--check` it writes nothing and
exits 1 if a page differs from the code.
"""

from __future__ import annotations

import ast
import csv
import enum
import inspect
import os
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import kotaemon_cdk8s  # noqa: E402 (the folder above has to be on the path first)
from kotaemon_cdk8s.backends import Backends  # noqa: E402

import cdk8s  # noqa: E402

import app as examples  # noqa: E402

_NOTE = "<!-- Written by docs/generate_reference.py. Do not edit: change the code and run it again. -->\n"
_SECTION = re.compile(r"(Args|Raises|Returns|Yields):")
_ENTRY = re.compile(r"(?P<name>\w+): *(?P<text>.*)")
_LIKE = re.compile(r"rguments as in `(?:(?P<owner>\w+)\.)?(?P<name>\w+)`")
_SHOWN = ("staticmethod", "model_method")

GROUPS: dict[str, tuple[str, ...]] = {
    "Constructs": ("KotaemonApp", "Namespace", "PodSecurity", "ArgoApplication"),
    "Credentials": (
        "SecretRef",
        "ExternalSecret",
        "SecretStore",
        "RemoteKey",
        "SealedSecret",
        "SealedScope",
        "SecretInventory",
        "NeededSecret",
        "SecretReader",
        "SecretRotation",
    ),
    "Image and login": ("Image", "Mode"),
    "All images": ("ImageSources", "ImageInventory"),
    "Storage": ("Storage", "AccessMode"),
    "Stores": (
        "MetadataDb",
        "SslMode",
        "Pooler",
        "PoolMode",
        "VectorStore",
        "MilvusTopology",
        "MilvusMinio",
        "MilvusS3",
        "DocumentStore",
        "PythonPackages",
    ),
    "Servers": ("ServerImage", "ServerResources", "ServerStorage", "Placement"),
    "Certificates": ("ServerTls", "IssuedTls", "IssuerRef", "CertificateAuthority"),
    "Types of stores": ("MetadataDbBackend", "VectorStoreBackend", "DocumentStoreBackend"),
    "Models": (
        "OpenAI",
        "AzureOpenAI",
        "Anthropic",
        "Google",
        "Groq",
        "Cohere",
        "Mistral",
        "Voyage",
        "Ollama",
        "TextEmbeddingsInference",
        "Vllm",
        "Model",
        "ModelKind",
        "VisionModel",
        "ModelProvider",
    ),
    "Documents and answers": (
        "Index",
        "Reasoning",
        "ReasoningPipeline",
        "DocumentReaders",
        "AzureDocumentIntelligence",
        "AdobePdfServices",
        "WebSearch",
        "UserInterface",
    ),
    "Pod": ("Resources", "Probes", "Pod", "PodHardening", "AppArmor", "WorkloadIdentity"),
    "Security": ("Security", "HostAccess", "Peer", "ClusterDns"),
    "Objects and output": ("Override", "output_folder"),
    "Errors": ("KotaemonCdk8sError", "OptionError", "SynthesisError", "OutputError", "Fault"),
}

KINDS = {
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


@dataclass
class Doc:
    """A Google docstring in parts.

    Args:
        text: What comes before the sections.
        sections: By section, the entries by name.
    """

    text: str
    sections: dict[str, dict[str, str]] = field(default_factory=dict)


def parse(docstring: str | None) -> Doc:
    """Take a Google docstring apart."""
    lines = inspect.cleandoc(docstring or "").splitlines()
    text: list[str] = []
    sections: dict[str, dict[str, str]] = {}
    entries: dict[str, str] | None = None
    name = ""
    for line in lines:
        heading = _SECTION.fullmatch(line)
        if heading:
            entries, name = sections.setdefault(heading[1], {}), ""
            continue
        if entries is None:
            text.append(line)
            continue
        entry = _ENTRY.fullmatch(line[4:]) if line.startswith("    ") and not line.startswith("     ") else None
        if entry:
            name = entry["name"]
            entries[name] = entry["text"]
        elif line.strip():
            entries[name] = f"{entries.get(name, '')} {line.strip()}".strip()
    return Doc(inspect.cleandoc("\n".join(text)), sections)


@cache
def tree(owner: type) -> ast.ClassDef:
    """Source of a class."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(owner))).body
    if not isinstance(node, ast.ClassDef):
        raise TypeError(owner)
    return node


@dataclass(frozen=True)
class Argument:
    """One argument of a constructor or function, as the source has it."""

    name: str
    type: str
    default: str | None


def arguments(function: ast.FunctionDef, owner: object) -> list[Argument]:
    """Arguments in order, without `self`."""
    given = function.args
    plain = [*given.posonlyargs, *given.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(given.defaults)) + list(given.defaults)
    pairs = [*zip(plain, defaults, strict=True), *zip(given.kwonlyargs, given.kw_defaults, strict=True)]
    return [
        Argument(arg.arg, ast.unparse(arg.annotation) if arg.annotation else "", _default(default, owner))
        for arg, default in pairs
        if arg.arg != "self"
    ]


def fields(owner: type) -> list[Argument]:
    """Fields of a dataclass, with the default that stands in the source."""
    return [
        Argument(node.target.id, ast.unparse(node.annotation), _default(node.value, owner))
        for node in tree(owner).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]


def described(owner: type) -> Iterator[tuple[str, str, str]]:
    """Attributes that have a docstring of their own: name, type or value, text."""
    for node, after in pairwise(tree(owner).body):
        if not (isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)):
            continue
        text = " ".join(inspect.cleandoc(str(after.value.value)).split())
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, ast.unparse(node.annotation), text
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, ast.unparse(node.value), text


def functions(owner: type) -> dict[str, ast.FunctionDef]:
    """Named constructors of a class, and methods that make models, in the order of the source."""
    return {
        node.name: node
        for node in tree(owner).body
        if isinstance(node, ast.FunctionDef)
        and any(
            isinstance(mark, ast.Name) and mark.id in ("staticmethod", "model_method") for mark in node.decorator_list
        )
    }


def options() -> str:
    """The page of all public names."""
    listed = [name for names in GROUPS.values() for name in names]
    if sorted(listed) != sorted(kotaemon_cdk8s.__all__):
        missing = set(kotaemon_cdk8s.__all__) ^ set(listed)
        raise SystemExit(f"docs/generate_reference.py: GROUPS and __all__ differ: {', '.join(sorted(missing))}")
    parts = [
        _NOTE,
        "# Options\n",
        "Every public name, imported from `kotaemon_cdk8s`. Types and defaults are those of the signatures.\n"
        "Option groups are frozen dataclasses; they are checked the moment they are made.\n",
        "\n".join(
            f"- {title}: " + ", ".join(f"[`{name}`](#{name.lower()})" for name in names)
            for title, names in GROUPS.items()
        )
        + "\n",
    ]
    for title, names in GROUPS.items():
        parts.append(f"## {title}\n")
        parts.extend(part for name in names for part in _public(name, getattr(kotaemon_cdk8s, name)))
    return "\n".join(parts)


def _public(name: str, value: Any) -> Iterator[str]:
    yield f"### {name}\n"
    doc = parse(inspect.getdoc(value))
    # Examples in docstrings are fragments; `python` marks those of the docs that run as they are.
    yield doc.text.replace("```python", "```py") + "\n"
    if not isinstance(value, type):
        (node,) = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(value)))).body
        if not isinstance(node, ast.FunctionDef):
            raise TypeError(name)
        yield _arguments(arguments(node, inspect.unwrap(value)), doc.sections.get("Args", {}))
        yield from _rest(doc)
        return
    if issubclass(value, enum.Enum):
        yield _table(("Member", "Value", "Meaning"), ((_code(a), _code(b), c) for a, b, c in described(value)))
        return
    if isinstance(value, Backends):
        for backend, member in vars(value).items():
            if isinstance(member, staticmethod):
                yield from _backend(f"{name}.{backend}", inspect.unwrap(member.__func__))
        return
    named = functions(value)
    given = fields(value) if hasattr(value, "__dataclass_fields__") else _own_init(value)
    if given and not (named and "make one with" in doc.text):
        yield _arguments(given, doc.sections.get("Args", {}))
    elif given:
        meant = doc.sections.get("Args", {})
        rows = ((_code(field.name), _code(field.type), meant.get(field.name, "")) for field in given)
        yield _table(("Field, for reading", "Type", "Meaning"), rows)
    yield from _rest(doc)
    attributes = [] if hasattr(value, "__dataclass_fields__") else list(described(value))
    if attributes:
        yield "Attributes:\n"
        yield _table(("Attribute", "Type", "Meaning"), ((_code(a), _code(b), c) for a, b, c in attributes))
    for function, node in named.items():
        own = parse(ast.get_docstring(node))
        meant = dict(own.sections.get("Args", {}))
        like = _LIKE.search(own.text)
        if like:
            there = functions(getattr(kotaemon_cdk8s, like["owner"])) if like["owner"] else named
            meant = {**parse(ast.get_docstring(there[like["name"]])).sections.get("Args", {}), **meant}
        yield f"#### {name}.{function}\n"
        yield own.text + "\n"
        if arguments(node, value):
            yield _arguments(arguments(node, value), meant)
        yield from _rest(own)


def _backend(title: str, made: Any) -> Iterator[str]:
    doc = parse(inspect.getdoc(made))
    yield f"#### {title}\n"
    yield doc.text + "\n"
    given = fields(made) if hasattr(made, "__dataclass_fields__") else _own_init(made)
    if given:
        yield _arguments(given, doc.sections.get("Args", {}))
    yield from _rest(doc)
    if not hasattr(made, "__dataclass_fields__"):
        yield "Attributes:\n"
        yield _table(("Attribute", "Type", "Meaning"), ((_code(a), _code(b), c) for a, b, c in described(made)))


def _own_init(owner: type) -> list[Argument]:
    for node in tree(owner).body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__" and not node.args.vararg:
            return arguments(node, owner)
    return []


def _arguments(given: list[Argument], meant: dict[str, str]) -> str:
    rows = (
        (
            _code(argument.name),
            _code(argument.type),
            "required" if argument.default is None else _code(argument.default),
            meant.get(argument.name, ""),
        )
        for argument in given
    )
    return _table(("Argument", "Type", "Default", "Meaning"), rows)


def _rest(doc: Doc) -> Iterator[str]:
    for section in ("Yields", "Returns", "Raises"):
        for name, text in doc.sections.get(section, {}).items():
            yield f"{section}: {f'{_code(name)}: ' if name else ''}{text}\n"


def contract() -> str:
    """The page of all that the app reads."""
    with resources.files("kotaemon_cdk8s.kotaemon_app").joinpath("contract.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    strange = {row["kind"] for row in rows} - KINDS.keys()
    if strange:
        raise SystemExit(f"docs/generate_reference.py: unknown kinds in contract.csv: {', '.join(sorted(strange))}")
    parts = [
        _NOTE,
        "# Contract with the app\n",
        "What Kotaemon v0.11.3 and its locked packages read, and what they do not. From\n"
        "`kotaemon_cdk8s/kotaemon_app/contract.csv`, which the library itself uses to check `env` and `settings`.\n"
        "Sources are paths in Cinnamon/kotaemon at v0.11.3, or a package with the version of its `uv.lock`.\n",
        "- Owner: the option of `KotaemonApp` that sets it; *the library*: set to what the pod needs, or kept unset.\n"
        "- `.env`: whether the image's `/app/.env` has an effect on it (the process environment goes first).\n"
        "- Credential: its value is one; give it as a `SecretRef`.\n",
    ]
    for kind, (title, text) in KINDS.items():
        of_kind = [row for row in rows if row["kind"] == kind]
        parts += [f"## {title}\n", f"{text} {len(of_kind)} names.\n"]
        if kind == "dead":
            parts.append(
                _table(
                    ("Name", "Use instead", "Source"), ((_code(r["name"]), r["meaning"], r["source"]) for r in of_kind)
                )
            )
            continue
        heads = ("Name", "Type", "Default in the image", "Owner", *((".env",) if kind == "env" else ()))
        parts.append(
            _table(
                (*heads, "Credential", "Meaning", "Source"),
                (
                    (
                        _code(r["name"]),
                        _code(r["type"]),
                        _code(r["default"]),
                        r["option"] if r["option"] in ("", "the library") else _code(r["option"]),
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


def secrets() -> str:
    """The page of the Secrets that the reference deployments need."""
    parts = [
        _NOTE,
        "# Secrets of the deployments\n",
        "Which Secrets the deployments of `app.py` need, found in their objects by `SecretInventory`. Without one,\n"
        "the pods that read it do not start. In the commands, put your own values in place of `…`; a file has the\n"
        "name of its key. [Other ways to bring Secrets](../how-to/bring-secrets.md).\n",
    ]
    for example in examples.CHARTS:
        chart = example(cdk8s.App(outdir=os.devnull))
        inventory = kotaemon_cdk8s.SecretInventory.of(chart)
        parts += [f"## {chart.node.id}\n", f"{inspect.getdoc(example)}\n", inventory.markdown()]
    return "\n".join(parts)


def _default(value: ast.expr | None, owner: object) -> str | None:
    if value is None:
        return None
    text = ast.unparse(value)
    constant = _constant(inspect.getmodule(owner), text)
    if isinstance(constant, str):
        return repr(constant)
    if isinstance(constant, kotaemon_cdk8s.ServerImage):
        return f"ServerImage({constant.repository!r}, {constant.tag!r})"
    made = re.fullmatch(r"field\(default_factory=lambda: (.+)\)", text)
    if made:
        return made[1]
    factory = re.fullmatch(r"field\(default_factory=(dict|list)\)|frozen\((\{\})\)", text)
    return ("[]" if factory[1] == "list" else "{}") if factory else text


def _constant(module: object, dotted: str) -> object:
    """What a name in a module stands for, such as `DEFAULT` or `images.POSTGRES`; None for other expressions."""
    for part in dotted.split("."):
        module = getattr(module, part, None)
    return module


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [" | ".join(_cell(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def _cell(text: str) -> str:
    # A bar ends a cell even within code; an angle bracket begins a tag, but not within code.
    parts = " ".join(text.split()).replace("|", "\\|").split("`")
    return "`".join(part if index % 2 else part.replace("<", "&lt;") for index, part in enumerate(parts))


def main(argv: list[str]) -> int:
    """Write the pages, or compare them."""
    pages = {
        REFERENCE / "options.md": options(),
        REFERENCE / "contract.md": contract(),
        REFERENCE / "secrets-of-the-deployments.md": secrets(),
    }
    if argv == ["--check"]:
        stale = [page for page, text in pages.items() if not page.exists() or page.read_text(encoding="utf-8") != text]
        for page in stale:
            sys.stderr.write(f"{page.relative_to(ROOT)} differs from the code: run python docs/generate_reference.py\n")
        return 1 if stale else 0
    if argv:
        sys.stderr.write(__doc__ or "")
        return 2
    for page, text in pages.items():
        page.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
