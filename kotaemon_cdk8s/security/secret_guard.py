"""No secret value in the output: literals that look like credentials are refused.

A guard, not a proof: it knows the forms that issuers document, names that mean a secret,
and credentials in URLs. What it refuses has a way that works: a `SecretRef`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_ISSUED = re.compile(
    "|".join(
        (
            r"\bsk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{8,}",  # OpenAI, Anthropic, and servers with their protocol
            r"\bAKIA[0-9A-Z]{16}\b",  # AWS access key
            r"\bAIza[0-9A-Za-z_-]{35}",  # Google API key
            r"\bgh[pousr]_[A-Za-z0-9]{36,}",  # GitHub
            r"\bgithub_pat_[A-Za-z0-9_]{22,}",
            r"\bglpat-[A-Za-z0-9_-]{20,}",  # GitLab
            r"\bxox[abprs]-[A-Za-z0-9-]{10,}",  # Slack
            r"\bhf_[A-Za-z0-9]{30,}",  # Hugging Face
            r"\bgsk_[A-Za-z0-9]{20,}",  # Groq
            r"\btvly-[A-Za-z0-9-]{10,}",  # Tavily
            r"\bjina_[A-Za-z0-9_-]{20,}",  # Jina
            r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.",  # JSON Web Token
            r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
            r"\b[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@]+@",  # password in a URL
        )
    )
)
_NAMED = re.compile(r"(?:^|[_.-])(?:API_?KEY|KEY|TOKEN|SECRET|PASS|PASSWORD|PASSWD|PWD|PASSPHRASE|CREDENTIALS?)$", re.I)
_ARGUMENT = re.compile(
    r"(?:^|[\s;&|])-{0,2}[\w-]*(?:password|passwd|secret|token|api[-_]?key)[= ]\s*(?!\$)[^\s$]{4,}", re.I
)
_IN_ARGUMENTS = re.compile(r"\.(command|args)\[\d+\]$")
_HARMLESS = re.compile(r"|true|false|yes|no|on|off|none|null|\d+(\.\d+)?|\$\([A-Za-z_]\w*\)", re.I)


def is_credential(value: str) -> bool:
    """Whether a text has the form of a credential."""
    return bool(_ISSUED.search(value))


def names_credential(name: str, value: str) -> bool:
    """Whether a name says that its value is a credential, and the value could be one."""
    return bool(_NAMED.search(name)) and not _HARMLESS.fullmatch(value)


def shortened(value: str) -> str:
    """What may be shown of it in a message."""
    return f"{value[:3]}… ({len(value)} characters)"


def credentials_in(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """All literals of a Kubernetes object that look like credentials.

    Args:
        content: The object as it goes to the API server.

    Yields:
        Its dotted field, and the literal.
    """
    yield from _walk("", content)


def _walk(field: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if is_credential(value) or (_IN_ARGUMENTS.search(field) and _ARGUMENT.search(value)):
            yield field, value
    elif isinstance(value, Mapping):
        name, literal = value.get("name"), value.get("value")
        if (
            isinstance(name, str)
            and isinstance(literal, str)
            and names_credential(name, literal)
            and not is_credential(literal)
        ):
            yield f"{field}.value", literal
        for key, item in value.items():
            yield from _walk(f"{field}.{key}" if field else str(key), item)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _walk(f"{field}[{index}]", item)
