"""What every model provider is: where it is, how it lets the app in, and which models it makes."""

from __future__ import annotations

import typing
from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from kotaemon_cdk8s.models.model import Model, ModelKind
from kotaemon_cdk8s.options import At, JsonValue, Options, frozen
from kotaemon_cdk8s.signatures import misuse, signature_of
from kotaemon_cdk8s.wiring import SecretRef

_T = TypeVar("_T", bound="Callable[..., Any]")

OPEN = "none"
"""Stands for the key of a server that asks for none: the app's clients do not start without one."""


class ModelProvider(Options):
    """Base of the providers; each has a method for each kind of model that the app can use of it."""


def check_client(at: At, timeout_seconds: float | None, max_retries: int | None = None) -> None:
    """Limits of a provider's client, where there are some."""
    if timeout_seconds is not None:
        at.number("timeout_seconds", timeout_seconds, at_least=1, unit="s")
    if max_retries is not None:
        at.number("max_retries", max_retries, at_least=0)


def check_url(at: At, field: str, value: str | SecretRef) -> None:
    """An http(s) URL, or where one stands."""
    if isinstance(value, str):
        at.url(field, value)


def check_root(at: At, field: str, value: str) -> None:
    """The URL of a server, to which the library adds the path."""
    at.url(field, value)
    at.require(
        not urlsplit(value).path.strip("/") and not urlsplit(value).query,
        field,
        value,
        "has a path; the library adds the one that the app's class needs",
        "write scheme, host and port alone, such as 'http://models:8000'",
    )


def made(
    kind: ModelKind,
    type_: str,
    arguments: Mapping[str, JsonValue],
    *,
    url: str | SecretRef,
    name: str,
    default: bool,
    owner: str,
    optional: Mapping[str, JsonValue] = frozen({}),
    parameters: Mapping[str, JsonValue] = frozen({}),
    known: Collection[str] = (),
) -> Model:
    """A model of a class of the app.

    Args:
        kind: What it is for.
        type_: Dotted name of the class.
        arguments: Of that class.
        url: Where the app connects to.
        name: Name in the app.
        default: Whether it is the default of its kind.
        owner: Class of the provider, for messages.
        optional: Further arguments; None leaves one to the class.
        parameters: Further arguments, given by the user.
        known: Names that these may have: to others, the app's class reacts by not starting, or
            not at all (tried with v0.11.3).

    Raises:
        OptionError: A parameter is unknown, or a value cannot stand in a model.
    """
    at = At(f"{owner}.{kind.value}")
    for parameter, value in parameters.items():
        at.require(
            parameter in known,
            f"parameters.{parameter}",
            value,
            f"{type_.rpartition('.')[2]} of the app has no such parameter: it would not start, or ignore it"
            if parameter not in {**arguments, **optional}
            else "an option sets it",
            f"take one of {', '.join(sorted(known))}" if known else "leave it out; there is none",
        )
    chosen = {key: value for key, value in optional.items() if value is not None}
    return Model(
        kind=kind,
        name=name,
        spec={"__type__": type_, **arguments, **chosen, **parameters},
        default=default,
        urls=(url,),
    )


def model_method(make: _T) -> _T:
    """Mark a method that makes a model: arguments that cannot work are refused in our own words."""
    signature = signature_of(make)

    @wraps(make)
    def checked(self: ModelProvider, *args: Any, **kwargs: Any) -> Any:
        where = f"{type(self).__name__}.{make.__name__}"
        wrong = misuse(where, signature, args, kwargs)
        if wrong:
            raise wrong
        given = signature.bind(*args, **kwargs).arguments
        at = At(where)
        at.types(typing.get_type_hints(make), given)
        _check(at, given)
        return make(self, *args, **kwargs)

    return typing.cast("_T", checked)


def _check(at: At, given: Mapping[str, Any]) -> None:
    for option in ("model", "deployment"):
        if option in given:
            at.not_blank(option, given[option])
    if given.get("temperature") is not None:
        at.number("temperature", given["temperature"], at_least=0, at_most=2)
    for option in ("max_tokens", "context_length", "dimensions", "max_characters"):
        if given.get(option) is not None:
            at.number(option, given[option], at_least=1)
