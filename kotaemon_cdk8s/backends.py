"""Named constructors: the backends of one kind, under one name, with errors that say what there is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from kotaemon_cdk8s.errors import Fault, OptionError
from kotaemon_cdk8s.signatures import misuse, signature_of

_P = ParamSpec("_P")
_T = TypeVar("_T")


class UnknownBackendError(OptionError, AttributeError):
    """No backend has this name."""


class Backends(type):
    """Metaclass of a class whose attributes are the backends of one kind, and nothing else."""

    if not TYPE_CHECKING:  # a type checker finds unknown names by itself

        def __getattr__(cls, name: str) -> Any:
            """Refuse an unknown backend by naming the known ones."""
            known = sorted(key for key in vars(cls) if not key.startswith("_"))
            if name.startswith("_"):
                raise AttributeError(name)
            raise UnknownBackendError(
                Fault(
                    cls.__name__,
                    name,
                    "(asked for)",
                    "the library has no such backend: the real app could not use it, or nobody has tried",
                    f"use one of {', '.join(f'{cls.__name__}.{key}' for key in known)}",
                )
            )


def constructor(make: Callable[_P, _T]) -> Callable[_P, _T]:
    """The same constructor, which refuses unknown and missing parameters by naming the known ones."""
    signature = signature_of(make)

    @wraps(make, updated=())
    def checked(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        wrong = misuse(make.__name__, signature, args, kwargs)
        if wrong:
            raise wrong
        return make(*args, **kwargs)

    checked.__signature__ = signature  # type: ignore[attr-defined]
    return checked
