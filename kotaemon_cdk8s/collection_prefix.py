"""What stands before the names of an app's collections, so that several apps can share a server.

The app calls its collections `index_1`, `index_2`, … in every deployment.
"""

from __future__ import annotations

import re

from kotaemon_cdk8s.options import At

# What Qdrant, Milvus (letters, digits and '_') and Elasticsearch (lower case, not beginning with '_') all take.
_PREFIX = re.compile(r"[a-z][a-z0-9_]{0,58}_")


def check_prefix(at: At, field: str, prefix: str) -> None:
    """Refuse a prefix that a server would not take, or by which two apps could meet.

    Raises:
        OptionError: It is so.
    """
    at.require(
        not prefix or bool(_PREFIX.fullmatch(prefix)),
        field,
        prefix,
        "not what the names of collections can begin with in all servers",
        "use at most 60 lower-case letters, digits and '_', beginning with a letter and ending with '_'",
    )
    at.require(
        "index_" not in prefix,
        field,
        prefix,
        "holds 'index_', with which the app's own names begin: rights given by a pattern would reach into it",
        "leave 'index_' out",
    )
