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


class ClientSettingsPolicy(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.ClientSettingsPolicy",
):
    '''What clients may send.

    :schema: ClientSettingsPolicy
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ClientSettingsPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "ClientSettingsPolicy" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: Which route, and what.
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__53569db9e240a5f92d07240892593ee57d0dc22b8cffa5cdd2b2f5095e19d9f9)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = ClientSettingsPolicyProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ClientSettingsPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "ClientSettingsPolicy".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: Which route, and what.
        '''
        props = ClientSettingsPolicyProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "ClientSettingsPolicy".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.ClientSettingsPolicyProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class ClientSettingsPolicyProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ClientSettingsPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''What clients may send.

        :param metadata: 
        :param spec: Which route, and what.

        :schema: ClientSettingsPolicy
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = ClientSettingsPolicySpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__433f0bcffea2a93bcc5fb6837363a000f1c3ff5f54950ac5fa556677127f22d5)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: ClientSettingsPolicy#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "ClientSettingsPolicySpec":
        '''Which route, and what.

        :schema: ClientSettingsPolicy#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("ClientSettingsPolicySpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClientSettingsPolicyProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.ClientSettingsPolicySpec",
    jsii_struct_bases=[],
    name_mapping={"target_ref": "targetRef", "body": "body"},
)
class ClientSettingsPolicySpec:
    def __init__(
        self,
        *,
        target_ref: typing.Union["ClientSettingsPolicySpecTargetRef", typing.Dict[builtins.str, typing.Any]],
        body: typing.Optional[typing.Union["ClientSettingsPolicySpecBody", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''Which route, and what.

        :param target_ref: What it is about.
        :param body: Bodies of requests.

        :schema: ClientSettingsPolicySpec
        '''
        if isinstance(target_ref, dict):
            target_ref = ClientSettingsPolicySpecTargetRef(**target_ref)
        if isinstance(body, dict):
            body = ClientSettingsPolicySpecBody(**body)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__6813b6b092630308d0da622e02df09045927def4743b74263e40b0b7ba498c74)
            check_type(argname="argument target_ref", value=target_ref, expected_type=type_hints["target_ref"])
            check_type(argname="argument body", value=body, expected_type=type_hints["body"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "target_ref": target_ref,
        }
        if body is not None:
            self._values["body"] = body

    @builtins.property
    def target_ref(self) -> "ClientSettingsPolicySpecTargetRef":
        '''What it is about.

        :schema: ClientSettingsPolicySpec#targetRef
        '''
        result = self._values.get("target_ref")
        assert result is not None, "Required property 'target_ref' is missing"
        return typing.cast("ClientSettingsPolicySpecTargetRef", result)

    @builtins.property
    def body(self) -> typing.Optional["ClientSettingsPolicySpecBody"]:
        '''Bodies of requests.

        :schema: ClientSettingsPolicySpec#body
        '''
        result = self._values.get("body")
        return typing.cast(typing.Optional["ClientSettingsPolicySpecBody"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClientSettingsPolicySpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.ClientSettingsPolicySpecBody",
    jsii_struct_bases=[],
    name_mapping={"max_size": "maxSize", "timeout": "timeout"},
)
class ClientSettingsPolicySpecBody:
    def __init__(
        self,
        *,
        max_size: typing.Optional[builtins.str] = None,
        timeout: typing.Optional[builtins.str] = None,
    ) -> None:
        '''Bodies of requests.

        :param max_size: The largest.
        :param timeout: How long it waits for more of one.

        :schema: ClientSettingsPolicySpecBody
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c58f96aea929e5ed877512feeb914c42482191b2c7539a1f60969d36ea261f3c)
            check_type(argname="argument max_size", value=max_size, expected_type=type_hints["max_size"])
            check_type(argname="argument timeout", value=timeout, expected_type=type_hints["timeout"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if max_size is not None:
            self._values["max_size"] = max_size
        if timeout is not None:
            self._values["timeout"] = timeout

    @builtins.property
    def max_size(self) -> typing.Optional[builtins.str]:
        '''The largest.

        :schema: ClientSettingsPolicySpecBody#maxSize
        '''
        result = self._values.get("max_size")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def timeout(self) -> typing.Optional[builtins.str]:
        '''How long it waits for more of one.

        :schema: ClientSettingsPolicySpecBody#timeout
        '''
        result = self._values.get("timeout")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClientSettingsPolicySpecBody(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.ClientSettingsPolicySpecTargetRef",
    jsii_struct_bases=[],
    name_mapping={"group": "group", "kind": "kind", "name": "name"},
)
class ClientSettingsPolicySpecTargetRef:
    def __init__(
        self,
        *,
        group: builtins.str,
        kind: builtins.str,
        name: builtins.str,
    ) -> None:
        '''What it is about.

        :param group: API group; empty for the core.
        :param kind: Kind.
        :param name: Name.

        :schema: ClientSettingsPolicySpecTargetRef
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__2ac4f76c40f78b66c7b6863c1f4a732ff0fba2060ce92b8f50409fd2db57a94c)
            check_type(argname="argument group", value=group, expected_type=type_hints["group"])
            check_type(argname="argument kind", value=kind, expected_type=type_hints["kind"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "group": group,
            "kind": kind,
            "name": name,
        }

    @builtins.property
    def group(self) -> builtins.str:
        '''API group;

        empty for the core.

        :schema: ClientSettingsPolicySpecTargetRef#group
        '''
        result = self._values.get("group")
        assert result is not None, "Required property 'group' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def kind(self) -> builtins.str:
        '''Kind.

        :schema: ClientSettingsPolicySpecTargetRef#kind
        '''
        result = self._values.get("kind")
        assert result is not None, "Required property 'kind' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''Name.

        :schema: ClientSettingsPolicySpecTargetRef#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClientSettingsPolicySpecTargetRef(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


class ProxySettingsPolicy(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.ProxySettingsPolicy",
):
    '''How answers are passed on.

    :schema: ProxySettingsPolicy
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ProxySettingsPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "ProxySettingsPolicy" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: Which route, and how.
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__63a46bd2e062c531b29c4e1aa21456aa2bde4db36b345e2ba32c81a55a998d03)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = ProxySettingsPolicyProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ProxySettingsPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "ProxySettingsPolicy".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: Which route, and how.
        '''
        props = ProxySettingsPolicyProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "ProxySettingsPolicy".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.ProxySettingsPolicyProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class ProxySettingsPolicyProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ProxySettingsPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''How answers are passed on.

        :param metadata: 
        :param spec: Which route, and how.

        :schema: ProxySettingsPolicy
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = ProxySettingsPolicySpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__6a8a5ae8db0b038593eee0735b1e0c5898c79720c7ecb855de2a568e2a905495)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: ProxySettingsPolicy#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "ProxySettingsPolicySpec":
        '''Which route, and how.

        :schema: ProxySettingsPolicy#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("ProxySettingsPolicySpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ProxySettingsPolicyProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.ProxySettingsPolicySpec",
    jsii_struct_bases=[],
    name_mapping={
        "target_refs": "targetRefs",
        "buffering": "buffering",
        "timeout": "timeout",
    },
)
class ProxySettingsPolicySpec:
    def __init__(
        self,
        *,
        target_refs: typing.Sequence[typing.Union["ProxySettingsPolicySpecTargetRefs", typing.Dict[builtins.str, typing.Any]]],
        buffering: typing.Optional[typing.Union["ProxySettingsPolicySpecBuffering", typing.Dict[builtins.str, typing.Any]]] = None,
        timeout: typing.Optional[typing.Union["ProxySettingsPolicySpecTimeout", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''Which route, and how.

        :param target_refs: What it is about.
        :param buffering: Holding answers back.
        :param timeout: How long it waits for the server.

        :schema: ProxySettingsPolicySpec
        '''
        if isinstance(buffering, dict):
            buffering = ProxySettingsPolicySpecBuffering(**buffering)
        if isinstance(timeout, dict):
            timeout = ProxySettingsPolicySpecTimeout(**timeout)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__750034ace0243548f2919f48688f5959032c56ea6e331a6fea46449def83199d)
            check_type(argname="argument target_refs", value=target_refs, expected_type=type_hints["target_refs"])
            check_type(argname="argument buffering", value=buffering, expected_type=type_hints["buffering"])
            check_type(argname="argument timeout", value=timeout, expected_type=type_hints["timeout"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "target_refs": target_refs,
        }
        if buffering is not None:
            self._values["buffering"] = buffering
        if timeout is not None:
            self._values["timeout"] = timeout

    @builtins.property
    def target_refs(self) -> typing.List["ProxySettingsPolicySpecTargetRefs"]:
        '''What it is about.

        :schema: ProxySettingsPolicySpec#targetRefs
        '''
        result = self._values.get("target_refs")
        assert result is not None, "Required property 'target_refs' is missing"
        return typing.cast(typing.List["ProxySettingsPolicySpecTargetRefs"], result)

    @builtins.property
    def buffering(self) -> typing.Optional["ProxySettingsPolicySpecBuffering"]:
        '''Holding answers back.

        :schema: ProxySettingsPolicySpec#buffering
        '''
        result = self._values.get("buffering")
        return typing.cast(typing.Optional["ProxySettingsPolicySpecBuffering"], result)

    @builtins.property
    def timeout(self) -> typing.Optional["ProxySettingsPolicySpecTimeout"]:
        '''How long it waits for the server.

        :schema: ProxySettingsPolicySpec#timeout
        '''
        result = self._values.get("timeout")
        return typing.cast(typing.Optional["ProxySettingsPolicySpecTimeout"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ProxySettingsPolicySpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.ProxySettingsPolicySpecBuffering",
    jsii_struct_bases=[],
    name_mapping={"disable": "disable"},
)
class ProxySettingsPolicySpecBuffering:
    def __init__(self, *, disable: typing.Optional[builtins.bool] = None) -> None:
        '''Holding answers back.

        :param disable: It does not.

        :schema: ProxySettingsPolicySpecBuffering
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__31d661a5b9a2e7ccedcbd41a6dfd6859c63ac23901bfd55278e3996e1e451059)
            check_type(argname="argument disable", value=disable, expected_type=type_hints["disable"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if disable is not None:
            self._values["disable"] = disable

    @builtins.property
    def disable(self) -> typing.Optional[builtins.bool]:
        '''It does not.

        :schema: ProxySettingsPolicySpecBuffering#disable
        '''
        result = self._values.get("disable")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ProxySettingsPolicySpecBuffering(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.ProxySettingsPolicySpecTargetRefs",
    jsii_struct_bases=[],
    name_mapping={"group": "group", "kind": "kind", "name": "name"},
)
class ProxySettingsPolicySpecTargetRefs:
    def __init__(
        self,
        *,
        group: builtins.str,
        kind: builtins.str,
        name: builtins.str,
    ) -> None:
        '''What it is about.

        :param group: API group; empty for the core.
        :param kind: Kind.
        :param name: Name.

        :schema: ProxySettingsPolicySpecTargetRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__52060f6f3edf31c48b06b2790437710a30d19bd7c23718b9d2c3c805c55dc1cb)
            check_type(argname="argument group", value=group, expected_type=type_hints["group"])
            check_type(argname="argument kind", value=kind, expected_type=type_hints["kind"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "group": group,
            "kind": kind,
            "name": name,
        }

    @builtins.property
    def group(self) -> builtins.str:
        '''API group;

        empty for the core.

        :schema: ProxySettingsPolicySpecTargetRefs#group
        '''
        result = self._values.get("group")
        assert result is not None, "Required property 'group' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def kind(self) -> builtins.str:
        '''Kind.

        :schema: ProxySettingsPolicySpecTargetRefs#kind
        '''
        result = self._values.get("kind")
        assert result is not None, "Required property 'kind' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''Name.

        :schema: ProxySettingsPolicySpecTargetRefs#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ProxySettingsPolicySpecTargetRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.ProxySettingsPolicySpecTimeout",
    jsii_struct_bases=[],
    name_mapping={"read": "read", "send": "send"},
)
class ProxySettingsPolicySpecTimeout:
    def __init__(
        self,
        *,
        read: typing.Optional[builtins.str] = None,
        send: typing.Optional[builtins.str] = None,
    ) -> None:
        '''How long it waits for the server.

        :param read: For more of an answer.
        :param send: To take more of a request.

        :schema: ProxySettingsPolicySpecTimeout
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__1e0be0dfc7a4584b912dc5fb5633030c9c97028adf42e1d4e4091dcb71d54ce0)
            check_type(argname="argument read", value=read, expected_type=type_hints["read"])
            check_type(argname="argument send", value=send, expected_type=type_hints["send"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if read is not None:
            self._values["read"] = read
        if send is not None:
            self._values["send"] = send

    @builtins.property
    def read(self) -> typing.Optional[builtins.str]:
        '''For more of an answer.

        :schema: ProxySettingsPolicySpecTimeout#read
        '''
        result = self._values.get("read")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def send(self) -> typing.Optional[builtins.str]:
        '''To take more of a request.

        :schema: ProxySettingsPolicySpecTimeout#send
        '''
        result = self._values.get("send")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ProxySettingsPolicySpecTimeout(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


class UpstreamSettingsPolicy(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.UpstreamSettingsPolicy",
):
    '''How a Service is reached.

    :schema: UpstreamSettingsPolicy
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["UpstreamSettingsPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "UpstreamSettingsPolicy" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: Which Service, and how.
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__841911290388a6d6c0b6104923410cb884efd98d2b14625881a8ecb1b89709c0)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = UpstreamSettingsPolicyProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["UpstreamSettingsPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "UpstreamSettingsPolicy".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: Which Service, and how.
        '''
        props = UpstreamSettingsPolicyProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "UpstreamSettingsPolicy".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.UpstreamSettingsPolicyProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class UpstreamSettingsPolicyProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["UpstreamSettingsPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''How a Service is reached.

        :param metadata: 
        :param spec: Which Service, and how.

        :schema: UpstreamSettingsPolicy
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = UpstreamSettingsPolicySpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7b95bcb95fcba9b315b0dfb6b413e5f01d1bc4b0dcab114eee5af72be4cbc5bd)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: UpstreamSettingsPolicy#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "UpstreamSettingsPolicySpec":
        '''Which Service, and how.

        :schema: UpstreamSettingsPolicy#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("UpstreamSettingsPolicySpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "UpstreamSettingsPolicyProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.UpstreamSettingsPolicySpec",
    jsii_struct_bases=[],
    name_mapping={
        "target_refs": "targetRefs",
        "load_balancing_method": "loadBalancingMethod",
    },
)
class UpstreamSettingsPolicySpec:
    def __init__(
        self,
        *,
        target_refs: typing.Sequence[typing.Union["UpstreamSettingsPolicySpecTargetRefs", typing.Dict[builtins.str, typing.Any]]],
        load_balancing_method: typing.Optional["UpstreamSettingsPolicySpecLoadBalancingMethod"] = None,
    ) -> None:
        '''Which Service, and how.

        :param target_refs: What it is about.
        :param load_balancing_method: Which pod gets a request.

        :schema: UpstreamSettingsPolicySpec
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__fa541fcaff7b499b2e2a9037485a5fab49c3d000f2d1667244f9469117bce6da)
            check_type(argname="argument target_refs", value=target_refs, expected_type=type_hints["target_refs"])
            check_type(argname="argument load_balancing_method", value=load_balancing_method, expected_type=type_hints["load_balancing_method"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "target_refs": target_refs,
        }
        if load_balancing_method is not None:
            self._values["load_balancing_method"] = load_balancing_method

    @builtins.property
    def target_refs(self) -> typing.List["UpstreamSettingsPolicySpecTargetRefs"]:
        '''What it is about.

        :schema: UpstreamSettingsPolicySpec#targetRefs
        '''
        result = self._values.get("target_refs")
        assert result is not None, "Required property 'target_refs' is missing"
        return typing.cast(typing.List["UpstreamSettingsPolicySpecTargetRefs"], result)

    @builtins.property
    def load_balancing_method(
        self,
    ) -> typing.Optional["UpstreamSettingsPolicySpecLoadBalancingMethod"]:
        '''Which pod gets a request.

        :schema: UpstreamSettingsPolicySpec#loadBalancingMethod
        '''
        result = self._values.get("load_balancing_method")
        return typing.cast(typing.Optional["UpstreamSettingsPolicySpecLoadBalancingMethod"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "UpstreamSettingsPolicySpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.UpstreamSettingsPolicySpecLoadBalancingMethod"
)
class UpstreamSettingsPolicySpecLoadBalancingMethod(enum.Enum):
    '''Which pod gets a request.

    :schema: UpstreamSettingsPolicySpecLoadBalancingMethod
    '''

    IP_UNDERSCORE_HASH = "IP_UNDERSCORE_HASH"
    '''ip_hash.'''


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_orgnginxgateway.UpstreamSettingsPolicySpecTargetRefs",
    jsii_struct_bases=[],
    name_mapping={"group": "group", "kind": "kind", "name": "name"},
)
class UpstreamSettingsPolicySpecTargetRefs:
    def __init__(
        self,
        *,
        group: builtins.str,
        kind: builtins.str,
        name: builtins.str,
    ) -> None:
        '''What it is about.

        :param group: API group; empty for the core.
        :param kind: Kind.
        :param name: Name.

        :schema: UpstreamSettingsPolicySpecTargetRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__10f4318eab79217bec6c0591e7f2ba1c074e28f1da7dad7007ddfb4ab164e220)
            check_type(argname="argument group", value=group, expected_type=type_hints["group"])
            check_type(argname="argument kind", value=kind, expected_type=type_hints["kind"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "group": group,
            "kind": kind,
            "name": name,
        }

    @builtins.property
    def group(self) -> builtins.str:
        '''API group;

        empty for the core.

        :schema: UpstreamSettingsPolicySpecTargetRefs#group
        '''
        result = self._values.get("group")
        assert result is not None, "Required property 'group' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def kind(self) -> builtins.str:
        '''Kind.

        :schema: UpstreamSettingsPolicySpecTargetRefs#kind
        '''
        result = self._values.get("kind")
        assert result is not None, "Required property 'kind' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''Name.

        :schema: UpstreamSettingsPolicySpecTargetRefs#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "UpstreamSettingsPolicySpecTargetRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


__all__ = [
    "ClientSettingsPolicy",
    "ClientSettingsPolicyProps",
    "ClientSettingsPolicySpec",
    "ClientSettingsPolicySpecBody",
    "ClientSettingsPolicySpecTargetRef",
    "ProxySettingsPolicy",
    "ProxySettingsPolicyProps",
    "ProxySettingsPolicySpec",
    "ProxySettingsPolicySpecBuffering",
    "ProxySettingsPolicySpecTargetRefs",
    "ProxySettingsPolicySpecTimeout",
    "UpstreamSettingsPolicy",
    "UpstreamSettingsPolicyProps",
    "UpstreamSettingsPolicySpec",
    "UpstreamSettingsPolicySpecLoadBalancingMethod",
    "UpstreamSettingsPolicySpecTargetRefs",
]

publication.publish()

def _typecheckingstub__53569db9e240a5f92d07240892593ee57d0dc22b8cffa5cdd2b2f5095e19d9f9(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[ClientSettingsPolicySpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__433f0bcffea2a93bcc5fb6837363a000f1c3ff5f54950ac5fa556677127f22d5(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[ClientSettingsPolicySpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__6813b6b092630308d0da622e02df09045927def4743b74263e40b0b7ba498c74(
    *,
    target_ref: typing.Union[ClientSettingsPolicySpecTargetRef, typing.Dict[builtins.str, typing.Any]],
    body: typing.Optional[typing.Union[ClientSettingsPolicySpecBody, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c58f96aea929e5ed877512feeb914c42482191b2c7539a1f60969d36ea261f3c(
    *,
    max_size: typing.Optional[builtins.str] = None,
    timeout: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__2ac4f76c40f78b66c7b6863c1f4a732ff0fba2060ce92b8f50409fd2db57a94c(
    *,
    group: builtins.str,
    kind: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__63a46bd2e062c531b29c4e1aa21456aa2bde4db36b345e2ba32c81a55a998d03(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[ProxySettingsPolicySpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__6a8a5ae8db0b038593eee0735b1e0c5898c79720c7ecb855de2a568e2a905495(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[ProxySettingsPolicySpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__750034ace0243548f2919f48688f5959032c56ea6e331a6fea46449def83199d(
    *,
    target_refs: typing.Sequence[typing.Union[ProxySettingsPolicySpecTargetRefs, typing.Dict[builtins.str, typing.Any]]],
    buffering: typing.Optional[typing.Union[ProxySettingsPolicySpecBuffering, typing.Dict[builtins.str, typing.Any]]] = None,
    timeout: typing.Optional[typing.Union[ProxySettingsPolicySpecTimeout, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__31d661a5b9a2e7ccedcbd41a6dfd6859c63ac23901bfd55278e3996e1e451059(
    *,
    disable: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__52060f6f3edf31c48b06b2790437710a30d19bd7c23718b9d2c3c805c55dc1cb(
    *,
    group: builtins.str,
    kind: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__1e0be0dfc7a4584b912dc5fb5633030c9c97028adf42e1d4e4091dcb71d54ce0(
    *,
    read: typing.Optional[builtins.str] = None,
    send: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__841911290388a6d6c0b6104923410cb884efd98d2b14625881a8ecb1b89709c0(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[UpstreamSettingsPolicySpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7b95bcb95fcba9b315b0dfb6b413e5f01d1bc4b0dcab114eee5af72be4cbc5bd(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[UpstreamSettingsPolicySpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__fa541fcaff7b499b2e2a9037485a5fab49c3d000f2d1667244f9469117bce6da(
    *,
    target_refs: typing.Sequence[typing.Union[UpstreamSettingsPolicySpecTargetRefs, typing.Dict[builtins.str, typing.Any]]],
    load_balancing_method: typing.Optional[UpstreamSettingsPolicySpecLoadBalancingMethod] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__10f4318eab79217bec6c0591e7f2ba1c074e28f1da7dad7007ddfb4ab164e220(
    *,
    group: builtins.str,
    kind: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass
