"""Subscriptions to what Argo CD has to tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kotaemon_cdk8s.options import At


def subscriptions(at: At, notifications: Mapping[str, str]) -> dict[str, str]:
    """The annotations that subscribe recipients, by `trigger.service`.

    https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/subscriptions/

    Raises:
        OptionError: A key is not a trigger and a service.
    """
    found: dict[str, str] = {}
    for key, recipients in notifications.items():
        at.require(
            bool(re.fullmatch(r"[\w-]+\.[\w-]+", key)),
            "notifications",
            key,
            "not a trigger and a service; Argo CD would tell nobody",
            "write it as 'trigger.service', such as 'on-sync-failed.slack'",
        )
        annotation = f"notifications.argoproj.io/subscribe.{key}"
        at.label_key("notifications", annotation)
        found[annotation] = recipients
    return found
