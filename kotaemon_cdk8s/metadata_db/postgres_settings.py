"""What both PostgreSQL backends set alike: sizes that follow from the memory, and what users may add."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from fnmatch import fnmatchcase

from kotaemon_cdk8s.options import At

_MIB = 1024**2

# PostgreSQL would fold capitals, and cut off what is longer than 63 bytes.
_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_PARAMETER = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?")

# Not even in quotes: they are the superuser, and words of GRANT.
_ROLES = frozenset({"postgres", "public", "none"})
_DATABASES = frozenset({"postgres", "template0", "template1"})

_SIZES = ("shared_buffers", "effective_cache_size", "work_mem", "maintenance_work_mem", "min_wal_size", "max_wal_size")
_SIZE = re.compile(r"(\d+) ?(kB|MB|GB|TB)")
_UNITS = {"kB": 1024, "MB": _MIB, "GB": 1024 * _MIB, "TB": 1024**2 * _MIB}
# The default of work_mem, below which `memory_parameters` does not go.
_LEAST_WORK_MEM = 4 * _MIB

LEAST_STORAGE = "2Gi"
"""Beside the data there are up to 1 GB of write-ahead log, the default of `max_wal_size`, and more in a rush."""


def check_role(at: At, field: str, name: str, *, reserved: Collection[str] = ()) -> None:
    """The name of a role that we make.

    Args:
        at: Where to complain.
        field: The option.
        name: The name.
        reserved: Names that are taken already.

    Raises:
        OptionError: It would need quotes, or is PostgreSQL's own.
    """
    _check_identifier(at, field, name, _ROLES.union(reserved))


def check_database(at: At, field: str, name: str) -> None:
    """The name of a database that we make.

    Raises:
        OptionError: It would need quotes, or is PostgreSQL's own.
    """
    _check_identifier(at, field, name, _DATABASES)


def check_schema(at: At, field: str, name: str) -> None:
    """The name of a schema that we make.

    Raises:
        OptionError: It would need quotes, or is PostgreSQL's own.
    """
    _check_identifier(at, field, name, {"information_schema"})


def _check_identifier(at: At, field: str, name: str, reserved: Collection[str]) -> None:
    at.require(
        bool(_IDENTIFIER.fullmatch(name)),
        field,
        name,
        "not a name that PostgreSQL takes without quotes",
        "use at most 63 small letters, digits and '_', beginning with a letter",
    )
    at.require(
        name not in reserved and not name.startswith("pg_"),
        field,
        name,
        "PostgreSQL or the library keeps this name for itself",
        "take another name, not beginning with 'pg_'",
    )


def check_parameters(
    at: At, parameters: Mapping[str, str], *, options: Mapping[str, str], fixed: Collection[str], why: str
) -> None:
    """Settings of the server that the user adds.

    Args:
        at: Where to complain.
        parameters: By name, as in postgresql.conf.
        options: By name, the option to give in place of such a setting.
        fixed: Names that nobody may set; `*` stands for anything.
        why: The reason.

    Raises:
        OptionError: A name or value is malformed, or the name is not the user's.
    """
    for name, value in parameters.items():
        field = f"parameters.{name}"
        at.require(
            bool(_PARAMETER.fullmatch(name)),
            "parameters",
            name,
            "not the name of a PostgreSQL setting; the server would not start",
            "write it as in postgresql.conf, in small letters, such as 'work_mem'",
        )
        at.require(
            bool(re.fullmatch("[ -~]+", value)),
            field,
            value,
            "is empty, or has line breaks or characters beyond ASCII, which do not all reach the server",
            "use printable ASCII on one line, or leave the setting out",
        )
        at.require(name not in options, field, value, "it has an option of its own", f"give {options.get(name)}")
        at.require(not any(fnmatchcase(name, pattern) for pattern in fixed), field, value, why, "leave it out")


def check_values(at: At, settings: Mapping[str, str], *, memory: int, log_volume: int, several: bool) -> None:
    """Values with which the server would not start, would not keep running, or fill its volume.

    Args:
        at: Where to complain.
        settings: All that is set, by us and by the user.
        memory: In bytes.
        log_volume: Size in bytes of the volume that holds the write-ahead log.
        several: There are standbys.

    Raises:
        OptionError: Naming the setting.
    """
    sizes = {name: _size(at, name, settings[name]) for name in _SIZES if name in settings}
    shared_buffers = sizes["shared_buffers"]
    at.require(
        shared_buffers < memory,
        "parameters.shared_buffers",
        settings["shared_buffers"],
        f"more than the memory of the server ({memory // _MIB} MiB); it would be killed, or the operator refuse it",
        "leave it out: it follows from `resources`; or give more memory",
    )
    connections = int(settings["max_connections"])
    at.require(
        shared_buffers + connections * _LEAST_WORK_MEM <= memory,
        "max_connections",
        connections,
        f"if each sorts something (4 MB at least), they take more than the {memory // _MIB} MiB of memory, and the"
        " server would be killed",
        "give fewer, or more memory in `resources`",
    )
    most, least = sizes.get("max_wal_size", 1024 * _MIB), sizes.get("min_wal_size", 80 * _MIB)  # PostgreSQL's defaults
    at.require(
        least < most < log_volume,
        "parameters.max_wal_size",
        settings.get("max_wal_size", "1GB"),
        f"not between min_wal_size ({least // _MIB} MB) and the size of the volume ({log_volume // _MIB} MiB):"
        " the log would fill it, and the server stop",
        "give a value between the two, or a larger volume",
    )
    level = settings.get("wal_level", "replica")
    at.require(
        level in ("replica", "logical")
        or (level == "minimal" and not several and settings.get("max_wal_senders") == "0"),
        "parameters.wal_level",
        level,
        "the server starts with `minimal` only if it has no standbys and max_wal_senders is 0, and knows no others",
        "leave it out, or write replica or logical",
    )
    at.require(
        not several or settings.get("wal_log_hints", "on") == "on",
        "parameters.wal_log_hints",
        settings.get("wal_log_hints"),
        "a former primary could not become a standby again; the operator's webhook refuses it",
        "leave it out",
    )


def _size(at: At, name: str, text: str) -> int:
    match = _SIZE.fullmatch(text)
    if match is None:
        at.fail(
            f"parameters.{name}",
            text,
            "not a size with a unit; without one PostgreSQL counts in another for each setting",
            "write it as '512MB', with kB, MB, GB or TB",
        )
    return int(match[1]) * _UNITS[match[2]]


def memory_parameters(memory: int, *, max_connections: int, worker_processes: int) -> dict[str, str]:
    """Settings that follow from the memory of a server that shares it with nothing else.

    `shared_buffers` is a quarter, less below 1 GB (PostgreSQL's documentation, "Resource
    Consumption"). The others are pgtune's for the profile `web`
    (src/features/configuration/configurationSlice.js of le0pard/pgtune).

    Args:
        memory: In bytes.
        max_connections: Connections at most.
        worker_processes: `max_worker_processes`.
    """
    total = memory // _MIB
    shared_buffers = total // (4 if total >= 1024 else 8)
    work_mem = (total - shared_buffers) // ((max_connections + worker_processes) * 3)
    return {
        "shared_buffers": f"{shared_buffers}MB",
        "effective_cache_size": f"{total * 3 // 4}MB",
        "maintenance_work_mem": f"{min(total // 16, 8192)}MB",
        "work_mem": f"{max(work_mem, 4)}MB",
    }
