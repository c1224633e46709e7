"""Calls that do not fit what they call: refused by naming the parameters that there are."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kotaemon_cdk8s.errors import Fault, OptionError


def signature_of(make: Callable[..., Any]) -> inspect.Signature:
    """The parameters of a function, or of a class."""
    # That of a construct's class is its metaclass's: jsii's, which takes anything.
    signature = inspect.signature(make.__init__ if isinstance(make, type) else make)  # type: ignore[misc]
    own = [parameter for name, parameter in signature.parameters.items() if name != "self"]
    return signature.replace(parameters=own, return_annotation=make)


def misuse(
    name: str, signature: inspect.Signature, args: Sequence[object], kwargs: Mapping[str, object]
) -> OptionError | None:
    """What is wrong with a call, if its arguments do not fit.

    Args:
        name: Of what is called.
        signature: Its parameters.
        args: Arguments by position.
        kwargs: Arguments by name.
    """
    try:
        signature.bind(*args, **kwargs)
    except TypeError as error:
        return _misused(name, signature, set(kwargs), str(error))
    return None


def _misused(name: str, signature: inspect.Signature, given: set[str], error: str) -> OptionError:
    import difflib  # only here: calls mostly fit

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
