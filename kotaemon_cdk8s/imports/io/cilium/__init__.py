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


class CiliumNetworkPolicy(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicy",
):
    '''Connections that Cilium allows, by names of hosts and by entities.

    :schema: CiliumNetworkPolicy
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Optional[typing.Union["CiliumNetworkPolicySpec", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''Defines a "CiliumNetworkPolicy" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: 
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__d9e97be5e5893e9aa3bd4ea161ded2c6b3ccd02c824688cd89d9b108b06d7ea6)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = CiliumNetworkPolicyProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Optional[typing.Union["CiliumNetworkPolicySpec", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "CiliumNetworkPolicy".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: 
        '''
        props = CiliumNetworkPolicyProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "CiliumNetworkPolicy".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicyProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class CiliumNetworkPolicyProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Optional[typing.Union["CiliumNetworkPolicySpec", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''Connections that Cilium allows, by names of hosts and by entities.

        :param metadata: 
        :param spec: 

        :schema: CiliumNetworkPolicy
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = CiliumNetworkPolicySpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__37f15bafb93e4c19b3ff77dff6433fe711cd8e1d074526094d6030a70cbae686)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
        }
        if spec is not None:
            self._values["spec"] = spec

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: CiliumNetworkPolicy#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> typing.Optional["CiliumNetworkPolicySpec"]:
        '''
        :schema: CiliumNetworkPolicy#spec
        '''
        result = self._values.get("spec")
        return typing.cast(typing.Optional["CiliumNetworkPolicySpec"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "CiliumNetworkPolicyProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpec",
    jsii_struct_bases=[],
    name_mapping={"egress": "egress", "endpoint_selector": "endpointSelector"},
)
class CiliumNetworkPolicySpec:
    def __init__(
        self,
        *,
        egress: typing.Optional[typing.Sequence[typing.Union["CiliumNetworkPolicySpecEgress", typing.Dict[builtins.str, typing.Any]]]] = None,
        endpoint_selector: typing.Optional[typing.Union["CiliumNetworkPolicySpecEndpointSelector", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param egress: 
        :param endpoint_selector: The pods.

        :schema: CiliumNetworkPolicySpec
        '''
        if isinstance(endpoint_selector, dict):
            endpoint_selector = CiliumNetworkPolicySpecEndpointSelector(**endpoint_selector)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__8888d33ec4ad09aed866984db8f4be37c82827fc5977e7d3e8c4590eb648644d)
            check_type(argname="argument egress", value=egress, expected_type=type_hints["egress"])
            check_type(argname="argument endpoint_selector", value=endpoint_selector, expected_type=type_hints["endpoint_selector"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if egress is not None:
            self._values["egress"] = egress
        if endpoint_selector is not None:
            self._values["endpoint_selector"] = endpoint_selector

    @builtins.property
    def egress(self) -> typing.Optional[typing.List["CiliumNetworkPolicySpecEgress"]]:
        '''
        :schema: CiliumNetworkPolicySpec#egress
        '''
        result = self._values.get("egress")
        return typing.cast(typing.Optional[typing.List["CiliumNetworkPolicySpecEgress"]], result)

    @builtins.property
    def endpoint_selector(
        self,
    ) -> typing.Optional["CiliumNetworkPolicySpecEndpointSelector"]:
        '''The pods.

        :schema: CiliumNetworkPolicySpec#endpointSelector
        '''
        result = self._values.get("endpoint_selector")
        return typing.cast(typing.Optional["CiliumNetworkPolicySpecEndpointSelector"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "CiliumNetworkPolicySpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEgress",
    jsii_struct_bases=[],
    name_mapping={
        "to_endpoints": "toEndpoints",
        "to_entities": "toEntities",
        "to_fqd_ns": "toFqdNs",
        "to_ports": "toPorts",
    },
)
class CiliumNetworkPolicySpecEgress:
    def __init__(
        self,
        *,
        to_endpoints: typing.Optional[typing.Sequence[typing.Union["CiliumNetworkPolicySpecEgressToEndpoints", typing.Dict[builtins.str, typing.Any]]]] = None,
        to_entities: typing.Optional[typing.Sequence["CiliumNetworkPolicySpecEgressToEntities"]] = None,
        to_fqd_ns: typing.Optional[typing.Sequence[typing.Union["CiliumNetworkPolicySpecEgressToFqdNs", typing.Dict[builtins.str, typing.Any]]]] = None,
        to_ports: typing.Optional[typing.Sequence[typing.Union["CiliumNetworkPolicySpecEgressToPorts", typing.Dict[builtins.str, typing.Any]]]] = None,
    ) -> None:
        '''
        :param to_endpoints: Pods, by labels; those of Kubernetes with the prefix ``k8s:``.
        :param to_entities: 
        :param to_fqd_ns: 
        :param to_ports: 

        :schema: CiliumNetworkPolicySpecEgress
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__6570d89f05973f3547df95849ad5d741c8d92c751afafe6d2c60fbc02986d221)
            check_type(argname="argument to_endpoints", value=to_endpoints, expected_type=type_hints["to_endpoints"])
            check_type(argname="argument to_entities", value=to_entities, expected_type=type_hints["to_entities"])
            check_type(argname="argument to_fqd_ns", value=to_fqd_ns, expected_type=type_hints["to_fqd_ns"])
            check_type(argname="argument to_ports", value=to_ports, expected_type=type_hints["to_ports"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if to_endpoints is not None:
            self._values["to_endpoints"] = to_endpoints
        if to_entities is not None:
            self._values["to_entities"] = to_entities
        if to_fqd_ns is not None:
            self._values["to_fqd_ns"] = to_fqd_ns
        if to_ports is not None:
            self._values["to_ports"] = to_ports

    @builtins.property
    def to_endpoints(
        self,
    ) -> typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToEndpoints"]]:
        '''Pods, by labels;

        those of Kubernetes with the prefix ``k8s:``.

        :schema: CiliumNetworkPolicySpecEgress#toEndpoints
        '''
        result = self._values.get("to_endpoints")
        return typing.cast(typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToEndpoints"]], result)

    @builtins.property
    def to_entities(
        self,
    ) -> typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToEntities"]]:
        '''
        :schema: CiliumNetworkPolicySpecEgress#toEntities
        '''
        result = self._values.get("to_entities")
        return typing.cast(typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToEntities"]], result)

    @builtins.property
    def to_fqd_ns(
        self,
    ) -> typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToFqdNs"]]:
        '''
        :schema: CiliumNetworkPolicySpecEgress#toFQDNs
        '''
        result = self._values.get("to_fqd_ns")
        return typing.cast(typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToFqdNs"]], result)

    @builtins.property
    def to_ports(
        self,
    ) -> typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToPorts"]]:
        '''
        :schema: CiliumNetworkPolicySpecEgress#toPorts
        '''
        result = self._values.get("to_ports")
        return typing.cast(typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToPorts"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "CiliumNetworkPolicySpecEgress(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEgressToEndpoints",
    jsii_struct_bases=[],
    name_mapping={"match_labels": "matchLabels"},
)
class CiliumNetworkPolicySpecEgressToEndpoints:
    def __init__(
        self,
        *,
        match_labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    ) -> None:
        '''
        :param match_labels: 

        :schema: CiliumNetworkPolicySpecEgressToEndpoints
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__243886c0fc9446cb54aa1fb4ff3e5db32c9c24f6de525b31ad882df1d2025ef0)
            check_type(argname="argument match_labels", value=match_labels, expected_type=type_hints["match_labels"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if match_labels is not None:
            self._values["match_labels"] = match_labels

    @builtins.property
    def match_labels(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: CiliumNetworkPolicySpecEgressToEndpoints#matchLabels
        '''
        result = self._values.get("match_labels")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "CiliumNetworkPolicySpecEgressToEndpoints(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEgressToEntities"
)
class CiliumNetworkPolicySpecEgressToEntities(enum.Enum):
    '''
    :schema: CiliumNetworkPolicySpecEgressToEntities
    '''

    KUBE_HYPHEN_APISERVER = "KUBE_HYPHEN_APISERVER"
    '''kube-apiserver.'''


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEgressToFqdNs",
    jsii_struct_bases=[],
    name_mapping={"match_name": "matchName"},
)
class CiliumNetworkPolicySpecEgressToFqdNs:
    def __init__(self, *, match_name: typing.Optional[builtins.str] = None) -> None:
        '''
        :param match_name: 

        :schema: CiliumNetworkPolicySpecEgressToFqdNs
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__1c64d8594782a746ca90132892d35fb80267733436d1e7af55f425e596e4a0a4)
            check_type(argname="argument match_name", value=match_name, expected_type=type_hints["match_name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if match_name is not None:
            self._values["match_name"] = match_name

    @builtins.property
    def match_name(self) -> typing.Optional[builtins.str]:
        '''
        :schema: CiliumNetworkPolicySpecEgressToFqdNs#matchName
        '''
        result = self._values.get("match_name")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "CiliumNetworkPolicySpecEgressToFqdNs(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEgressToPorts",
    jsii_struct_bases=[],
    name_mapping={"ports": "ports", "rules": "rules"},
)
class CiliumNetworkPolicySpecEgressToPorts:
    def __init__(
        self,
        *,
        ports: typing.Optional[typing.Sequence[typing.Union["CiliumNetworkPolicySpecEgressToPortsPorts", typing.Dict[builtins.str, typing.Any]]]] = None,
        rules: typing.Optional[typing.Union["CiliumNetworkPolicySpecEgressToPortsRules", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param ports: 
        :param rules: 

        :schema: CiliumNetworkPolicySpecEgressToPorts
        '''
        if isinstance(rules, dict):
            rules = CiliumNetworkPolicySpecEgressToPortsRules(**rules)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__8150c3bd25381d6bd11c83e464d9523d8304780bb27df0480a8c36780bf2799a)
            check_type(argname="argument ports", value=ports, expected_type=type_hints["ports"])
            check_type(argname="argument rules", value=rules, expected_type=type_hints["rules"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if ports is not None:
            self._values["ports"] = ports
        if rules is not None:
            self._values["rules"] = rules

    @builtins.property
    def ports(
        self,
    ) -> typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToPortsPorts"]]:
        '''
        :schema: CiliumNetworkPolicySpecEgressToPorts#ports
        '''
        result = self._values.get("ports")
        return typing.cast(typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToPortsPorts"]], result)

    @builtins.property
    def rules(self) -> typing.Optional["CiliumNetworkPolicySpecEgressToPortsRules"]:
        '''
        :schema: CiliumNetworkPolicySpecEgressToPorts#rules
        '''
        result = self._values.get("rules")
        return typing.cast(typing.Optional["CiliumNetworkPolicySpecEgressToPortsRules"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "CiliumNetworkPolicySpecEgressToPorts(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEgressToPortsPorts",
    jsii_struct_bases=[],
    name_mapping={"port": "port", "protocol": "protocol"},
)
class CiliumNetworkPolicySpecEgressToPortsPorts:
    def __init__(
        self,
        *,
        port: builtins.str,
        protocol: typing.Optional["CiliumNetworkPolicySpecEgressToPortsPortsProtocol"] = None,
    ) -> None:
        '''
        :param port: A number, as text.
        :param protocol: 

        :schema: CiliumNetworkPolicySpecEgressToPortsPorts
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__79b883519e4da9249237adb2ec88da286cdfcf921382cd6696573837c6b4c067)
            check_type(argname="argument port", value=port, expected_type=type_hints["port"])
            check_type(argname="argument protocol", value=protocol, expected_type=type_hints["protocol"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "port": port,
        }
        if protocol is not None:
            self._values["protocol"] = protocol

    @builtins.property
    def port(self) -> builtins.str:
        '''A number, as text.

        :schema: CiliumNetworkPolicySpecEgressToPortsPorts#port
        '''
        result = self._values.get("port")
        assert result is not None, "Required property 'port' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def protocol(
        self,
    ) -> typing.Optional["CiliumNetworkPolicySpecEgressToPortsPortsProtocol"]:
        '''
        :schema: CiliumNetworkPolicySpecEgressToPortsPorts#protocol
        '''
        result = self._values.get("protocol")
        return typing.cast(typing.Optional["CiliumNetworkPolicySpecEgressToPortsPortsProtocol"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "CiliumNetworkPolicySpecEgressToPortsPorts(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEgressToPortsPortsProtocol"
)
class CiliumNetworkPolicySpecEgressToPortsPortsProtocol(enum.Enum):
    '''
    :schema: CiliumNetworkPolicySpecEgressToPortsPortsProtocol
    '''

    TCP = "TCP"
    '''TCP.'''
    ANY = "ANY"
    '''ANY.'''


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEgressToPortsRules",
    jsii_struct_bases=[],
    name_mapping={"dns": "dns"},
)
class CiliumNetworkPolicySpecEgressToPortsRules:
    def __init__(
        self,
        *,
        dns: typing.Optional[typing.Sequence[typing.Union["CiliumNetworkPolicySpecEgressToPortsRulesDns", typing.Dict[builtins.str, typing.Any]]]] = None,
    ) -> None:
        '''
        :param dns: Names that may be looked up; Cilium learns their addresses by it.

        :schema: CiliumNetworkPolicySpecEgressToPortsRules
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__9a3d0bf0fc373907ce0b4e315a69a7137ff6fb9b712624cb37eca1995311766d)
            check_type(argname="argument dns", value=dns, expected_type=type_hints["dns"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if dns is not None:
            self._values["dns"] = dns

    @builtins.property
    def dns(
        self,
    ) -> typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToPortsRulesDns"]]:
        '''Names that may be looked up;

        Cilium learns their addresses by it.

        :schema: CiliumNetworkPolicySpecEgressToPortsRules#dns
        '''
        result = self._values.get("dns")
        return typing.cast(typing.Optional[typing.List["CiliumNetworkPolicySpecEgressToPortsRulesDns"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "CiliumNetworkPolicySpecEgressToPortsRules(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEgressToPortsRulesDns",
    jsii_struct_bases=[],
    name_mapping={"match_pattern": "matchPattern"},
)
class CiliumNetworkPolicySpecEgressToPortsRulesDns:
    def __init__(self, *, match_pattern: typing.Optional[builtins.str] = None) -> None:
        '''
        :param match_pattern: 

        :schema: CiliumNetworkPolicySpecEgressToPortsRulesDns
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__227345d7e9a8fdb4b49530bbfb262a565ae1f7cbeef8507d9a248a9961da66be)
            check_type(argname="argument match_pattern", value=match_pattern, expected_type=type_hints["match_pattern"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if match_pattern is not None:
            self._values["match_pattern"] = match_pattern

    @builtins.property
    def match_pattern(self) -> typing.Optional[builtins.str]:
        '''
        :schema: CiliumNetworkPolicySpecEgressToPortsRulesDns#matchPattern
        '''
        result = self._values.get("match_pattern")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "CiliumNetworkPolicySpecEgressToPortsRulesDns(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEndpointSelector",
    jsii_struct_bases=[],
    name_mapping={
        "match_expressions": "matchExpressions",
        "match_labels": "matchLabels",
    },
)
class CiliumNetworkPolicySpecEndpointSelector:
    def __init__(
        self,
        *,
        match_expressions: typing.Optional[typing.Sequence[typing.Union["CiliumNetworkPolicySpecEndpointSelectorMatchExpressions", typing.Dict[builtins.str, typing.Any]]]] = None,
        match_labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    ) -> None:
        '''The pods.

        :param match_expressions: 
        :param match_labels: 

        :schema: CiliumNetworkPolicySpecEndpointSelector
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__dfe27885996eeb4e39b22d9d2a73698e54689b224ecce85817325db5821ff52a)
            check_type(argname="argument match_expressions", value=match_expressions, expected_type=type_hints["match_expressions"])
            check_type(argname="argument match_labels", value=match_labels, expected_type=type_hints["match_labels"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if match_expressions is not None:
            self._values["match_expressions"] = match_expressions
        if match_labels is not None:
            self._values["match_labels"] = match_labels

    @builtins.property
    def match_expressions(
        self,
    ) -> typing.Optional[typing.List["CiliumNetworkPolicySpecEndpointSelectorMatchExpressions"]]:
        '''
        :schema: CiliumNetworkPolicySpecEndpointSelector#matchExpressions
        '''
        result = self._values.get("match_expressions")
        return typing.cast(typing.Optional[typing.List["CiliumNetworkPolicySpecEndpointSelectorMatchExpressions"]], result)

    @builtins.property
    def match_labels(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''
        :schema: CiliumNetworkPolicySpecEndpointSelector#matchLabels
        '''
        result = self._values.get("match_labels")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "CiliumNetworkPolicySpecEndpointSelector(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEndpointSelectorMatchExpressions",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "operator": "operator"},
)
class CiliumNetworkPolicySpecEndpointSelectorMatchExpressions:
    def __init__(
        self,
        *,
        key: builtins.str,
        operator: "CiliumNetworkPolicySpecEndpointSelectorMatchExpressionsOperator",
    ) -> None:
        '''
        :param key: 
        :param operator: 

        :schema: CiliumNetworkPolicySpecEndpointSelectorMatchExpressions
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__82f305d10949d904699f2c9f10b076da3a59e823f14cbc074ffde66c2e25e4c3)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument operator", value=operator, expected_type=type_hints["operator"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
            "operator": operator,
        }

    @builtins.property
    def key(self) -> builtins.str:
        '''
        :schema: CiliumNetworkPolicySpecEndpointSelectorMatchExpressions#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def operator(
        self,
    ) -> "CiliumNetworkPolicySpecEndpointSelectorMatchExpressionsOperator":
        '''
        :schema: CiliumNetworkPolicySpecEndpointSelectorMatchExpressions#operator
        '''
        result = self._values.get("operator")
        assert result is not None, "Required property 'operator' is missing"
        return typing.cast("CiliumNetworkPolicySpecEndpointSelectorMatchExpressionsOperator", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "CiliumNetworkPolicySpecEndpointSelectorMatchExpressions(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_iocilium.CiliumNetworkPolicySpecEndpointSelectorMatchExpressionsOperator"
)
class CiliumNetworkPolicySpecEndpointSelectorMatchExpressionsOperator(enum.Enum):
    '''
    :schema: CiliumNetworkPolicySpecEndpointSelectorMatchExpressionsOperator
    '''

    DOES_NOT_EXIST = "DOES_NOT_EXIST"
    '''DoesNotExist.'''


__all__ = [
    "CiliumNetworkPolicy",
    "CiliumNetworkPolicyProps",
    "CiliumNetworkPolicySpec",
    "CiliumNetworkPolicySpecEgress",
    "CiliumNetworkPolicySpecEgressToEndpoints",
    "CiliumNetworkPolicySpecEgressToEntities",
    "CiliumNetworkPolicySpecEgressToFqdNs",
    "CiliumNetworkPolicySpecEgressToPorts",
    "CiliumNetworkPolicySpecEgressToPortsPorts",
    "CiliumNetworkPolicySpecEgressToPortsPortsProtocol",
    "CiliumNetworkPolicySpecEgressToPortsRules",
    "CiliumNetworkPolicySpecEgressToPortsRulesDns",
    "CiliumNetworkPolicySpecEndpointSelector",
    "CiliumNetworkPolicySpecEndpointSelectorMatchExpressions",
    "CiliumNetworkPolicySpecEndpointSelectorMatchExpressionsOperator",
]

publication.publish()

def _typecheckingstub__d9e97be5e5893e9aa3bd4ea161ded2c6b3ccd02c824688cd89d9b108b06d7ea6(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Optional[typing.Union[CiliumNetworkPolicySpec, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__37f15bafb93e4c19b3ff77dff6433fe711cd8e1d074526094d6030a70cbae686(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Optional[typing.Union[CiliumNetworkPolicySpec, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__8888d33ec4ad09aed866984db8f4be37c82827fc5977e7d3e8c4590eb648644d(
    *,
    egress: typing.Optional[typing.Sequence[typing.Union[CiliumNetworkPolicySpecEgress, typing.Dict[builtins.str, typing.Any]]]] = None,
    endpoint_selector: typing.Optional[typing.Union[CiliumNetworkPolicySpecEndpointSelector, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__6570d89f05973f3547df95849ad5d741c8d92c751afafe6d2c60fbc02986d221(
    *,
    to_endpoints: typing.Optional[typing.Sequence[typing.Union[CiliumNetworkPolicySpecEgressToEndpoints, typing.Dict[builtins.str, typing.Any]]]] = None,
    to_entities: typing.Optional[typing.Sequence[CiliumNetworkPolicySpecEgressToEntities]] = None,
    to_fqd_ns: typing.Optional[typing.Sequence[typing.Union[CiliumNetworkPolicySpecEgressToFqdNs, typing.Dict[builtins.str, typing.Any]]]] = None,
    to_ports: typing.Optional[typing.Sequence[typing.Union[CiliumNetworkPolicySpecEgressToPorts, typing.Dict[builtins.str, typing.Any]]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__243886c0fc9446cb54aa1fb4ff3e5db32c9c24f6de525b31ad882df1d2025ef0(
    *,
    match_labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__1c64d8594782a746ca90132892d35fb80267733436d1e7af55f425e596e4a0a4(
    *,
    match_name: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__8150c3bd25381d6bd11c83e464d9523d8304780bb27df0480a8c36780bf2799a(
    *,
    ports: typing.Optional[typing.Sequence[typing.Union[CiliumNetworkPolicySpecEgressToPortsPorts, typing.Dict[builtins.str, typing.Any]]]] = None,
    rules: typing.Optional[typing.Union[CiliumNetworkPolicySpecEgressToPortsRules, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__79b883519e4da9249237adb2ec88da286cdfcf921382cd6696573837c6b4c067(
    *,
    port: builtins.str,
    protocol: typing.Optional[CiliumNetworkPolicySpecEgressToPortsPortsProtocol] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__9a3d0bf0fc373907ce0b4e315a69a7137ff6fb9b712624cb37eca1995311766d(
    *,
    dns: typing.Optional[typing.Sequence[typing.Union[CiliumNetworkPolicySpecEgressToPortsRulesDns, typing.Dict[builtins.str, typing.Any]]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__227345d7e9a8fdb4b49530bbfb262a565ae1f7cbeef8507d9a248a9961da66be(
    *,
    match_pattern: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__dfe27885996eeb4e39b22d9d2a73698e54689b224ecce85817325db5821ff52a(
    *,
    match_expressions: typing.Optional[typing.Sequence[typing.Union[CiliumNetworkPolicySpecEndpointSelectorMatchExpressions, typing.Dict[builtins.str, typing.Any]]]] = None,
    match_labels: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__82f305d10949d904699f2c9f10b076da3a59e823f14cbc074ffde66c2e25e4c3(
    *,
    key: builtins.str,
    operator: CiliumNetworkPolicySpecEndpointSelectorMatchExpressionsOperator,
) -> None:
    """Type checking stubs"""
    pass
