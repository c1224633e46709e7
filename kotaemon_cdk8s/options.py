"""Option groups: frozen, and checked the moment they are made.

An option group is checked where it is written, before it belongs to a construct, so its
errors carry the class name where others carry the construct path.
"""

from __future__ import annotations

import dataclasses
import ipaddress
import math
import re
import types
import typing
from abc import ABCMeta
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, cast
from urllib.parse import urlsplit

from kotaemon_cdk8s import quantities, secret_guard
from kotaemon_cdk8s.errors import Fault, OptionError
from kotaemon_cdk8s.signatures import misuse, signature_of

JsonValue = Any
"""What JSON can say; `At.json` checks it."""

_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
_HOST_PART = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_LABEL_VALUE = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENV_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SECRET_KEY = re.compile(r"[-._a-zA-Z0-9]+")


@dataclasses.dataclass(frozen=True)
class At:
    """A place to complain from: a construct path or an option class."""

    path: str

    def fail(self, field: str, value: object, cause: str, fix: str) -> NoReturn:
        """Refuse `field`."""
        shown = secret_guard.redacted(repr(value))
        raise OptionError(Fault(self.path, field, shown, secret_guard.redacted(cause), fix))

    def require(self, holds: bool, field: str, value: object, cause: str, fix: str) -> None:
        """Refuse `field` unless the condition holds."""
        if not holds:
            self.fail(field, value, cause, fix)

    def dns_label(self, field: str, value: str, *, longest: int = 63) -> None:
        """A name that may stand in a DNS name and a label value (RFC 1123 label)."""
        self.require(
            bool(_LABEL.fullmatch(value)) and len(value) <= longest,
            field,
            value,
            f"not a DNS label of at most {longest} characters; the API server refuses it",
            "use lower-case letters, digits and '-', beginning and ending with a letter or digit",
        )

    def dns_name(self, field: str, value: str) -> None:
        """An object name of several DNS labels (RFC 1123 subdomain)."""
        self.require(
            len(value) <= 253 and all(_LABEL.fullmatch(part) for part in value.split(".")),
            field,
            value,
            "not a DNS name of at most 253 characters; the API server refuses it",
            "use lower-case letters, digits, '-' and '.', each part beginning and ending with a letter or digit",
        )

    def quantity(self, field: str, value: str, *, at_least: str = "0") -> None:
        """A Kubernetes quantity such as `500m` or `10Gi`."""
        try:
            number = quantities.parse(value)
        except ValueError:
            self.fail(
                field,
                value,
                "not a Kubernetes quantity",
                "write a number with a unit the API server knows, such as '500m', '2', '1Gi' or '10Gi'",
            )
        self.require(
            number > 0 and number >= quantities.parse(at_least),
            field,
            value,
            f"too small to be of use: the least that can work is {at_least}" if at_least != "0" else "is zero",
            f"give at least {at_least}" if at_least != "0" else "give a quantity above zero, or leave the option out",
        )

    def label_key(self, field: str, value: str) -> None:
        """A label or annotation key: an optional DNS prefix, `/`, and a name."""
        prefix, _, name = value.rpartition("/")
        good = 0 < len(name) <= 63 and bool(_LABEL_VALUE.fullmatch(name))
        if prefix:
            good = good and len(prefix) <= 253 and all(_LABEL.fullmatch(part) for part in prefix.split("."))
        self.require(
            good and not value.startswith("/"),
            field,
            value,
            "not a label or annotation key; the API server refuses it",
            "write it as 'name' or 'dns.prefix/name', the name at most 63 characters",
        )

    def label_keys(self, field: str, keys: Iterable[str], *, ours: Collection[str] = ()) -> None:
        """Label or annotation keys of the user, none of them one that we set ourselves."""
        for key in keys:
            self.label_key(field, key)
            self.require(
                key not in ours,
                field,
                key,
                "the library sets it on this object, so the value given here would be lost",
                "leave it out",
            )

    def label_value(self, field: str, value: str) -> None:
        """A label value."""
        self.require(
            len(value) <= 63 and bool(_LABEL_VALUE.fullmatch(value)),
            field,
            value,
            "not a label value; the API server refuses it",
            "use at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit",
        )

    def env_name(self, field: str, value: str) -> None:
        """The name of an environment variable."""
        self.require(
            bool(_ENV_NAME.fullmatch(value)),
            field,
            value,
            "not the name of an environment variable",
            "use letters, digits and '_', not beginning with a digit",
        )

    def secret_key(self, field: str, value: str) -> None:
        """A key within a Secret."""
        self.require(
            len(value) <= 253 and bool(_SECRET_KEY.fullmatch(value)),
            field,
            value,
            "not a key of a Secret; the API server refuses it",
            "name the key under which the value stands in the Secret, such as 'password'",
        )

    def number(
        self, field: str, value: float, *, at_least: float, at_most: float | None = None, unit: str = ""
    ) -> None:
        """A number within bounds."""
        bounds = f"at least {at_least:g}" if at_most is None else f"from {at_least:g} to {at_most:g}"
        self.require(
            value >= at_least and (at_most is None or value <= at_most),
            field,
            value,
            f"out of range: it must be {bounds}{unit and ' ' + unit}",
            f"give a number {bounds}",
        )

    def host(self, field: str, value: str) -> None:
        """The DNS name or address of a server, without scheme, port and path."""
        try:
            ipaddress.ip_address(value)
        except ValueError:
            self.require(
                len(value) <= 253 and all(_HOST_PART.fullmatch(part) for part in value.split(".")),
                field,
                value,
                "not a host name or address",
                "write the name alone, such as 'db.example.com'; the port has an option of its own",
            )

    def url(self, field: str, value: str) -> None:
        """An http(s) URL without credentials in it."""
        match = re.fullmatch(r"https?://(?P<authority>[^/?#\s]+)[^\s]*", value)
        if match is None or not re.search(r"(?<!:)(:\d{1,5})?$", match["authority"]):
            self.fail(field, value, "not an http or https URL", "write it whole, such as 'https://host.example/v1'")
        try:
            urlsplit(value).port  # noqa: B018 (reading it is what checks it)
        except ValueError:
            self.fail(field, value, "its port is no number up to 65535", "write it as 'https://host.example:8443/v1'")
        if "@" in match["authority"]:
            self.fail(
                field,
                value.replace(match["authority"].rpartition("@")[0], "…"),
                "carries a user name or password, which would stand in Git",
                "leave the credentials out and give them as a SecretRef",
            )

    def json(self, field: str, value: object) -> None:
        """What JSON can say: texts, finite numbers, truth values, None, and lists and mappings of these."""
        if isinstance(value, Mapping):
            for key, item in value.items():
                self.types({field: str}, {field: key})
                self.json(f"{field}.{key}", item)
        elif isinstance(value, list | tuple):
            for index, item in enumerate(value):
                self.json(f"{field}[{index}]", item)
        else:
            self.require(
                value is None
                or isinstance(value, str | bool | int)
                or (isinstance(value, float) and math.isfinite(value)),
                field,
                value,
                f"JSON has no such value ({type(value).__name__})",
                "use texts, finite numbers, True, False, None, lists and mappings",
            )

    def not_blank(self, field: str, value: str) -> None:
        """A text with something in it."""
        self.require(bool(value.strip()), field, value, "is empty", "give it a value, or leave the option out")

    def types(self, hints: Mapping[str, Any], values: Mapping[str, object]) -> None:
        """Each value is of the type its option declares, and its texts can be written."""
        for field, value in values.items():
            for text in _texts(value):
                self.require(
                    "\0" not in text and not _SURROGATE.search(text),
                    field,
                    text,
                    "holds a character that neither YAML nor an environment variable can",
                    "take the NUL or the lone surrogate out",
                )
            if not _is_of_type(value, hints[field]):
                wanted = _type_name(hints[field])
                # Whoever gives a text where a SecretRef is meant mostly gives the secret itself.
                secret = "SecretRef" in wanted
                raise OptionError(
                    Fault(
                        self.path,
                        field,
                        f"({type(value).__name__}, not shown)" if secret else secret_guard.redacted(repr(value)),
                        f"is of type {type(value).__name__}, or has a part of another type",
                        getattr(hints[field], "made_with", None)
                        or (
                            'give SecretRef("name of the Secret", "key")'
                            if secret
                            else f"give a value of type {wanted}"
                        ),
                    )
                )


class CheckedCall(ABCMeta):
    """Metaclass of the option groups: a call that does not fit is refused in our own words."""

    if not TYPE_CHECKING:  # a type checker sees the parameters of each class

        def __call__(cls, *args: Any, **kwargs: Any) -> Any:
            """Make one."""
            try:
                return super().__call__(*args, **kwargs)
            except TypeError:
                wrong = misuse(cls.__name__, signature_of(cls), args, kwargs)
                if wrong is None:
                    raise
                raise wrong from None


class Options(metaclass=CheckedCall):
    """Base of the option groups: frozen dataclasses, checked when made.

    Raises:
        OptionError: A field has the wrong type or a value that cannot work.
    """

    def __post_init__(self) -> None:
        at = At(type(self).__name__)
        hints = _hints(cast("Hashable", type(self)))
        fields = [field.name for field in dataclasses.fields(self)]  # type: ignore[arg-type]
        at.types(hints, {name: getattr(self, name) for name in fields})
        for name in fields:
            object.__setattr__(self, name, frozen(getattr(self, name)))
        self.check(at)

    def check(self, at: At) -> None:
        """Refuse values that cannot work; for option groups to fill in."""


def frozen(value: Any) -> Any:
    """A copy that nobody can change behind our back; JSON-like containers keep their meaning."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(item) for key, item in value.items()})
    return value


def thawed(value: Any) -> Any:
    """The same as plain lists and dicts, as `json` and jsii want them."""
    if isinstance(value, list | tuple):
        return [thawed(item) for item in value]
    if isinstance(value, Mapping):
        return {key: thawed(item) for key, item in value.items()}
    return value


@cache
def _hints(cls: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(cls)


@cache
def constructor_hints(cls: Hashable) -> dict[str, Any]:
    """Types of the options of a construct, by name."""
    hints = typing.get_type_hints(cast("Any", cls).__init__)
    return {key: hint for key, hint in hints.items() if key not in ("scope", "return")}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, list | tuple | frozenset):
        for item in value:
            yield from _texts(item)


def _is_of_type(value: object, hint: Any) -> bool:
    # Written out, because typeguard 2, which cdk8s pins, checks neither `X | None` nor the
    # contents of a Mapping, and takes a text for a sequence of texts and True for 1.
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return True
    if _is_union(hint):
        return any(_is_of_type(value, alternative) for alternative in arguments)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(
            _is_of_type(key, arguments[0]) and _is_of_type(item, arguments[1]) for key, item in value.items()
        )
    if origin in (Sequence, frozenset):
        return (
            isinstance(value, origin)
            and not isinstance(value, str | bytes)
            and all(_is_of_type(item, arguments[0]) for item in value)
        )
    if isinstance(value, bool):
        return bool(hint is bool)
    return isinstance(value, int | float) if hint is float else isinstance(value, hint)


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in (typing.Union, types.UnionType)


def _type_name(hint: Any) -> str:
    text = hint.__name__ if isinstance(hint, type) and not typing.get_args(hint) else str(hint)
    return re.sub(r"\b(?:[a-z_0-9]+\.)+(?=[A-Z])", "", text).replace("NoneType", "None")
