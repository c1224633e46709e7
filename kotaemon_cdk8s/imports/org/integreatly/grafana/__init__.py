from __future__ import annotations

from pkgutil import extend_path
__path__ = extend_path(__path__, __name__)

import abc
import builtins
import datetime
import enum
import typing

import jsii
import publication
import typing_extensions

from jsii._type_checking import cached_type_hints, check_type


from ._jsii import *

class _LazyImport:
    def __init__(self, module_name: str) -> None:
        self._module_name = module_name
        self._module: typing.Any = None
    def __getattr__(self, name: str) -> typing.Any:
        if self._module is None:
            import importlib
            self._module = importlib.import_module(self._module_name)
        return getattr(self._module, name)

if typing.TYPE_CHECKING:

    import cdk8s as _cdk8s_d3d9af27
    import constructs as _constructs_77d1e7e8
else:

    _cdk8s_d3d9af27 = _LazyImport("cdk8s")
    _constructs_77d1e7e8 = _LazyImport("constructs")


class GrafanaDashboard(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_orgintegreatlygrafana.GrafanaDashboard",
):
    '''A dashboard that the Grafana operator puts into instances of Grafana.

    :schema: GrafanaDashboard
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["GrafanaDashboardSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "GrafanaDashboard" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: Which dashboard, into which instances.
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__8cf86e4e55a0b9c3cc473696172de1766690a5b0dfdd9ec9aefefdcbec575197)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = GrafanaDashboardProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["GrafanaDashboardSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "GrafanaDashboard".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: Which dashboard, into which instances.
        '''
        props = GrafanaDashboardProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "GrafanaDashboard".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgintegreatlygrafana.GrafanaDashboardProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class GrafanaDashboardProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["GrafanaDashboardSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''A dashboard that the Grafana operator puts into instances of Grafana.

        :param metadata: 
        :param spec: Which dashboard, into which instances.

        :schema: GrafanaDashboard
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = GrafanaDashboardSpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__6b66f2ba21763cb3a8e0f136e4d43227cc807797352cf3bac6190779c775bd1a)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: GrafanaDashboard#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "GrafanaDashboardSpec":
        '''Which dashboard, into which instances.

        :schema: GrafanaDashboard#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("GrafanaDashboardSpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "GrafanaDashboardProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgintegreatlygrafana.GrafanaDashboardSpec",
    jsii_struct_bases=[],
    name_mapping={
        "instance_selector": "instanceSelector",
        "allow_cross_namespace_import": "allowCrossNamespaceImport",
        "folder": "folder",
        "json": "json",
    },
)
class GrafanaDashboardSpec:
    def __init__(
        self,
        *,
        instance_selector: typing.Union["GrafanaDashboardSpecInstanceSelector", typing.Dict[builtins.str, typing.Any]],
        allow_cross_namespace_import: typing.Optional[builtins.bool] = None,
        folder: typing.Optional[builtins.str] = None,
        json: typing.Optional[builtins.str] = None,
    ) -> None:
        '''Which dashboard, into which instances.

        :param instance_selector: Which instances.
        :param allow_cross_namespace_import: Instances of other namespaces get it, too.
        :param folder: Title of its folder.
        :param json: The dashboard, as JSON.

        :schema: GrafanaDashboardSpec
        '''
        if isinstance(instance_selector, dict):
            instance_selector = GrafanaDashboardSpecInstanceSelector(**instance_selector)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__f48cd24249b93f2657269aa32283316d8470a87cd0a040e6061970b1356ca8a2)
            check_type(argname="argument instance_selector", value=instance_selector, expected_type=type_hints["instance_selector"])
            check_type(argname="argument allow_cross_namespace_import", value=allow_cross_namespace_import, expected_type=type_hints["allow_cross_namespace_import"])
            check_type(argname="argument folder", value=folder, expected_type=type_hints["folder"])
            check_type(argname="argument json", value=json, expected_type=type_hints["json"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "instance_selector": instance_selector,
        }
        if allow_cross_namespace_import is not None:
            self._values["allow_cross_namespace_import"] = allow_cross_namespace_import
        if folder is not None:
            self._values["folder"] = folder
        if json is not None:
            self._values["json"] = json

    @builtins.property
    def instance_selector(self) -> "GrafanaDashboardSpecInstanceSelector":
        '''Which instances.

        :schema: GrafanaDashboardSpec#instanceSelector
        '''
        result = self._values.get("instance_selector")
        assert result is not None, "Required property 'instance_selector' is missing"
        return typing.cast("GrafanaDashboardSpecInstanceSelector", result)

    @builtins.property
    def allow_cross_namespace_import(self) -> typing.Optional[builtins.bool]:
        '''Instances of other namespaces get it, too.

        :schema: GrafanaDashboardSpec#allowCrossNamespaceImport
        '''
        result = self._values.get("allow_cross_namespace_import")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def folder(self) -> typing.Optional[builtins.str]:
        '''Title of its folder.

        :schema: GrafanaDashboardSpec#folder
        '''
        result = self._values.get("folder")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def json(self) -> typing.Optional[builtins.str]:
        '''The dashboard, as JSON.

        :schema: GrafanaDashboardSpec#json
        '''
        result = self._values.get("json")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "GrafanaDashboardSpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgintegreatlygrafana.GrafanaDashboardSpecInstanceSelector",
    jsii_struct_bases=[],
    name_mapping={"match_labels": "matchLabels"},
)
class GrafanaDashboardSpecInstanceSelector:
    def __init__(
        self,
        *,
        match_labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    ) -> None:
        '''Which instances.

        :param match_labels: Labels that an instance carries.

        :schema: GrafanaDashboardSpecInstanceSelector
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__5e65ea3c170213514b2c7e8fec66fed167f5d8334008c6fdd060e20c22f2c31d)
            check_type(argname="argument match_labels", value=match_labels, expected_type=type_hints["match_labels"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if match_labels is not None:
            self._values["match_labels"] = match_labels

    @builtins.property
    def match_labels(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''Labels that an instance carries.

        :schema: GrafanaDashboardSpecInstanceSelector#matchLabels
        '''
        result = self._values.get("match_labels")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "GrafanaDashboardSpecInstanceSelector(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


__all__ = [
    "GrafanaDashboard",
    "GrafanaDashboardProps",
    "GrafanaDashboardSpec",
    "GrafanaDashboardSpecInstanceSelector",
]

publication.publish()

def _typecheckingstub__8cf86e4e55a0b9c3cc473696172de1766690a5b0dfdd9ec9aefefdcbec575197(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[GrafanaDashboardSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__6b66f2ba21763cb3a8e0f136e4d43227cc807797352cf3bac6190779c775bd1a(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[GrafanaDashboardSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__f48cd24249b93f2657269aa32283316d8470a87cd0a040e6061970b1356ca8a2(
    *,
    instance_selector: typing.Union[GrafanaDashboardSpecInstanceSelector, typing.Dict[builtins.str, typing.Any]],
    allow_cross_namespace_import: typing.Optional[builtins.bool] = None,
    folder: typing.Optional[builtins.str] = None,
    json: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__5e65ea3c170213514b2c7e8fec66fed167f5d8334008c6fdd060e20c22f2c31d(
    *,
    match_labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass
