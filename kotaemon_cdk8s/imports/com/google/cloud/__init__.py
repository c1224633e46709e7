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


class BackendConfig(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_comgooglecloud.BackendConfig",
):
    '''How a load balancer talks to a Service.

    :schema: BackendConfig
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["BackendConfigSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "BackendConfig" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: How.
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__08fc4a5ef6ab80024929c22ad10ddac2a9124f28d54e8c5865759729c578dd64)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = BackendConfigProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["BackendConfigSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "BackendConfig".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: How.
        '''
        props = BackendConfigProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "BackendConfig".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_comgooglecloud.BackendConfigProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class BackendConfigProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["BackendConfigSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''How a load balancer talks to a Service.

        :param metadata: 
        :param spec: How.

        :schema: BackendConfig
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = BackendConfigSpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__d4445a2c626df31373edec3da6b1b4a59f98ff07e6421df7f6215a754d46a232)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: BackendConfig#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "BackendConfigSpec":
        '''How.

        :schema: BackendConfig#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("BackendConfigSpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendConfigProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_comgooglecloud.BackendConfigSpec",
    jsii_struct_bases=[],
    name_mapping={
        "connection_draining": "connectionDraining",
        "health_check": "healthCheck",
        "iap": "iap",
        "session_affinity": "sessionAffinity",
        "timeout_sec": "timeoutSec",
    },
)
class BackendConfigSpec:
    def __init__(
        self,
        *,
        connection_draining: typing.Optional[typing.Union["BackendConfigSpecConnectionDraining", typing.Dict[builtins.str, typing.Any]]] = None,
        health_check: typing.Optional[typing.Union["BackendConfigSpecHealthCheck", typing.Dict[builtins.str, typing.Any]]] = None,
        iap: typing.Optional[typing.Union["BackendConfigSpecIap", typing.Dict[builtins.str, typing.Any]]] = None,
        session_affinity: typing.Optional[typing.Union["BackendConfigSpecSessionAffinity", typing.Dict[builtins.str, typing.Any]]] = None,
        timeout_sec: typing.Optional[jsii.Number] = None,
    ) -> None:
        '''How.

        :param connection_draining: When a pod goes.
        :param health_check: How it asks whether a pod is up.
        :param iap: A login by Google's Identity-Aware Proxy.
        :param session_affinity: Later requests go where the first went.
        :param timeout_sec: How long a whole answer may take.

        :schema: BackendConfigSpec
        '''
        if isinstance(connection_draining, dict):
            connection_draining = BackendConfigSpecConnectionDraining(**connection_draining)
        if isinstance(health_check, dict):
            health_check = BackendConfigSpecHealthCheck(**health_check)
        if isinstance(iap, dict):
            iap = BackendConfigSpecIap(**iap)
        if isinstance(session_affinity, dict):
            session_affinity = BackendConfigSpecSessionAffinity(**session_affinity)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__87af3bebf6879c42749968ca6200e76ef1e6957de561a23ad5e220e6fe3aba53)
            check_type(argname="argument connection_draining", value=connection_draining, expected_type=type_hints["connection_draining"])
            check_type(argname="argument health_check", value=health_check, expected_type=type_hints["health_check"])
            check_type(argname="argument iap", value=iap, expected_type=type_hints["iap"])
            check_type(argname="argument session_affinity", value=session_affinity, expected_type=type_hints["session_affinity"])
            check_type(argname="argument timeout_sec", value=timeout_sec, expected_type=type_hints["timeout_sec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if connection_draining is not None:
            self._values["connection_draining"] = connection_draining
        if health_check is not None:
            self._values["health_check"] = health_check
        if iap is not None:
            self._values["iap"] = iap
        if session_affinity is not None:
            self._values["session_affinity"] = session_affinity
        if timeout_sec is not None:
            self._values["timeout_sec"] = timeout_sec

    @builtins.property
    def connection_draining(
        self,
    ) -> typing.Optional["BackendConfigSpecConnectionDraining"]:
        '''When a pod goes.

        :schema: BackendConfigSpec#connectionDraining
        '''
        result = self._values.get("connection_draining")
        return typing.cast(typing.Optional["BackendConfigSpecConnectionDraining"], result)

    @builtins.property
    def health_check(self) -> typing.Optional["BackendConfigSpecHealthCheck"]:
        '''How it asks whether a pod is up.

        :schema: BackendConfigSpec#healthCheck
        '''
        result = self._values.get("health_check")
        return typing.cast(typing.Optional["BackendConfigSpecHealthCheck"], result)

    @builtins.property
    def iap(self) -> typing.Optional["BackendConfigSpecIap"]:
        '''A login by Google's Identity-Aware Proxy.

        :schema: BackendConfigSpec#iap
        '''
        result = self._values.get("iap")
        return typing.cast(typing.Optional["BackendConfigSpecIap"], result)

    @builtins.property
    def session_affinity(self) -> typing.Optional["BackendConfigSpecSessionAffinity"]:
        '''Later requests go where the first went.

        :schema: BackendConfigSpec#sessionAffinity
        '''
        result = self._values.get("session_affinity")
        return typing.cast(typing.Optional["BackendConfigSpecSessionAffinity"], result)

    @builtins.property
    def timeout_sec(self) -> typing.Optional[jsii.Number]:
        '''How long a whole answer may take.

        :schema: BackendConfigSpec#timeoutSec
        '''
        result = self._values.get("timeout_sec")
        return typing.cast(typing.Optional[jsii.Number], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendConfigSpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_comgooglecloud.BackendConfigSpecConnectionDraining",
    jsii_struct_bases=[],
    name_mapping={"draining_timeout_sec": "drainingTimeoutSec"},
)
class BackendConfigSpecConnectionDraining:
    def __init__(
        self,
        *,
        draining_timeout_sec: typing.Optional[jsii.Number] = None,
    ) -> None:
        '''When a pod goes.

        :param draining_timeout_sec: How long its requests may go on.

        :schema: BackendConfigSpecConnectionDraining
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__379e7c9f1da0921acd281a0b8308c56a82df3802577aec8a10de922c86287e1e)
            check_type(argname="argument draining_timeout_sec", value=draining_timeout_sec, expected_type=type_hints["draining_timeout_sec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if draining_timeout_sec is not None:
            self._values["draining_timeout_sec"] = draining_timeout_sec

    @builtins.property
    def draining_timeout_sec(self) -> typing.Optional[jsii.Number]:
        '''How long its requests may go on.

        :schema: BackendConfigSpecConnectionDraining#drainingTimeoutSec
        '''
        result = self._values.get("draining_timeout_sec")
        return typing.cast(typing.Optional[jsii.Number], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendConfigSpecConnectionDraining(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_comgooglecloud.BackendConfigSpecHealthCheck",
    jsii_struct_bases=[],
    name_mapping={"port": "port", "request_path": "requestPath", "type": "type"},
)
class BackendConfigSpecHealthCheck:
    def __init__(
        self,
        *,
        port: typing.Optional[jsii.Number] = None,
        request_path: typing.Optional[builtins.str] = None,
        type: typing.Optional["BackendConfigSpecHealthCheckType"] = None,
    ) -> None:
        '''How it asks whether a pod is up.

        :param port: Port of the pod.
        :param request_path: Path.
        :param type: How.

        :schema: BackendConfigSpecHealthCheck
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__113e7e1ea270709aff3fc1f6d5bbece7b038b7ce8a7dfe742df3c9dadb9a20ab)
            check_type(argname="argument port", value=port, expected_type=type_hints["port"])
            check_type(argname="argument request_path", value=request_path, expected_type=type_hints["request_path"])
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if port is not None:
            self._values["port"] = port
        if request_path is not None:
            self._values["request_path"] = request_path
        if type is not None:
            self._values["type"] = type

    @builtins.property
    def port(self) -> typing.Optional[jsii.Number]:
        '''Port of the pod.

        :schema: BackendConfigSpecHealthCheck#port
        '''
        result = self._values.get("port")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def request_path(self) -> typing.Optional[builtins.str]:
        '''Path.

        :schema: BackendConfigSpecHealthCheck#requestPath
        '''
        result = self._values.get("request_path")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def type(self) -> typing.Optional["BackendConfigSpecHealthCheckType"]:
        '''How.

        :schema: BackendConfigSpecHealthCheck#type
        '''
        result = self._values.get("type")
        return typing.cast(typing.Optional["BackendConfigSpecHealthCheckType"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendConfigSpecHealthCheck(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_comgooglecloud.BackendConfigSpecHealthCheckType"
)
class BackendConfigSpecHealthCheckType(enum.Enum):
    '''How.

    :schema: BackendConfigSpecHealthCheckType
    '''

    HTTP = "HTTP"
    '''HTTP.'''


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_comgooglecloud.BackendConfigSpecIap",
    jsii_struct_bases=[],
    name_mapping={
        "enabled": "enabled",
        "oauthclient_credentials": "oauthclientCredentials",
    },
)
class BackendConfigSpecIap:
    def __init__(
        self,
        *,
        enabled: builtins.bool,
        oauthclient_credentials: typing.Optional[typing.Union["BackendConfigSpecIapOauthclientCredentials", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''A login by Google's Identity-Aware Proxy.

        :param enabled: Whether.
        :param oauthclient_credentials: An OAuth client of one's own.

        :schema: BackendConfigSpecIap
        '''
        if isinstance(oauthclient_credentials, dict):
            oauthclient_credentials = BackendConfigSpecIapOauthclientCredentials(**oauthclient_credentials)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__929e17f72c75b6f4ec63eff359c8b504e7edbee4d58dc4d6e82712b3bfec8dea)
            check_type(argname="argument enabled", value=enabled, expected_type=type_hints["enabled"])
            check_type(argname="argument oauthclient_credentials", value=oauthclient_credentials, expected_type=type_hints["oauthclient_credentials"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "enabled": enabled,
        }
        if oauthclient_credentials is not None:
            self._values["oauthclient_credentials"] = oauthclient_credentials

    @builtins.property
    def enabled(self) -> builtins.bool:
        '''Whether.

        :schema: BackendConfigSpecIap#enabled
        '''
        result = self._values.get("enabled")
        assert result is not None, "Required property 'enabled' is missing"
        return typing.cast(builtins.bool, result)

    @builtins.property
    def oauthclient_credentials(
        self,
    ) -> typing.Optional["BackendConfigSpecIapOauthclientCredentials"]:
        '''An OAuth client of one's own.

        :schema: BackendConfigSpecIap#oauthclientCredentials
        '''
        result = self._values.get("oauthclient_credentials")
        return typing.cast(typing.Optional["BackendConfigSpecIapOauthclientCredentials"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendConfigSpecIap(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_comgooglecloud.BackendConfigSpecIapOauthclientCredentials",
    jsii_struct_bases=[],
    name_mapping={"secret_name": "secretName"},
)
class BackendConfigSpecIapOauthclientCredentials:
    def __init__(self, *, secret_name: builtins.str) -> None:
        '''An OAuth client of one's own.

        :param secret_name: Secret with client_id and client_secret.

        :schema: BackendConfigSpecIapOauthclientCredentials
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__51905fd3e7b7d938b019aa42ddac9b7a536d899ee15bc1b39d5ec9aea15ee729)
            check_type(argname="argument secret_name", value=secret_name, expected_type=type_hints["secret_name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "secret_name": secret_name,
        }

    @builtins.property
    def secret_name(self) -> builtins.str:
        '''Secret with client_id and client_secret.

        :schema: BackendConfigSpecIapOauthclientCredentials#secretName
        '''
        result = self._values.get("secret_name")
        assert result is not None, "Required property 'secret_name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendConfigSpecIapOauthclientCredentials(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_comgooglecloud.BackendConfigSpecSessionAffinity",
    jsii_struct_bases=[],
    name_mapping={
        "affinity_cookie_ttl_sec": "affinityCookieTtlSec",
        "affinity_type": "affinityType",
    },
)
class BackendConfigSpecSessionAffinity:
    def __init__(
        self,
        *,
        affinity_cookie_ttl_sec: typing.Optional[jsii.Number] = None,
        affinity_type: typing.Optional["BackendConfigSpecSessionAffinityAffinityType"] = None,
    ) -> None:
        '''Later requests go where the first went.

        :param affinity_cookie_ttl_sec: How long.
        :param affinity_type: By what.

        :schema: BackendConfigSpecSessionAffinity
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__189c3d1afc4429457fd9eb680214bd0fd2f61ee142dd1567516462d40c5345cc)
            check_type(argname="argument affinity_cookie_ttl_sec", value=affinity_cookie_ttl_sec, expected_type=type_hints["affinity_cookie_ttl_sec"])
            check_type(argname="argument affinity_type", value=affinity_type, expected_type=type_hints["affinity_type"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if affinity_cookie_ttl_sec is not None:
            self._values["affinity_cookie_ttl_sec"] = affinity_cookie_ttl_sec
        if affinity_type is not None:
            self._values["affinity_type"] = affinity_type

    @builtins.property
    def affinity_cookie_ttl_sec(self) -> typing.Optional[jsii.Number]:
        '''How long.

        :schema: BackendConfigSpecSessionAffinity#affinityCookieTtlSec
        '''
        result = self._values.get("affinity_cookie_ttl_sec")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def affinity_type(
        self,
    ) -> typing.Optional["BackendConfigSpecSessionAffinityAffinityType"]:
        '''By what.

        :schema: BackendConfigSpecSessionAffinity#affinityType
        '''
        result = self._values.get("affinity_type")
        return typing.cast(typing.Optional["BackendConfigSpecSessionAffinityAffinityType"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "BackendConfigSpecSessionAffinity(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_comgooglecloud.BackendConfigSpecSessionAffinityAffinityType"
)
class BackendConfigSpecSessionAffinityAffinityType(enum.Enum):
    '''By what.

    :schema: BackendConfigSpecSessionAffinityAffinityType
    '''

    GENERATED_UNDERSCORE_COOKIE = "GENERATED_UNDERSCORE_COOKIE"
    '''GENERATED_COOKIE.'''


__all__ = [
    "BackendConfig",
    "BackendConfigProps",
    "BackendConfigSpec",
    "BackendConfigSpecConnectionDraining",
    "BackendConfigSpecHealthCheck",
    "BackendConfigSpecHealthCheckType",
    "BackendConfigSpecIap",
    "BackendConfigSpecIapOauthclientCredentials",
    "BackendConfigSpecSessionAffinity",
    "BackendConfigSpecSessionAffinityAffinityType",
]

publication.publish()

def _typecheckingstub__08fc4a5ef6ab80024929c22ad10ddac2a9124f28d54e8c5865759729c578dd64(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[BackendConfigSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__d4445a2c626df31373edec3da6b1b4a59f98ff07e6421df7f6215a754d46a232(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[BackendConfigSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__87af3bebf6879c42749968ca6200e76ef1e6957de561a23ad5e220e6fe3aba53(
    *,
    connection_draining: typing.Optional[typing.Union[BackendConfigSpecConnectionDraining, typing.Dict[builtins.str, typing.Any]]] = None,
    health_check: typing.Optional[typing.Union[BackendConfigSpecHealthCheck, typing.Dict[builtins.str, typing.Any]]] = None,
    iap: typing.Optional[typing.Union[BackendConfigSpecIap, typing.Dict[builtins.str, typing.Any]]] = None,
    session_affinity: typing.Optional[typing.Union[BackendConfigSpecSessionAffinity, typing.Dict[builtins.str, typing.Any]]] = None,
    timeout_sec: typing.Optional[jsii.Number] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__379e7c9f1da0921acd281a0b8308c56a82df3802577aec8a10de922c86287e1e(
    *,
    draining_timeout_sec: typing.Optional[jsii.Number] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__113e7e1ea270709aff3fc1f6d5bbece7b038b7ce8a7dfe742df3c9dadb9a20ab(
    *,
    port: typing.Optional[jsii.Number] = None,
    request_path: typing.Optional[builtins.str] = None,
    type: typing.Optional[BackendConfigSpecHealthCheckType] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__929e17f72c75b6f4ec63eff359c8b504e7edbee4d58dc4d6e82712b3bfec8dea(
    *,
    enabled: builtins.bool,
    oauthclient_credentials: typing.Optional[typing.Union[BackendConfigSpecIapOauthclientCredentials, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__51905fd3e7b7d938b019aa42ddac9b7a536d899ee15bc1b39d5ec9aea15ee729(
    *,
    secret_name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__189c3d1afc4429457fd9eb680214bd0fd2f61ee142dd1567516462d40c5345cc(
    *,
    affinity_cookie_ttl_sec: typing.Optional[jsii.Number] = None,
    affinity_type: typing.Optional[BackendConfigSpecSessionAffinityAffinityType] = None,
) -> None:
    """Type checking stubs"""
    pass
