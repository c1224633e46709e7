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


class BackendTrafficPolicy(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.BackendTrafficPolicy",
):
    '''How a proxy talks to what is behind a route.

    :schema: BackendTrafficPolicy
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["BackendTrafficPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "BackendTrafficPolicy" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: Which route, and how.
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__d56e34c45dfb9a79a4c0fce0a8b67e62d1c1b7f98789db9fc44b4db4c54b9417)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = BackendTrafficPolicyProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["BackendTrafficPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "BackendTrafficPolicy".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: Which route, and how.
        '''
        props = BackendTrafficPolicyProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "BackendTrafficPolicy".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.BackendTrafficPolicyProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class BackendTrafficPolicyProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["BackendTrafficPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''How a proxy talks to what is behind a route.

        :param metadata: 
        :param spec: Which route, and how.

        :schema: BackendTrafficPolicy
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = BackendTrafficPolicySpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7e8ba4f7f1696449a8d963f842a744939704f0185d3d1ecd9192af455acc8728)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: BackendTrafficPolicy#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "BackendTrafficPolicySpec":
        '''Which route, and how.

        :schema: BackendTrafficPolicy#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("BackendTrafficPolicySpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendTrafficPolicyProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.BackendTrafficPolicySpec",
    jsii_struct_bases=[],
    name_mapping={
        "load_balancer": "loadBalancer",
        "target_refs": "targetRefs",
        "timeout": "timeout",
    },
)
class BackendTrafficPolicySpec:
    def __init__(
        self,
        *,
        load_balancer: typing.Optional[typing.Union["BackendTrafficPolicySpecLoadBalancer", typing.Dict[builtins.str, typing.Any]]] = None,
        target_refs: typing.Optional[typing.Sequence[typing.Union["BackendTrafficPolicySpecTargetRefs", typing.Dict[builtins.str, typing.Any]]]] = None,
        timeout: typing.Optional[typing.Union["BackendTrafficPolicySpecTimeout", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''Which route, and how.

        :param load_balancer: Which pod gets a request.
        :param target_refs: What it is about.
        :param timeout: How long it waits.

        :schema: BackendTrafficPolicySpec
        '''
        if isinstance(load_balancer, dict):
            load_balancer = BackendTrafficPolicySpecLoadBalancer(**load_balancer)
        if isinstance(timeout, dict):
            timeout = BackendTrafficPolicySpecTimeout(**timeout)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__3209a111041776aa3c7bc12332bbd53286fc7b501c65e77ef6c5fc10340fc22a)
            check_type(argname="argument load_balancer", value=load_balancer, expected_type=type_hints["load_balancer"])
            check_type(argname="argument target_refs", value=target_refs, expected_type=type_hints["target_refs"])
            check_type(argname="argument timeout", value=timeout, expected_type=type_hints["timeout"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if load_balancer is not None:
            self._values["load_balancer"] = load_balancer
        if target_refs is not None:
            self._values["target_refs"] = target_refs
        if timeout is not None:
            self._values["timeout"] = timeout

    @builtins.property
    def load_balancer(self) -> typing.Optional["BackendTrafficPolicySpecLoadBalancer"]:
        '''Which pod gets a request.

        :schema: BackendTrafficPolicySpec#loadBalancer
        '''
        result = self._values.get("load_balancer")
        return typing.cast(typing.Optional["BackendTrafficPolicySpecLoadBalancer"], result)

    @builtins.property
    def target_refs(
        self,
    ) -> typing.Optional[typing.List["BackendTrafficPolicySpecTargetRefs"]]:
        '''What it is about.

        :schema: BackendTrafficPolicySpec#targetRefs
        '''
        result = self._values.get("target_refs")
        return typing.cast(typing.Optional[typing.List["BackendTrafficPolicySpecTargetRefs"]], result)

    @builtins.property
    def timeout(self) -> typing.Optional["BackendTrafficPolicySpecTimeout"]:
        '''How long it waits.

        :schema: BackendTrafficPolicySpec#timeout
        '''
        result = self._values.get("timeout")
        return typing.cast(typing.Optional["BackendTrafficPolicySpecTimeout"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendTrafficPolicySpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.BackendTrafficPolicySpecLoadBalancer",
    jsii_struct_bases=[],
    name_mapping={"type": "type", "consistent_hash": "consistentHash"},
)
class BackendTrafficPolicySpecLoadBalancer:
    def __init__(
        self,
        *,
        type: "BackendTrafficPolicySpecLoadBalancerType",
        consistent_hash: typing.Optional[typing.Union["BackendTrafficPolicySpecLoadBalancerConsistentHash", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''Which pod gets a request.

        :param type: How.
        :param consistent_hash: By a hash.

        :schema: BackendTrafficPolicySpecLoadBalancer
        '''
        if isinstance(consistent_hash, dict):
            consistent_hash = BackendTrafficPolicySpecLoadBalancerConsistentHash(**consistent_hash)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__e5f533a770a459d039068c825b9925e5876a74e96200f4f038826cc235d712ee)
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
            check_type(argname="argument consistent_hash", value=consistent_hash, expected_type=type_hints["consistent_hash"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "type": type,
        }
        if consistent_hash is not None:
            self._values["consistent_hash"] = consistent_hash

    @builtins.property
    def type(self) -> "BackendTrafficPolicySpecLoadBalancerType":
        '''How.

        :schema: BackendTrafficPolicySpecLoadBalancer#type
        '''
        result = self._values.get("type")
        assert result is not None, "Required property 'type' is missing"
        return typing.cast("BackendTrafficPolicySpecLoadBalancerType", result)

    @builtins.property
    def consistent_hash(
        self,
    ) -> typing.Optional["BackendTrafficPolicySpecLoadBalancerConsistentHash"]:
        '''By a hash.

        :schema: BackendTrafficPolicySpecLoadBalancer#consistentHash
        '''
        result = self._values.get("consistent_hash")
        return typing.cast(typing.Optional["BackendTrafficPolicySpecLoadBalancerConsistentHash"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendTrafficPolicySpecLoadBalancer(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.BackendTrafficPolicySpecLoadBalancerConsistentHash",
    jsii_struct_bases=[],
    name_mapping={"type": "type", "cookie": "cookie"},
)
class BackendTrafficPolicySpecLoadBalancerConsistentHash:
    def __init__(
        self,
        *,
        type: "BackendTrafficPolicySpecLoadBalancerConsistentHashType",
        cookie: typing.Optional[typing.Union["BackendTrafficPolicySpecLoadBalancerConsistentHashCookie", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''By a hash.

        :param type: Of what.
        :param cookie: A cookie, which it sets where it is missing.

        :schema: BackendTrafficPolicySpecLoadBalancerConsistentHash
        '''
        if isinstance(cookie, dict):
            cookie = BackendTrafficPolicySpecLoadBalancerConsistentHashCookie(**cookie)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__1cd793e1d53c06a7efe377e072ce6a17cf8fc630099d27969d6da1c51f6c3c07)
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
            check_type(argname="argument cookie", value=cookie, expected_type=type_hints["cookie"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "type": type,
        }
        if cookie is not None:
            self._values["cookie"] = cookie

    @builtins.property
    def type(self) -> "BackendTrafficPolicySpecLoadBalancerConsistentHashType":
        '''Of what.

        :schema: BackendTrafficPolicySpecLoadBalancerConsistentHash#type
        '''
        result = self._values.get("type")
        assert result is not None, "Required property 'type' is missing"
        return typing.cast("BackendTrafficPolicySpecLoadBalancerConsistentHashType", result)

    @builtins.property
    def cookie(
        self,
    ) -> typing.Optional["BackendTrafficPolicySpecLoadBalancerConsistentHashCookie"]:
        '''A cookie, which it sets where it is missing.

        :schema: BackendTrafficPolicySpecLoadBalancerConsistentHash#cookie
        '''
        result = self._values.get("cookie")
        return typing.cast(typing.Optional["BackendTrafficPolicySpecLoadBalancerConsistentHashCookie"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendTrafficPolicySpecLoadBalancerConsistentHash(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.BackendTrafficPolicySpecLoadBalancerConsistentHashCookie",
    jsii_struct_bases=[],
    name_mapping={"name": "name", "attributes": "attributes", "ttl": "ttl"},
)
class BackendTrafficPolicySpecLoadBalancerConsistentHashCookie:
    def __init__(
        self,
        *,
        name: builtins.str,
        attributes: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        ttl: typing.Optional[builtins.str] = None,
    ) -> None:
        '''A cookie, which it sets where it is missing.

        :param name: Name.
        :param attributes: Further attributes.
        :param ttl: How long.

        :schema: BackendTrafficPolicySpecLoadBalancerConsistentHashCookie
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__1fad21d10239ac0ae42841ce13ec7b7000e440ee5f685d1ff24b049fb259c3fc)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument attributes", value=attributes, expected_type=type_hints["attributes"])
            check_type(argname="argument ttl", value=ttl, expected_type=type_hints["ttl"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if attributes is not None:
            self._values["attributes"] = attributes
        if ttl is not None:
            self._values["ttl"] = ttl

    @builtins.property
    def name(self) -> builtins.str:
        '''Name.

        :schema: BackendTrafficPolicySpecLoadBalancerConsistentHashCookie#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def attributes(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''Further attributes.

        :schema: BackendTrafficPolicySpecLoadBalancerConsistentHashCookie#attributes
        '''
        result = self._values.get("attributes")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def ttl(self) -> typing.Optional[builtins.str]:
        '''How long.

        :schema: BackendTrafficPolicySpecLoadBalancerConsistentHashCookie#ttl
        '''
        result = self._values.get("ttl")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendTrafficPolicySpecLoadBalancerConsistentHashCookie(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.BackendTrafficPolicySpecLoadBalancerConsistentHashType"
)
class BackendTrafficPolicySpecLoadBalancerConsistentHashType(enum.Enum):
    '''Of what.

    :schema: BackendTrafficPolicySpecLoadBalancerConsistentHashType
    '''

    COOKIE = "COOKIE"
    '''Cookie.'''


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.BackendTrafficPolicySpecLoadBalancerType"
)
class BackendTrafficPolicySpecLoadBalancerType(enum.Enum):
    '''How.

    :schema: BackendTrafficPolicySpecLoadBalancerType
    '''

    CONSISTENT_HASH = "CONSISTENT_HASH"
    '''ConsistentHash.'''


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.BackendTrafficPolicySpecTargetRefs",
    jsii_struct_bases=[],
    name_mapping={"group": "group", "kind": "kind", "name": "name"},
)
class BackendTrafficPolicySpecTargetRefs:
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

        :schema: BackendTrafficPolicySpecTargetRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__ee158990c92f4dae3f775b3200d4cb8a90b9bcba0f806b88e1c68a8acc687186)
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

        :schema: BackendTrafficPolicySpecTargetRefs#group
        '''
        result = self._values.get("group")
        assert result is not None, "Required property 'group' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def kind(self) -> builtins.str:
        '''Kind.

        :schema: BackendTrafficPolicySpecTargetRefs#kind
        '''
        result = self._values.get("kind")
        assert result is not None, "Required property 'kind' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''Name.

        :schema: BackendTrafficPolicySpecTargetRefs#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendTrafficPolicySpecTargetRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.BackendTrafficPolicySpecTimeout",
    jsii_struct_bases=[],
    name_mapping={"http": "http"},
)
class BackendTrafficPolicySpecTimeout:
    def __init__(
        self,
        *,
        http: typing.Optional[typing.Union["BackendTrafficPolicySpecTimeoutHttp", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''How long it waits.

        :param http: For HTTP.

        :schema: BackendTrafficPolicySpecTimeout
        '''
        if isinstance(http, dict):
            http = BackendTrafficPolicySpecTimeoutHttp(**http)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__07af518d7e2e243a22f7ad1c90be60478af918c5ed694fcf3a584e937c9be46f)
            check_type(argname="argument http", value=http, expected_type=type_hints["http"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if http is not None:
            self._values["http"] = http

    @builtins.property
    def http(self) -> typing.Optional["BackendTrafficPolicySpecTimeoutHttp"]:
        '''For HTTP.

        :schema: BackendTrafficPolicySpecTimeout#http
        '''
        result = self._values.get("http")
        return typing.cast(typing.Optional["BackendTrafficPolicySpecTimeoutHttp"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendTrafficPolicySpecTimeout(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.BackendTrafficPolicySpecTimeoutHttp",
    jsii_struct_bases=[],
    name_mapping={
        "request_timeout": "requestTimeout",
        "stream_idle_timeout": "streamIdleTimeout",
    },
)
class BackendTrafficPolicySpecTimeoutHttp:
    def __init__(
        self,
        *,
        request_timeout: typing.Optional[builtins.str] = None,
        stream_idle_timeout: typing.Optional[builtins.str] = None,
    ) -> None:
        '''For HTTP.

        :param request_timeout: For a whole answer; 0s for ever.
        :param stream_idle_timeout: For any byte of a stream.

        :schema: BackendTrafficPolicySpecTimeoutHttp
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__921d7f8f494735bf5e6acdebbf5837411128742103225bc2c0e09c05813b5feb)
            check_type(argname="argument request_timeout", value=request_timeout, expected_type=type_hints["request_timeout"])
            check_type(argname="argument stream_idle_timeout", value=stream_idle_timeout, expected_type=type_hints["stream_idle_timeout"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if request_timeout is not None:
            self._values["request_timeout"] = request_timeout
        if stream_idle_timeout is not None:
            self._values["stream_idle_timeout"] = stream_idle_timeout

    @builtins.property
    def request_timeout(self) -> typing.Optional[builtins.str]:
        '''For a whole answer;

        0s for ever.

        :schema: BackendTrafficPolicySpecTimeoutHttp#requestTimeout
        '''
        result = self._values.get("request_timeout")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def stream_idle_timeout(self) -> typing.Optional[builtins.str]:
        '''For any byte of a stream.

        :schema: BackendTrafficPolicySpecTimeoutHttp#streamIdleTimeout
        '''
        result = self._values.get("stream_idle_timeout")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendTrafficPolicySpecTimeoutHttp(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


class SecurityPolicy(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.SecurityPolicy",
):
    '''Who is let through a route.

    :schema: SecurityPolicy
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["SecurityPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "SecurityPolicy" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: Which route, and who.
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c5a89e8bc7f26a7654af26153cbb7f471b85620b53e0b5389cf3300ceda1da87)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = SecurityPolicyProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["SecurityPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "SecurityPolicy".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: Which route, and who.
        '''
        props = SecurityPolicyProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "SecurityPolicy".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.SecurityPolicyProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class SecurityPolicyProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["SecurityPolicySpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Who is let through a route.

        :param metadata: 
        :param spec: Which route, and who.

        :schema: SecurityPolicy
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = SecurityPolicySpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__79b93f70640e0f35690f22a23bdd645fc0f37549d730fc57a21bcbf84c79e8ac)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: SecurityPolicy#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "SecurityPolicySpec":
        '''Which route, and who.

        :schema: SecurityPolicy#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("SecurityPolicySpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "SecurityPolicyProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.SecurityPolicySpec",
    jsii_struct_bases=[],
    name_mapping={"oidc": "oidc", "target_refs": "targetRefs"},
)
class SecurityPolicySpec:
    def __init__(
        self,
        *,
        oidc: typing.Optional[typing.Union["SecurityPolicySpecOidc", typing.Dict[builtins.str, typing.Any]]] = None,
        target_refs: typing.Optional[typing.Sequence[typing.Union["SecurityPolicySpecTargetRefs", typing.Dict[builtins.str, typing.Any]]]] = None,
    ) -> None:
        '''Which route, and who.

        :param oidc: Whoever logs in.
        :param target_refs: What it is about.

        :schema: SecurityPolicySpec
        '''
        if isinstance(oidc, dict):
            oidc = SecurityPolicySpecOidc(**oidc)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__34c49a9ef3eb5e843db8bcfa4fd237fbcc7790efd6d01a81ed46253bdce9d009)
            check_type(argname="argument oidc", value=oidc, expected_type=type_hints["oidc"])
            check_type(argname="argument target_refs", value=target_refs, expected_type=type_hints["target_refs"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if oidc is not None:
            self._values["oidc"] = oidc
        if target_refs is not None:
            self._values["target_refs"] = target_refs

    @builtins.property
    def oidc(self) -> typing.Optional["SecurityPolicySpecOidc"]:
        '''Whoever logs in.

        :schema: SecurityPolicySpec#oidc
        '''
        result = self._values.get("oidc")
        return typing.cast(typing.Optional["SecurityPolicySpecOidc"], result)

    @builtins.property
    def target_refs(
        self,
    ) -> typing.Optional[typing.List["SecurityPolicySpecTargetRefs"]]:
        '''What it is about.

        :schema: SecurityPolicySpec#targetRefs
        '''
        result = self._values.get("target_refs")
        return typing.cast(typing.Optional[typing.List["SecurityPolicySpecTargetRefs"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "SecurityPolicySpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.SecurityPolicySpecOidc",
    jsii_struct_bases=[],
    name_mapping={
        "client_secret": "clientSecret",
        "provider": "provider",
        "client_id": "clientId",
        "cookie_config": "cookieConfig",
        "logout_path": "logoutPath",
        "redirect_url": "redirectUrl",
        "refresh_token": "refreshToken",
        "scopes": "scopes",
    },
)
class SecurityPolicySpecOidc:
    def __init__(
        self,
        *,
        client_secret: typing.Union["SecurityPolicySpecOidcClientSecret", typing.Dict[builtins.str, typing.Any]],
        provider: typing.Union["SecurityPolicySpecOidcProvider", typing.Dict[builtins.str, typing.Any]],
        client_id: typing.Optional[builtins.str] = None,
        cookie_config: typing.Optional[typing.Union["SecurityPolicySpecOidcCookieConfig", typing.Dict[builtins.str, typing.Any]]] = None,
        logout_path: typing.Optional[builtins.str] = None,
        redirect_url: typing.Optional[builtins.str] = None,
        refresh_token: typing.Optional[builtins.bool] = None,
        scopes: typing.Optional[typing.Sequence[builtins.str]] = None,
    ) -> None:
        '''Whoever logs in.

        :param client_secret: Where its secret is, under the key client-secret.
        :param provider: Where.
        :param client_id: Client there.
        :param cookie_config: Of its cookies.
        :param logout_path: Path that logs out.
        :param redirect_url: Where the issuer leads people back to.
        :param refresh_token: Whether an old token is renewed.
        :param scopes: Scopes to ask for.

        :schema: SecurityPolicySpecOidc
        '''
        if isinstance(client_secret, dict):
            client_secret = SecurityPolicySpecOidcClientSecret(**client_secret)
        if isinstance(provider, dict):
            provider = SecurityPolicySpecOidcProvider(**provider)
        if isinstance(cookie_config, dict):
            cookie_config = SecurityPolicySpecOidcCookieConfig(**cookie_config)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__bfa50beb844ea7bb8c2bd3c6f10c6d788b0d37ae0f52b24445d9a052c49188f5)
            check_type(argname="argument client_secret", value=client_secret, expected_type=type_hints["client_secret"])
            check_type(argname="argument provider", value=provider, expected_type=type_hints["provider"])
            check_type(argname="argument client_id", value=client_id, expected_type=type_hints["client_id"])
            check_type(argname="argument cookie_config", value=cookie_config, expected_type=type_hints["cookie_config"])
            check_type(argname="argument logout_path", value=logout_path, expected_type=type_hints["logout_path"])
            check_type(argname="argument redirect_url", value=redirect_url, expected_type=type_hints["redirect_url"])
            check_type(argname="argument refresh_token", value=refresh_token, expected_type=type_hints["refresh_token"])
            check_type(argname="argument scopes", value=scopes, expected_type=type_hints["scopes"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "client_secret": client_secret,
            "provider": provider,
        }
        if client_id is not None:
            self._values["client_id"] = client_id
        if cookie_config is not None:
            self._values["cookie_config"] = cookie_config
        if logout_path is not None:
            self._values["logout_path"] = logout_path
        if redirect_url is not None:
            self._values["redirect_url"] = redirect_url
        if refresh_token is not None:
            self._values["refresh_token"] = refresh_token
        if scopes is not None:
            self._values["scopes"] = scopes

    @builtins.property
    def client_secret(self) -> "SecurityPolicySpecOidcClientSecret":
        '''Where its secret is, under the key client-secret.

        :schema: SecurityPolicySpecOidc#clientSecret
        '''
        result = self._values.get("client_secret")
        assert result is not None, "Required property 'client_secret' is missing"
        return typing.cast("SecurityPolicySpecOidcClientSecret", result)

    @builtins.property
    def provider(self) -> "SecurityPolicySpecOidcProvider":
        '''Where.

        :schema: SecurityPolicySpecOidc#provider
        '''
        result = self._values.get("provider")
        assert result is not None, "Required property 'provider' is missing"
        return typing.cast("SecurityPolicySpecOidcProvider", result)

    @builtins.property
    def client_id(self) -> typing.Optional[builtins.str]:
        '''Client there.

        :schema: SecurityPolicySpecOidc#clientID
        '''
        result = self._values.get("client_id")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def cookie_config(self) -> typing.Optional["SecurityPolicySpecOidcCookieConfig"]:
        '''Of its cookies.

        :schema: SecurityPolicySpecOidc#cookieConfig
        '''
        result = self._values.get("cookie_config")
        return typing.cast(typing.Optional["SecurityPolicySpecOidcCookieConfig"], result)

    @builtins.property
    def logout_path(self) -> typing.Optional[builtins.str]:
        '''Path that logs out.

        :schema: SecurityPolicySpecOidc#logoutPath
        '''
        result = self._values.get("logout_path")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def redirect_url(self) -> typing.Optional[builtins.str]:
        '''Where the issuer leads people back to.

        :schema: SecurityPolicySpecOidc#redirectURL
        '''
        result = self._values.get("redirect_url")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def refresh_token(self) -> typing.Optional[builtins.bool]:
        '''Whether an old token is renewed.

        :schema: SecurityPolicySpecOidc#refreshToken
        '''
        result = self._values.get("refresh_token")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def scopes(self) -> typing.Optional[typing.List[builtins.str]]:
        '''Scopes to ask for.

        :schema: SecurityPolicySpecOidc#scopes
        '''
        result = self._values.get("scopes")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "SecurityPolicySpecOidc(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.SecurityPolicySpecOidcClientSecret",
    jsii_struct_bases=[],
    name_mapping={"name": "name", "group": "group", "kind": "kind"},
)
class SecurityPolicySpecOidcClientSecret:
    def __init__(
        self,
        *,
        name: builtins.str,
        group: typing.Optional[builtins.str] = None,
        kind: typing.Optional[builtins.str] = None,
    ) -> None:
        '''Where its secret is, under the key client-secret.

        :param name: Name.
        :param group: API group; empty for the core.
        :param kind: Kind.

        :schema: SecurityPolicySpecOidcClientSecret
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__ff921df8a9bc6e28aad7181232ae1def15f775ea9db5443f1a2b01902c423ad6)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument group", value=group, expected_type=type_hints["group"])
            check_type(argname="argument kind", value=kind, expected_type=type_hints["kind"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if group is not None:
            self._values["group"] = group
        if kind is not None:
            self._values["kind"] = kind

    @builtins.property
    def name(self) -> builtins.str:
        '''Name.

        :schema: SecurityPolicySpecOidcClientSecret#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def group(self) -> typing.Optional[builtins.str]:
        '''API group;

        empty for the core.

        :schema: SecurityPolicySpecOidcClientSecret#group
        '''
        result = self._values.get("group")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def kind(self) -> typing.Optional[builtins.str]:
        '''Kind.

        :schema: SecurityPolicySpecOidcClientSecret#kind
        '''
        result = self._values.get("kind")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "SecurityPolicySpecOidcClientSecret(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.SecurityPolicySpecOidcCookieConfig",
    jsii_struct_bases=[],
    name_mapping={"same_site": "sameSite"},
)
class SecurityPolicySpecOidcCookieConfig:
    def __init__(
        self,
        *,
        same_site: typing.Optional["SecurityPolicySpecOidcCookieConfigSameSite"] = None,
    ) -> None:
        '''Of its cookies.

        :param same_site: When browsers send them.

        :schema: SecurityPolicySpecOidcCookieConfig
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b6ef73c4740be9be1ebf50d658665fecd21bff0ab8ca6c21f892157508b455f7)
            check_type(argname="argument same_site", value=same_site, expected_type=type_hints["same_site"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if same_site is not None:
            self._values["same_site"] = same_site

    @builtins.property
    def same_site(
        self,
    ) -> typing.Optional["SecurityPolicySpecOidcCookieConfigSameSite"]:
        '''When browsers send them.

        :schema: SecurityPolicySpecOidcCookieConfig#sameSite
        '''
        result = self._values.get("same_site")
        return typing.cast(typing.Optional["SecurityPolicySpecOidcCookieConfigSameSite"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "SecurityPolicySpecOidcCookieConfig(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.SecurityPolicySpecOidcCookieConfigSameSite"
)
class SecurityPolicySpecOidcCookieConfigSameSite(enum.Enum):
    '''When browsers send them.

    :schema: SecurityPolicySpecOidcCookieConfigSameSite
    '''

    LAX = "LAX"
    '''Lax.'''


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.SecurityPolicySpecOidcProvider",
    jsii_struct_bases=[],
    name_mapping={"issuer": "issuer"},
)
class SecurityPolicySpecOidcProvider:
    def __init__(self, *, issuer: builtins.str) -> None:
        '''Where.

        :param issuer: URL of the issuer.

        :schema: SecurityPolicySpecOidcProvider
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__1f5060c1f5efbd650615a0657e3cee3e112965e95eead8409ece105fe9b3d73b)
            check_type(argname="argument issuer", value=issuer, expected_type=type_hints["issuer"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "issuer": issuer,
        }

    @builtins.property
    def issuer(self) -> builtins.str:
        '''URL of the issuer.

        :schema: SecurityPolicySpecOidcProvider#issuer
        '''
        result = self._values.get("issuer")
        assert result is not None, "Required property 'issuer' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "SecurityPolicySpecOidcProvider(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_ioenvoyproxygateway.SecurityPolicySpecTargetRefs",
    jsii_struct_bases=[],
    name_mapping={"group": "group", "kind": "kind", "name": "name"},
)
class SecurityPolicySpecTargetRefs:
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

        :schema: SecurityPolicySpecTargetRefs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__af1410260bdb77f10da8a1af1daeb7544c8980e493334c0e452994c7732edc25)
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

        :schema: SecurityPolicySpecTargetRefs#group
        '''
        result = self._values.get("group")
        assert result is not None, "Required property 'group' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def kind(self) -> builtins.str:
        '''Kind.

        :schema: SecurityPolicySpecTargetRefs#kind
        '''
        result = self._values.get("kind")
        assert result is not None, "Required property 'kind' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''Name.

        :schema: SecurityPolicySpecTargetRefs#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "SecurityPolicySpecTargetRefs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


__all__ = [
    "BackendTrafficPolicy",
    "BackendTrafficPolicyProps",
    "BackendTrafficPolicySpec",
    "BackendTrafficPolicySpecLoadBalancer",
    "BackendTrafficPolicySpecLoadBalancerConsistentHash",
    "BackendTrafficPolicySpecLoadBalancerConsistentHashCookie",
    "BackendTrafficPolicySpecLoadBalancerConsistentHashType",
    "BackendTrafficPolicySpecLoadBalancerType",
    "BackendTrafficPolicySpecTargetRefs",
    "BackendTrafficPolicySpecTimeout",
    "BackendTrafficPolicySpecTimeoutHttp",
    "SecurityPolicy",
    "SecurityPolicyProps",
    "SecurityPolicySpec",
    "SecurityPolicySpecOidc",
    "SecurityPolicySpecOidcClientSecret",
    "SecurityPolicySpecOidcCookieConfig",
    "SecurityPolicySpecOidcCookieConfigSameSite",
    "SecurityPolicySpecOidcProvider",
    "SecurityPolicySpecTargetRefs",
]

publication.publish()

def _typecheckingstub__d56e34c45dfb9a79a4c0fce0a8b67e62d1c1b7f98789db9fc44b4db4c54b9417(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[BackendTrafficPolicySpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7e8ba4f7f1696449a8d963f842a744939704f0185d3d1ecd9192af455acc8728(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[BackendTrafficPolicySpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__3209a111041776aa3c7bc12332bbd53286fc7b501c65e77ef6c5fc10340fc22a(
    *,
    load_balancer: typing.Optional[typing.Union[BackendTrafficPolicySpecLoadBalancer, typing.Dict[builtins.str, typing.Any]]] = None,
    target_refs: typing.Optional[typing.Sequence[typing.Union[BackendTrafficPolicySpecTargetRefs, typing.Dict[builtins.str, typing.Any]]]] = None,
    timeout: typing.Optional[typing.Union[BackendTrafficPolicySpecTimeout, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__e5f533a770a459d039068c825b9925e5876a74e96200f4f038826cc235d712ee(
    *,
    type: BackendTrafficPolicySpecLoadBalancerType,
    consistent_hash: typing.Optional[typing.Union[BackendTrafficPolicySpecLoadBalancerConsistentHash, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__1cd793e1d53c06a7efe377e072ce6a17cf8fc630099d27969d6da1c51f6c3c07(
    *,
    type: BackendTrafficPolicySpecLoadBalancerConsistentHashType,
    cookie: typing.Optional[typing.Union[BackendTrafficPolicySpecLoadBalancerConsistentHashCookie, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__1fad21d10239ac0ae42841ce13ec7b7000e440ee5f685d1ff24b049fb259c3fc(
    *,
    name: builtins.str,
    attributes: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    ttl: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__ee158990c92f4dae3f775b3200d4cb8a90b9bcba0f806b88e1c68a8acc687186(
    *,
    group: builtins.str,
    kind: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__07af518d7e2e243a22f7ad1c90be60478af918c5ed694fcf3a584e937c9be46f(
    *,
    http: typing.Optional[typing.Union[BackendTrafficPolicySpecTimeoutHttp, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__921d7f8f494735bf5e6acdebbf5837411128742103225bc2c0e09c05813b5feb(
    *,
    request_timeout: typing.Optional[builtins.str] = None,
    stream_idle_timeout: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c5a89e8bc7f26a7654af26153cbb7f471b85620b53e0b5389cf3300ceda1da87(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[SecurityPolicySpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__79b93f70640e0f35690f22a23bdd645fc0f37549d730fc57a21bcbf84c79e8ac(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[SecurityPolicySpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__34c49a9ef3eb5e843db8bcfa4fd237fbcc7790efd6d01a81ed46253bdce9d009(
    *,
    oidc: typing.Optional[typing.Union[SecurityPolicySpecOidc, typing.Dict[builtins.str, typing.Any]]] = None,
    target_refs: typing.Optional[typing.Sequence[typing.Union[SecurityPolicySpecTargetRefs, typing.Dict[builtins.str, typing.Any]]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__bfa50beb844ea7bb8c2bd3c6f10c6d788b0d37ae0f52b24445d9a052c49188f5(
    *,
    client_secret: typing.Union[SecurityPolicySpecOidcClientSecret, typing.Dict[builtins.str, typing.Any]],
    provider: typing.Union[SecurityPolicySpecOidcProvider, typing.Dict[builtins.str, typing.Any]],
    client_id: typing.Optional[builtins.str] = None,
    cookie_config: typing.Optional[typing.Union[SecurityPolicySpecOidcCookieConfig, typing.Dict[builtins.str, typing.Any]]] = None,
    logout_path: typing.Optional[builtins.str] = None,
    redirect_url: typing.Optional[builtins.str] = None,
    refresh_token: typing.Optional[builtins.bool] = None,
    scopes: typing.Optional[typing.Sequence[builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__ff921df8a9bc6e28aad7181232ae1def15f775ea9db5443f1a2b01902c423ad6(
    *,
    name: builtins.str,
    group: typing.Optional[builtins.str] = None,
    kind: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b6ef73c4740be9be1ebf50d658665fecd21bff0ab8ca6c21f892157508b455f7(
    *,
    same_site: typing.Optional[SecurityPolicySpecOidcCookieConfigSameSite] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__1f5060c1f5efbd650615a0657e3cee3e112965e95eead8409ece105fe9b3d73b(
    *,
    issuer: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__af1410260bdb77f10da8a1af1daeb7544c8980e493334c0e452994c7732edc25(
    *,
    group: builtins.str,
    kind: builtins.str,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass
