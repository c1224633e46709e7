"""What must hold between the app and the stores and model servers it is given."""

from __future__ import annotations

from kotaemon_cdk8s.components import Backend
from kotaemon_cdk8s.kotaemon_app.image import Image
from kotaemon_cdk8s.kotaemon_app.packages import PythonPackages, installable, lacking
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.wiring import Wiring

import cdk8s
import constructs


def check_reach(at: At, option: str, used: Backend, chart: cdk8s.Chart) -> None:
    """Refuse a server whose Service and Secrets the app's pod cannot use.

    Raises:
        OptionError: It is in another namespace, or in another cdk8s App.
    """
    if not isinstance(used, constructs.Construct):
        return
    home = cdk8s.Chart.of(used)
    apart = used.reachable_from_other_namespaces and home.namespace is not None
    at.require(
        home.node.root is chart.node.root,
        option,
        used.node.path,
        "it is in another cdk8s App, which may never be synthesized",
        "make it in the same App",
    )
    at.require(
        home is chart or (apart and home.namespace != chart.namespace),
        option,
        used.node.path,
        f"it is in another chart, of namespace {home.namespace!r}, the app in one of {chart.namespace!r}: a pod"
        " reads Secrets of its own namespace only, and nothing orders the charts",
        "make both in one chart, or give the store as an external one; a Milvus whose certificate is issued needs `ca`",
    )


def to_install(
    at: At, users: Wiring, image: Image, python_packages: PythonPackages, *, offline: bool
) -> frozenset[str]:
    """The packages that the init container installs.

    Raises:
        OptionError: They could not be had, or `python_packages` would have no effect.
    """
    needed = {component: lacking(packages, image.packages) for component, packages in users.packages.items()}
    packages = frozenset(name for missing in needed.values() for name in missing) & installable()
    at.require(
        bool(packages) or python_packages == PythonPackages(),
        "python_packages",
        python_packages,
        "nothing is to be installed: the image has all that the stores and features need",
        "leave it out",
    )
    at.require(
        not packages or not offline or python_packages.reaches_no_public_host,
        "python_packages.index_url",
        python_packages.index_url,
        f"the pod is offline, and the image lacks {', '.join(sorted(packages))}, which"
        f" {', '.join(component for component, missing in needed.items() if missing)} needs",
        "give the URL of a package index within reach, or an Image.derived(...) that has them",
    )
    return packages
