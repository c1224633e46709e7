"""Named constructors: the backends of one kind, under one name, with errors that say what there is."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from kotaemon_cdk8s.errors import Fault, OptionError

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
    signature = _signature(make)

    @wraps(make, updated=())
    def checked(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            signature.bind(*args, **kwargs)
        except TypeError as error:
            raise _misused(make.__name__, signature, set(kwargs), str(error)) from None
        return make(*args, **kwargs)

    checked.__signature__ = signature  # type: ignore[attr-defined]
    return checked


def _signature(make: Callable[..., Any]) -> inspect.Signature:
    # That of a construct's class is its metaclass's: jsii's, which takes anything.
    signature = inspect.signature(make.__init__ if isinstance(make, type) else make)  # type: ignore[misc]
    own = [parameter for name, parameter in signature.parameters.items() if name != "self"]
    return signature.replace(parameters=own, return_annotation=make)


def _misused(name: str, signature: inspect.Signature, given: set[str], error: str) -> OptionError:
    known = list(signature.parameters)
    unknown = sorted(given - set(known))
    if unknown:
        close = difflib.get_close_matches(unknown[0], known, n=1)
        fix = f"write `{close[0]}`" if close else f"give any of {', '.join(known)}"
        return OptionError(Fault(name, unknown[0], "(given)", "no parameter has this name", fix))
    required = [
        f"{key}=..." if parameter.kind is parameter.KEYWORD_ONLY else key
        for key, parameter in signature.parameters.items()
        if parameter.default is parameter.empty
    ]
    return OptionError(
        Fault(
            name,
            "parameters",
            f"({', '.join(sorted(given)) or 'none by name'})",
            error,
            f"give {', '.join(required) or 'nothing by position'}; all others by name",
        )
    )
