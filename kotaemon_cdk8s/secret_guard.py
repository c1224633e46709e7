"""No secret value in the output: literals that look like credentials are refused.

A guard, not a proof: it knows the forms that issuers document, names that mean a secret,
and credentials in URLs. What it refuses has a way that works: a `SecretRef`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any

# Marker and form, after `_START`, of what issuers document. The marker is looked for first: compiling and
# running all forms over every text would cost more than the rest of a synthesis.
_ISSUED: tuple[tuple[str, str], ...] = (
    ("sk-", r"sk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{8,}"),  # OpenAI, Anthropic, and others of their protocol
    ("AKIA", r"AKIA[0-9A-Z]{16}(?![A-Za-z0-9])"),  # AWS access key
    ("AIza", r"AIza[0-9A-Za-z_-]{35}"),  # Google API key
    ("gh", r"gh[pousr]_[A-Za-z0-9]{36,}"),  # GitHub
    ("github_pat_", r"github_pat_[A-Za-z0-9_]{22,}"),
    ("glpat-", r"glpat-[A-Za-z0-9_-]{20,}"),  # GitLab
    ("xox", r"xox[abprs]-[A-Za-z0-9-]{10,}"),  # Slack
    ("hf_", r"hf_[A-Za-z0-9]{30,}"),  # Hugging Face
    ("gsk_", r"gsk_[A-Za-z0-9]{20,}"),  # Groq
    ("tvly-", r"tvly-[A-Za-z0-9-]{10,}"),  # Tavily
    ("jina_", r"jina_[A-Za-z0-9_-]{20,}"),  # Jina
    ("eyJ", r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\."),  # JSON Web Token
    ("PRIVATE KEY", r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    # Password in a URL; `{{.password}}` of a template is none, unless it has the text in quotes.
    (
        "://",
        r"""[a-z][a-z0-9+.-]*://(?:\{\{[^{}]*\}\}|\{(?!\{[^{}]*\}\})|[^/\s:@{])*:(?!(?:\{\{[^{}"'`]*\}\})+@)[^/\s@]+@""",
    ),
)
# Not within a word, where `-` and `_` end one; or after an escape in JSON, whose letter is none of the text.
_START = r"(?:(?<![A-Za-z0-9])|(?<=\\[nrtbf])|(?<=\\u[0-9a-f]{4}))"
NAMED = r"(?i)(?:^|[_.-])(?:API_?KEY|KEY|TOKEN|SECRET|PASS|PASSWORD|PASSWD|PWD|PASSPHRASE|CREDENTIALS?)$"
# Fields of custom resources, charts' values and ConfigMaps. Not `secretKey` and the like, which name a key.
_FIELD = r"(?i)(?:password|passwd|passphrase|api[_-]?key|secret[_-]?access[_-]?key)$"
_ARGUMENT = r"(?i)(?:^|[\s;&|])-{0,2}[\w-]*(?:password|passwd|secret|token|api[-_]?key)[= ]\s*(?!\$)[^\s$]{4,}"
_IN_ARGUMENTS = r"\.(command|args)\[\d+\]$"
HARMLESS = r"(?i)|true|false|yes|no|on|off|none|null|\d+(\.\d+)?|\$\([A-Za-z_]\w*\)"


def is_credential(value: str) -> bool:
    """Whether a text has the form of a credential."""
    return any(marker in value and re.search(_START + form, value) for marker, form in _ISSUED)


def names_credential(name: str, value: str) -> bool:
    """Whether a name says that its value is a credential, and the value could be one."""
    return bool(value and re.search(NAMED, name)) and not re.fullmatch(HARMLESS, value)


def shortened(value: str) -> str:
    """What may be shown of it in a message."""
    return f"{value[:3]}… ({len(value)} characters)"


def redacted(text: str) -> str:
    """A text for a message, with what has the form of a credential shortened."""
    for marker, form in _ISSUED:
        if marker in text:
            text = re.sub(_START + form, lambda found: shortened(found[0]), text)
    return text


def shown(value: Any) -> str:
    """A value for a message, with every literal in it that looks like a credential shortened."""
    text = repr(value)
    for _, literal in _walk("", value):
        text = text.replace(repr(literal)[1:-1], shortened(literal))
    return redacted(text)


def is_sealed(value: str) -> bool:
    """Whether a text has the form of what kubeseal encrypts; whatever else has been put in its place has not.

    Base64 of the length of an RSA ciphertext in two bytes, that ciphertext, and an AES-GCM
    ciphertext (bitnami-labs/sealed-secrets, pkg/crypto/crypto.go). OAEP with SHA-256 makes at
    least 98 bytes of a key of 32 (RFC 8017, 7.1.1), and AES-GCM adds a tag of 16.
    """
    try:
        data = base64.b64decode(value, validate=True)
    except ValueError:
        return False
    length = int.from_bytes(data[:2], "big")
    return length >= 98 and len(data) >= 2 + length + 16


def credentials_in(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """All literals of a Kubernetes object that look like credentials.

    Args:
        content: The object as it goes to the API server.

    Yields:
        Its dotted field, and the literal.
    """
    if content.get("kind") == "SealedSecret":
        # What is sealed may have any form by chance, and what is not sealed is a credential.
        spec = content["spec"]
        values = spec["encryptedData"]
        yield from ((f"spec.encryptedData.{key}", text) for key, text in values.items() if not is_sealed(text))
        content = {**content, "spec": {key: part for key, part in spec.items() if key != "encryptedData"}}
    yield from _walk("", content)


def _walk(field: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if is_credential(value) or (
            field.endswith("]") and re.search(_IN_ARGUMENTS, field) and re.search(_ARGUMENT, value)
        ):
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
            shown = redacted(str(key))
            inner = f"{field}.{shown}" if field else shown
            if shown != key:
                yield inner, str(key)
            if isinstance(item, str) and _is_field_value(str(key), item):
                yield inner, item
            yield from _walk(inner, item)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _walk(f"{field}[{index}]", item)
            if field.endswith((".command", ".args")) and index and _is_flag_value(value[index - 1], item):
                yield f"{field}[{index}]", item


def _is_field_value(key: str, value: str) -> bool:
    """Whether `value` is the credential that its field is called after; a template's action is none."""
    if not re.search(_FIELD, key) or is_credential(value):
        return False
    return bool(value) and "{{" not in value and not re.fullmatch(HARMLESS, value)


def _is_flag_value(flag: object, value: object) -> bool:
    """Whether `value` follows a flag such as `--password` in a list of arguments."""
    if not isinstance(flag, str) or not isinstance(value, str) or value.startswith(("-", "$")):
        return False
    return bool(re.fullmatch(r"--?[\w.-]+", flag)) and names_credential(flag, value)
