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


class Cluster(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.Cluster",
):
    '''PostgreSQL, one primary and its replicas.

    :schema: Cluster
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ClusterSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "Cluster" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: What runs, where, and how it is set.
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__1f25cb311096502d39bfb56c13180393b3c6f7bcd2947eaa9b05ee193a283de5)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = ClusterProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ClusterSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "Cluster".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: What runs, where, and how it is set.
        '''
        props = ClusterProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "Cluster".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class ClusterProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["ClusterSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''PostgreSQL, one primary and its replicas.

        :param metadata: 
        :param spec: What runs, where, and how it is set.

        :schema: Cluster
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = ClusterSpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__6dcf9aec97fc75a3fa23636eaf1b2f84c571516928e13413fa993c9888265ffb)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: Cluster#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "ClusterSpec":
        '''What runs, where, and how it is set.

        :schema: Cluster#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("ClusterSpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpec",
    jsii_struct_bases=[],
    name_mapping={
        "instances": "instances",
        "affinity": "affinity",
        "bootstrap": "bootstrap",
        "certificates": "certificates",
        "enable_pdb": "enablePdb",
        "image_name": "imageName",
        "image_pull_secrets": "imagePullSecrets",
        "postgresql": "postgresql",
        "priority_class_name": "priorityClassName",
        "resources": "resources",
        "storage": "storage",
        "wal_storage": "walStorage",
    },
)
class ClusterSpec:
    def __init__(
        self,
        *,
        instances: jsii.Number,
        affinity: typing.Optional[typing.Union["ClusterSpecAffinity", typing.Dict[builtins.str, typing.Any]]] = None,
        bootstrap: typing.Optional[typing.Union["ClusterSpecBootstrap", typing.Dict[builtins.str, typing.Any]]] = None,
        certificates: typing.Optional[typing.Union["ClusterSpecCertificates", typing.Dict[builtins.str, typing.Any]]] = None,
        enable_pdb: typing.Optional[builtins.bool] = None,
        image_name: typing.Optional[builtins.str] = None,
        image_pull_secrets: typing.Optional[typing.Sequence[typing.Union["ClusterSpecImagePullSecrets", typing.Dict[builtins.str, typing.Any]]]] = None,
        postgresql: typing.Optional[typing.Union["ClusterSpecPostgresql", typing.Dict[builtins.str, typing.Any]]] = None,
        priority_class_name: typing.Optional[builtins.str] = None,
        resources: typing.Optional[typing.Union["ClusterSpecResources", typing.Dict[builtins.str, typing.Any]]] = None,
        storage: typing.Optional[typing.Union["ClusterSpecStorage", typing.Dict[builtins.str, typing.Any]]] = None,
        wal_storage: typing.Optional[typing.Union["ClusterSpecWalStorage", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''What runs, where, and how it is set.

        :param instances: Number of servers, the primary among them.
        :param affinity: Which nodes the servers run on.
        :param bootstrap: How the first server comes to its data.
        :param certificates: Certificates of the servers.
        :param enable_pdb: Whether disruption budgets are made.
        :param image_name: Image of the servers; its tag begins with PostgreSQL's version.
        :param image_pull_secrets: Secrets with registry credentials.
        :param postgresql: How the servers are set.
        :param priority_class_name: Priority of the pods.
        :param resources: What each server asks for and may take.
        :param storage: Volume of each server.
        :param wal_storage: Volume of each server for the write-ahead log alone.

        :schema: ClusterSpec
        '''
        if isinstance(affinity, dict):
            affinity = ClusterSpecAffinity(**affinity)
        if isinstance(bootstrap, dict):
            bootstrap = ClusterSpecBootstrap(**bootstrap)
        if isinstance(certificates, dict):
            certificates = ClusterSpecCertificates(**certificates)
        if isinstance(postgresql, dict):
            postgresql = ClusterSpecPostgresql(**postgresql)
        if isinstance(resources, dict):
            resources = ClusterSpecResources(**resources)
        if isinstance(storage, dict):
            storage = ClusterSpecStorage(**storage)
        if isinstance(wal_storage, dict):
            wal_storage = ClusterSpecWalStorage(**wal_storage)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__ef47bc257fe3daaec92093034455f4da12275548d4475d9c6b358459002ccb20)
            check_type(argname="argument instances", value=instances, expected_type=type_hints["instances"])
            check_type(argname="argument affinity", value=affinity, expected_type=type_hints["affinity"])
            check_type(argname="argument bootstrap", value=bootstrap, expected_type=type_hints["bootstrap"])
            check_type(argname="argument certificates", value=certificates, expected_type=type_hints["certificates"])
            check_type(argname="argument enable_pdb", value=enable_pdb, expected_type=type_hints["enable_pdb"])
            check_type(argname="argument image_name", value=image_name, expected_type=type_hints["image_name"])
            check_type(argname="argument image_pull_secrets", value=image_pull_secrets, expected_type=type_hints["image_pull_secrets"])
            check_type(argname="argument postgresql", value=postgresql, expected_type=type_hints["postgresql"])
            check_type(argname="argument priority_class_name", value=priority_class_name, expected_type=type_hints["priority_class_name"])
            check_type(argname="argument resources", value=resources, expected_type=type_hints["resources"])
            check_type(argname="argument storage", value=storage, expected_type=type_hints["storage"])
            check_type(argname="argument wal_storage", value=wal_storage, expected_type=type_hints["wal_storage"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "instances": instances,
        }
        if affinity is not None:
            self._values["affinity"] = affinity
        if bootstrap is not None:
            self._values["bootstrap"] = bootstrap
        if certificates is not None:
            self._values["certificates"] = certificates
        if enable_pdb is not None:
            self._values["enable_pdb"] = enable_pdb
        if image_name is not None:
            self._values["image_name"] = image_name
        if image_pull_secrets is not None:
            self._values["image_pull_secrets"] = image_pull_secrets
        if postgresql is not None:
            self._values["postgresql"] = postgresql
        if priority_class_name is not None:
            self._values["priority_class_name"] = priority_class_name
        if resources is not None:
            self._values["resources"] = resources
        if storage is not None:
            self._values["storage"] = storage
        if wal_storage is not None:
            self._values["wal_storage"] = wal_storage

    @builtins.property
    def instances(self) -> jsii.Number:
        '''Number of servers, the primary among them.

        :schema: ClusterSpec#instances
        '''
        result = self._values.get("instances")
        assert result is not None, "Required property 'instances' is missing"
        return typing.cast(jsii.Number, result)

    @builtins.property
    def affinity(self) -> typing.Optional["ClusterSpecAffinity"]:
        '''Which nodes the servers run on.

        :schema: ClusterSpec#affinity
        '''
        result = self._values.get("affinity")
        return typing.cast(typing.Optional["ClusterSpecAffinity"], result)

    @builtins.property
    def bootstrap(self) -> typing.Optional["ClusterSpecBootstrap"]:
        '''How the first server comes to its data.

        :schema: ClusterSpec#bootstrap
        '''
        result = self._values.get("bootstrap")
        return typing.cast(typing.Optional["ClusterSpecBootstrap"], result)

    @builtins.property
    def certificates(self) -> typing.Optional["ClusterSpecCertificates"]:
        '''Certificates of the servers.

        :schema: ClusterSpec#certificates
        '''
        result = self._values.get("certificates")
        return typing.cast(typing.Optional["ClusterSpecCertificates"], result)

    @builtins.property
    def enable_pdb(self) -> typing.Optional[builtins.bool]:
        '''Whether disruption budgets are made.

        :schema: ClusterSpec#enablePDB
        '''
        result = self._values.get("enable_pdb")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def image_name(self) -> typing.Optional[builtins.str]:
        '''Image of the servers;

        its tag begins with PostgreSQL's version.

        :schema: ClusterSpec#imageName
        '''
        result = self._values.get("image_name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def image_pull_secrets(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecImagePullSecrets"]]:
        '''Secrets with registry credentials.

        :schema: ClusterSpec#imagePullSecrets
        '''
        result = self._values.get("image_pull_secrets")
        return typing.cast(typing.Optional[typing.List["ClusterSpecImagePullSecrets"]], result)

    @builtins.property
    def postgresql(self) -> typing.Optional["ClusterSpecPostgresql"]:
        '''How the servers are set.

        :schema: ClusterSpec#postgresql
        '''
        result = self._values.get("postgresql")
        return typing.cast(typing.Optional["ClusterSpecPostgresql"], result)

    @builtins.property
    def priority_class_name(self) -> typing.Optional[builtins.str]:
        '''Priority of the pods.

        :schema: ClusterSpec#priorityClassName
        '''
        result = self._values.get("priority_class_name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def resources(self) -> typing.Optional["ClusterSpecResources"]:
        '''What each server asks for and may take.

        :schema: ClusterSpec#resources
        '''
        result = self._values.get("resources")
        return typing.cast(typing.Optional["ClusterSpecResources"], result)

    @builtins.property
    def storage(self) -> typing.Optional["ClusterSpecStorage"]:
        '''Volume of each server.

        :schema: ClusterSpec#storage
        '''
        result = self._values.get("storage")
        return typing.cast(typing.Optional["ClusterSpecStorage"], result)

    @builtins.property
    def wal_storage(self) -> typing.Optional["ClusterSpecWalStorage"]:
        '''Volume of each server for the write-ahead log alone.

        :schema: ClusterSpec#walStorage
        '''
        result = self._values.get("wal_storage")
        return typing.cast(typing.Optional["ClusterSpecWalStorage"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecAffinity",
    jsii_struct_bases=[],
    name_mapping={
        "node_selector": "nodeSelector",
        "pod_anti_affinity_type": "podAntiAffinityType",
        "tolerations": "tolerations",
        "topology_key": "topologyKey",
    },
)
class ClusterSpecAffinity:
    def __init__(
        self,
        *,
        node_selector: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        pod_anti_affinity_type: typing.Optional[builtins.str] = None,
        tolerations: typing.Optional[typing.Sequence[typing.Union["ClusterSpecAffinityTolerations", typing.Dict[builtins.str, typing.Any]]]] = None,
        topology_key: typing.Optional[builtins.str] = None,
    ) -> None:
        '''Which nodes the servers run on.

        :param node_selector: Labels that a node must have.
        :param pod_anti_affinity_type: Whether servers must not share a node, or rather should not.
        :param tolerations: Taints of nodes that are no hindrance.
        :param topology_key: Label of the nodes by which they count as the same.

        :schema: ClusterSpecAffinity
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__03618e63f6f96cd4961986b343172f431d7b950756eeed47decb7192472ac3f0)
            check_type(argname="argument node_selector", value=node_selector, expected_type=type_hints["node_selector"])
            check_type(argname="argument pod_anti_affinity_type", value=pod_anti_affinity_type, expected_type=type_hints["pod_anti_affinity_type"])
            check_type(argname="argument tolerations", value=tolerations, expected_type=type_hints["tolerations"])
            check_type(argname="argument topology_key", value=topology_key, expected_type=type_hints["topology_key"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if node_selector is not None:
            self._values["node_selector"] = node_selector
        if pod_anti_affinity_type is not None:
            self._values["pod_anti_affinity_type"] = pod_anti_affinity_type
        if tolerations is not None:
            self._values["tolerations"] = tolerations
        if topology_key is not None:
            self._values["topology_key"] = topology_key

    @builtins.property
    def node_selector(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''Labels that a node must have.

        :schema: ClusterSpecAffinity#nodeSelector
        '''
        result = self._values.get("node_selector")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def pod_anti_affinity_type(self) -> typing.Optional[builtins.str]:
        '''Whether servers must not share a node, or rather should not.

        :schema: ClusterSpecAffinity#podAntiAffinityType
        '''
        result = self._values.get("pod_anti_affinity_type")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def tolerations(
        self,
    ) -> typing.Optional[typing.List["ClusterSpecAffinityTolerations"]]:
        '''Taints of nodes that are no hindrance.

        :schema: ClusterSpecAffinity#tolerations
        '''
        result = self._values.get("tolerations")
        return typing.cast(typing.Optional[typing.List["ClusterSpecAffinityTolerations"]], result)

    @builtins.property
    def topology_key(self) -> typing.Optional[builtins.str]:
        '''Label of the nodes by which they count as the same.

        :schema: ClusterSpecAffinity#topologyKey
        '''
        result = self._values.get("topology_key")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecAffinity(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecAffinityTolerations",
    jsii_struct_bases=[],
    name_mapping={
        "effect": "effect",
        "key": "key",
        "operator": "operator",
        "toleration_seconds": "tolerationSeconds",
        "value": "value",
    },
)
class ClusterSpecAffinityTolerations:
    def __init__(
        self,
        *,
        effect: typing.Optional[builtins.str] = None,
        key: typing.Optional[builtins.str] = None,
        operator: typing.Optional[builtins.str] = None,
        toleration_seconds: typing.Optional[jsii.Number] = None,
        value: typing.Optional[builtins.str] = None,
    ) -> None:
        '''One taint.

        :param effect: 
        :param key: 
        :param operator: 
        :param toleration_seconds: 
        :param value: 

        :schema: ClusterSpecAffinityTolerations
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__a306656c2fb49c516a49cb520ee0307f6a804f48a3515474bff0797969c64566)
            check_type(argname="argument effect", value=effect, expected_type=type_hints["effect"])
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument operator", value=operator, expected_type=type_hints["operator"])
            check_type(argname="argument toleration_seconds", value=toleration_seconds, expected_type=type_hints["toleration_seconds"])
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if effect is not None:
            self._values["effect"] = effect
        if key is not None:
            self._values["key"] = key
        if operator is not None:
            self._values["operator"] = operator
        if toleration_seconds is not None:
            self._values["toleration_seconds"] = toleration_seconds
        if value is not None:
            self._values["value"] = value

    @builtins.property
    def effect(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecAffinityTolerations#effect
        '''
        result = self._values.get("effect")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def key(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecAffinityTolerations#key
        '''
        result = self._values.get("key")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def operator(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecAffinityTolerations#operator
        '''
        result = self._values.get("operator")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def toleration_seconds(self) -> typing.Optional[jsii.Number]:
        '''
        :schema: ClusterSpecAffinityTolerations#tolerationSeconds
        '''
        result = self._values.get("toleration_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def value(self) -> typing.Optional[builtins.str]:
        '''
        :schema: ClusterSpecAffinityTolerations#value
        '''
        result = self._values.get("value")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecAffinityTolerations(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecBootstrap",
    jsii_struct_bases=[],
    name_mapping={"initdb": "initdb"},
)
class ClusterSpecBootstrap:
    def __init__(
        self,
        *,
        initdb: typing.Optional[typing.Union["ClusterSpecBootstrapInitdb", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''How the first server comes to its data.

        :param initdb: From nothing.

        :schema: ClusterSpecBootstrap
        '''
        if isinstance(initdb, dict):
            initdb = ClusterSpecBootstrapInitdb(**initdb)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__06967d614ecb9285d4a1103e578f4ad7ba44c3e71bbd33bd0068ef280a67036c)
            check_type(argname="argument initdb", value=initdb, expected_type=type_hints["initdb"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if initdb is not None:
            self._values["initdb"] = initdb

    @builtins.property
    def initdb(self) -> typing.Optional["ClusterSpecBootstrapInitdb"]:
        '''From nothing.

        :schema: ClusterSpecBootstrap#initdb
        '''
        result = self._values.get("initdb")
        return typing.cast(typing.Optional["ClusterSpecBootstrapInitdb"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrap(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecBootstrapInitdb",
    jsii_struct_bases=[],
    name_mapping={"database": "database", "owner": "owner"},
)
class ClusterSpecBootstrapInitdb:
    def __init__(
        self,
        *,
        database: typing.Optional[builtins.str] = None,
        owner: typing.Optional[builtins.str] = None,
    ) -> None:
        '''From nothing.

        :param database: Name of the database.
        :param owner: Its owner, for whom a Secret is made.

        :schema: ClusterSpecBootstrapInitdb
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7237291b519dd1d765b8f863e96d6dbc4fce0ec9f35a71a7b708f42215798752)
            check_type(argname="argument database", value=database, expected_type=type_hints["database"])
            check_type(argname="argument owner", value=owner, expected_type=type_hints["owner"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if database is not None:
            self._values["database"] = database
        if owner is not None:
            self._values["owner"] = owner

    @builtins.property
    def database(self) -> typing.Optional[builtins.str]:
        '''Name of the database.

        :schema: ClusterSpecBootstrapInitdb#database
        '''
        result = self._values.get("database")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def owner(self) -> typing.Optional[builtins.str]:
        '''Its owner, for whom a Secret is made.

        :schema: ClusterSpecBootstrapInitdb#owner
        '''
        result = self._values.get("owner")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecBootstrapInitdb(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecCertificates",
    jsii_struct_bases=[],
    name_mapping={"server_alt_dns_names": "serverAltDnsNames"},
)
class ClusterSpecCertificates:
    def __init__(
        self,
        *,
        server_alt_dns_names: typing.Optional[typing.Sequence[builtins.str]] = None,
    ) -> None:
        '''Certificates of the servers.

        :param server_alt_dns_names: Further names of the servers.

        :schema: ClusterSpecCertificates
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c49729c167bd0f4c922f2c5f275d5a0a02f28a44475145bb17a29014e6cb13d6)
            check_type(argname="argument server_alt_dns_names", value=server_alt_dns_names, expected_type=type_hints["server_alt_dns_names"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if server_alt_dns_names is not None:
            self._values["server_alt_dns_names"] = server_alt_dns_names

    @builtins.property
    def server_alt_dns_names(self) -> typing.Optional[typing.List[builtins.str]]:
        '''Further names of the servers.

        :schema: ClusterSpecCertificates#serverAltDNSNames
        '''
        result = self._values.get("server_alt_dns_names")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecCertificates(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecImagePullSecrets",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class ClusterSpecImagePullSecrets:
    def __init__(self, *, name: builtins.str) -> None:
        '''One Secret of the namespace.

        :param name: Its name.

        :schema: ClusterSpecImagePullSecrets
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c374a2c99fddb9620bd799bf679ffd221e43a4d1d3f118936c26481688fd594b)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''Its name.

        :schema: ClusterSpecImagePullSecrets#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecImagePullSecrets(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecPostgresql",
    jsii_struct_bases=[],
    name_mapping={
        "parameters": "parameters",
        "pg_hba": "pgHba",
        "synchronous": "synchronous",
    },
)
class ClusterSpecPostgresql:
    def __init__(
        self,
        *,
        parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        pg_hba: typing.Optional[typing.Sequence[builtins.str]] = None,
        synchronous: typing.Optional[typing.Union["ClusterSpecPostgresqlSynchronous", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''How the servers are set.

        :param parameters: Lines of postgresql.conf.
        :param pg_hba: Lines of pg_hba.conf, before the operator's last.
        :param synchronous: Whom a commit waits for.

        :schema: ClusterSpecPostgresql
        '''
        if isinstance(synchronous, dict):
            synchronous = ClusterSpecPostgresqlSynchronous(**synchronous)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c619699a02e936f1a639de4a0286e8721713099efa5a191fc824eeecbb17dd72)
            check_type(argname="argument parameters", value=parameters, expected_type=type_hints["parameters"])
            check_type(argname="argument pg_hba", value=pg_hba, expected_type=type_hints["pg_hba"])
            check_type(argname="argument synchronous", value=synchronous, expected_type=type_hints["synchronous"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if parameters is not None:
            self._values["parameters"] = parameters
        if pg_hba is not None:
            self._values["pg_hba"] = pg_hba
        if synchronous is not None:
            self._values["synchronous"] = synchronous

    @builtins.property
    def parameters(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''Lines of postgresql.conf.

        :schema: ClusterSpecPostgresql#parameters
        '''
        result = self._values.get("parameters")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def pg_hba(self) -> typing.Optional[typing.List[builtins.str]]:
        '''Lines of pg_hba.conf, before the operator's last.

        :schema: ClusterSpecPostgresql#pg_hba
        '''
        result = self._values.get("pg_hba")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def synchronous(self) -> typing.Optional["ClusterSpecPostgresqlSynchronous"]:
        '''Whom a commit waits for.

        :schema: ClusterSpecPostgresql#synchronous
        '''
        result = self._values.get("synchronous")
        return typing.cast(typing.Optional["ClusterSpecPostgresqlSynchronous"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPostgresql(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecPostgresqlSynchronous",
    jsii_struct_bases=[],
    name_mapping={
        "method": "method",
        "number": "number",
        "data_durability": "dataDurability",
        "failover_quorum": "failoverQuorum",
    },
)
class ClusterSpecPostgresqlSynchronous:
    def __init__(
        self,
        *,
        method: "ClusterSpecPostgresqlSynchronousMethod",
        number: jsii.Number,
        data_durability: typing.Optional["ClusterSpecPostgresqlSynchronousDataDurability"] = None,
        failover_quorum: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''Whom a commit waits for.

        :param method: Whether any of the replicas will do, or the first of them.
        :param number: How many replicas must have the commit.
        :param data_durability: Whether commits wait when too few replicas are there.
        :param failover_quorum: Whether only a replica that is known to have all commits becomes primary.

        :schema: ClusterSpecPostgresqlSynchronous
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__6b203cc5564d0092e7d3ffee86db95770eb74d7c2e374119710f69666a88fbee)
            check_type(argname="argument method", value=method, expected_type=type_hints["method"])
            check_type(argname="argument number", value=number, expected_type=type_hints["number"])
            check_type(argname="argument data_durability", value=data_durability, expected_type=type_hints["data_durability"])
            check_type(argname="argument failover_quorum", value=failover_quorum, expected_type=type_hints["failover_quorum"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "method": method,
            "number": number,
        }
        if data_durability is not None:
            self._values["data_durability"] = data_durability
        if failover_quorum is not None:
            self._values["failover_quorum"] = failover_quorum

    @builtins.property
    def method(self) -> "ClusterSpecPostgresqlSynchronousMethod":
        '''Whether any of the replicas will do, or the first of them.

        :schema: ClusterSpecPostgresqlSynchronous#method
        '''
        result = self._values.get("method")
        assert result is not None, "Required property 'method' is missing"
        return typing.cast("ClusterSpecPostgresqlSynchronousMethod", result)

    @builtins.property
    def number(self) -> jsii.Number:
        '''How many replicas must have the commit.

        :schema: ClusterSpecPostgresqlSynchronous#number
        '''
        result = self._values.get("number")
        assert result is not None, "Required property 'number' is missing"
        return typing.cast(jsii.Number, result)

    @builtins.property
    def data_durability(
        self,
    ) -> typing.Optional["ClusterSpecPostgresqlSynchronousDataDurability"]:
        '''Whether commits wait when too few replicas are there.

        :schema: ClusterSpecPostgresqlSynchronous#dataDurability
        '''
        result = self._values.get("data_durability")
        return typing.cast(typing.Optional["ClusterSpecPostgresqlSynchronousDataDurability"], result)

    @builtins.property
    def failover_quorum(self) -> typing.Optional[builtins.bool]:
        '''Whether only a replica that is known to have all commits becomes primary.

        :schema: ClusterSpecPostgresqlSynchronous#failoverQuorum
        '''
        result = self._values.get("failover_quorum")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecPostgresqlSynchronous(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecPostgresqlSynchronousDataDurability"
)
class ClusterSpecPostgresqlSynchronousDataDurability(enum.Enum):
    '''Whether commits wait when too few replicas are there.

    :schema: ClusterSpecPostgresqlSynchronousDataDurability
    '''

    REQUIRED = "REQUIRED"
    '''required.'''
    PREFERRED = "PREFERRED"
    '''preferred.'''


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecPostgresqlSynchronousMethod"
)
class ClusterSpecPostgresqlSynchronousMethod(enum.Enum):
    '''Whether any of the replicas will do, or the first of them.

    :schema: ClusterSpecPostgresqlSynchronousMethod
    '''

    ANY = "ANY"
    '''any.'''
    FIRST = "FIRST"
    '''first.'''


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecResources",
    jsii_struct_bases=[],
    name_mapping={"limits": "limits", "requests": "requests"},
)
class ClusterSpecResources:
    def __init__(
        self,
        *,
        limits: typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesLimits"]] = None,
        requests: typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesRequests"]] = None,
    ) -> None:
        '''What each server asks for and may take.

        :param limits: May take.
        :param requests: Asked for.

        :schema: ClusterSpecResources
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__803a5a3acdd747b47fce0f98b0fabeff78b85dd10bc40102f1c61a12bd2da97e)
            check_type(argname="argument limits", value=limits, expected_type=type_hints["limits"])
            check_type(argname="argument requests", value=requests, expected_type=type_hints["requests"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if limits is not None:
            self._values["limits"] = limits
        if requests is not None:
            self._values["requests"] = requests

    @builtins.property
    def limits(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesLimits"]]:
        '''May take.

        :schema: ClusterSpecResources#limits
        '''
        result = self._values.get("limits")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesLimits"]], result)

    @builtins.property
    def requests(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesRequests"]]:
        '''Asked for.

        :schema: ClusterSpecResources#requests
        '''
        result = self._values.get("requests")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, "ClusterSpecResourcesRequests"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecResources(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


class ClusterSpecResourcesLimits(
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecResourcesLimits",
):
    '''
    :schema: ClusterSpecResourcesLimits
    '''

    @jsii.member(jsii_name="fromNumber")
    @builtins.classmethod
    def from_number(cls, value: jsii.Number) -> "ClusterSpecResourcesLimits":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__886c3b65d3ef856ed29cf30715e3c5c27e35e6a6b899f60db7634145250a7f5f)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecResourcesLimits", jsii.sinvoke(cls, "fromNumber", [value]))

    @jsii.member(jsii_name="fromString")
    @builtins.classmethod
    def from_string(cls, value: builtins.str) -> "ClusterSpecResourcesLimits":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c2ce954d417a78ad460b9c0e7a4cdf05ade5202e82bc505993b5dc88d0211b60)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecResourcesLimits", jsii.sinvoke(cls, "fromString", [value]))

    @builtins.property
    @jsii.member(jsii_name="value")
    def value(self) -> typing.Union[builtins.str, jsii.Number]:
        return typing.cast(typing.Union[builtins.str, jsii.Number], jsii.get(self, "value"))


class ClusterSpecResourcesRequests(
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecResourcesRequests",
):
    '''
    :schema: ClusterSpecResourcesRequests
    '''

    @jsii.member(jsii_name="fromNumber")
    @builtins.classmethod
    def from_number(cls, value: jsii.Number) -> "ClusterSpecResourcesRequests":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__bf7da470cddae532dee14e2dbea58efc4a307f50a92b26c79d906176346f78e8)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecResourcesRequests", jsii.sinvoke(cls, "fromNumber", [value]))

    @jsii.member(jsii_name="fromString")
    @builtins.classmethod
    def from_string(cls, value: builtins.str) -> "ClusterSpecResourcesRequests":
        '''
        :param value: -
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__7085eefc792261bbed5f90565ed082964850db8e096a552b716d79392a6b7c52)
            check_type(argname="argument value", value=value, expected_type=type_hints["value"])
        return typing.cast("ClusterSpecResourcesRequests", jsii.sinvoke(cls, "fromString", [value]))

    @builtins.property
    @jsii.member(jsii_name="value")
    def value(self) -> typing.Union[builtins.str, jsii.Number]:
        return typing.cast(typing.Union[builtins.str, jsii.Number], jsii.get(self, "value"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecStorage",
    jsii_struct_bases=[],
    name_mapping={"size": "size", "storage_class": "storageClass"},
)
class ClusterSpecStorage:
    def __init__(
        self,
        *,
        size: typing.Optional[builtins.str] = None,
        storage_class: typing.Optional[builtins.str] = None,
    ) -> None:
        '''Volume of each server.

        :param size: Its size, which can only grow.
        :param storage_class: Its StorageClass.

        :schema: ClusterSpecStorage
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__5f8c9ec999e35ef93f2b6c58ea5cbb51c75b098d3ba3b3f1a38d5c51293eeeba)
            check_type(argname="argument size", value=size, expected_type=type_hints["size"])
            check_type(argname="argument storage_class", value=storage_class, expected_type=type_hints["storage_class"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if size is not None:
            self._values["size"] = size
        if storage_class is not None:
            self._values["storage_class"] = storage_class

    @builtins.property
    def size(self) -> typing.Optional[builtins.str]:
        '''Its size, which can only grow.

        :schema: ClusterSpecStorage#size
        '''
        result = self._values.get("size")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def storage_class(self) -> typing.Optional[builtins.str]:
        '''Its StorageClass.

        :schema: ClusterSpecStorage#storageClass
        '''
        result = self._values.get("storage_class")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecStorage(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.ClusterSpecWalStorage",
    jsii_struct_bases=[],
    name_mapping={"size": "size", "storage_class": "storageClass"},
)
class ClusterSpecWalStorage:
    def __init__(
        self,
        *,
        size: typing.Optional[builtins.str] = None,
        storage_class: typing.Optional[builtins.str] = None,
    ) -> None:
        '''Volume of each server for the write-ahead log alone.

        :param size: Its size, which can only grow.
        :param storage_class: Its StorageClass.

        :schema: ClusterSpecWalStorage
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__64d5fb2be3ee6b3c89c122ba3b990952ca5946dece8e96f73a6a3652779f12a8)
            check_type(argname="argument size", value=size, expected_type=type_hints["size"])
            check_type(argname="argument storage_class", value=storage_class, expected_type=type_hints["storage_class"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if size is not None:
            self._values["size"] = size
        if storage_class is not None:
            self._values["storage_class"] = storage_class

    @builtins.property
    def size(self) -> typing.Optional[builtins.str]:
        '''Its size, which can only grow.

        :schema: ClusterSpecWalStorage#size
        '''
        result = self._values.get("size")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def storage_class(self) -> typing.Optional[builtins.str]:
        '''Its StorageClass.

        :schema: ClusterSpecWalStorage#storageClass
        '''
        result = self._values.get("storage_class")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ClusterSpecWalStorage(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


class Pooler(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.Pooler",
):
    '''PgBouncer in front of a Cluster.

    :schema: Pooler
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["PoolerSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''Defines a "Pooler" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: Which Cluster, and how connections are shared.
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__cedefc635ea81cc3fbf049d871318ff626aecd50d4eb729acc10622ea0419ac0)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = PoolerProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["PoolerSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "Pooler".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: Which Cluster, and how connections are shared.
        '''
        props = PoolerProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "Pooler".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.PoolerProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class PoolerProps:
    def __init__(
        self,
        *,
        metadata: typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]],
        spec: typing.Union["PoolerSpec", typing.Dict[builtins.str, typing.Any]],
    ) -> None:
        '''PgBouncer in front of a Cluster.

        :param metadata: 
        :param spec: Which Cluster, and how connections are shared.

        :schema: Pooler
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = PoolerSpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__660199b2864f75e172938024282f04bbac10cf8d1ff6b1922b01709617312582)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "metadata": metadata,
            "spec": spec,
        }

    @builtins.property
    def metadata(self) -> "_cdk8s_d3d9af27.ApiObjectMetadata":
        '''
        :schema: Pooler#metadata
        '''
        result = self._values.get("metadata")
        assert result is not None, "Required property 'metadata' is missing"
        return typing.cast("_cdk8s_d3d9af27.ApiObjectMetadata", result)

    @builtins.property
    def spec(self) -> "PoolerSpec":
        '''Which Cluster, and how connections are shared.

        :schema: Pooler#spec
        '''
        result = self._values.get("spec")
        assert result is not None, "Required property 'spec' is missing"
        return typing.cast("PoolerSpec", result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.PoolerSpec",
    jsii_struct_bases=[],
    name_mapping={
        "cluster": "cluster",
        "pgbouncer": "pgbouncer",
        "instances": "instances",
        "template": "template",
        "type": "type",
    },
)
class PoolerSpec:
    def __init__(
        self,
        *,
        cluster: typing.Union["PoolerSpecCluster", typing.Dict[builtins.str, typing.Any]],
        pgbouncer: typing.Union["PoolerSpecPgbouncer", typing.Dict[builtins.str, typing.Any]],
        instances: typing.Optional[jsii.Number] = None,
        template: typing.Optional[typing.Union["PoolerSpecTemplate", typing.Dict[builtins.str, typing.Any]]] = None,
        type: typing.Optional["PoolerSpecType"] = None,
    ) -> None:
        '''Which Cluster, and how connections are shared.

        :param cluster: The Cluster; it cannot be changed.
        :param pgbouncer: How PgBouncer is set.
        :param instances: Number of pods.
        :param template: What the pods are made of, beyond what the operator sets.
        :param type: Which of its Services.

        :schema: PoolerSpec
        '''
        if isinstance(cluster, dict):
            cluster = PoolerSpecCluster(**cluster)
        if isinstance(pgbouncer, dict):
            pgbouncer = PoolerSpecPgbouncer(**pgbouncer)
        if isinstance(template, dict):
            template = PoolerSpecTemplate(**template)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__3332362a760dcbb6cd99a0598f64b4e75fc034bb9f3dc7c9c60d13919a016646)
            check_type(argname="argument cluster", value=cluster, expected_type=type_hints["cluster"])
            check_type(argname="argument pgbouncer", value=pgbouncer, expected_type=type_hints["pgbouncer"])
            check_type(argname="argument instances", value=instances, expected_type=type_hints["instances"])
            check_type(argname="argument template", value=template, expected_type=type_hints["template"])
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "cluster": cluster,
            "pgbouncer": pgbouncer,
        }
        if instances is not None:
            self._values["instances"] = instances
        if template is not None:
            self._values["template"] = template
        if type is not None:
            self._values["type"] = type

    @builtins.property
    def cluster(self) -> "PoolerSpecCluster":
        '''The Cluster;

        it cannot be changed.

        :schema: PoolerSpec#cluster
        '''
        result = self._values.get("cluster")
        assert result is not None, "Required property 'cluster' is missing"
        return typing.cast("PoolerSpecCluster", result)

    @builtins.property
    def pgbouncer(self) -> "PoolerSpecPgbouncer":
        '''How PgBouncer is set.

        :schema: PoolerSpec#pgbouncer
        '''
        result = self._values.get("pgbouncer")
        assert result is not None, "Required property 'pgbouncer' is missing"
        return typing.cast("PoolerSpecPgbouncer", result)

    @builtins.property
    def instances(self) -> typing.Optional[jsii.Number]:
        '''Number of pods.

        :schema: PoolerSpec#instances
        '''
        result = self._values.get("instances")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def template(self) -> typing.Optional["PoolerSpecTemplate"]:
        '''What the pods are made of, beyond what the operator sets.

        :schema: PoolerSpec#template
        '''
        result = self._values.get("template")
        return typing.cast(typing.Optional["PoolerSpecTemplate"], result)

    @builtins.property
    def type(self) -> typing.Optional["PoolerSpecType"]:
        '''Which of its Services.

        :schema: PoolerSpec#type
        '''
        result = self._values.get("type")
        return typing.cast(typing.Optional["PoolerSpecType"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.PoolerSpecCluster",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class PoolerSpecCluster:
    def __init__(self, *, name: builtins.str) -> None:
        '''The Cluster;

        it cannot be changed.

        :param name: Its name.

        :schema: PoolerSpecCluster
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__aadee8e3e273fe40a2480ab88ae69121a8f7bf0398f41edb8862d011744dfff0)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }

    @builtins.property
    def name(self) -> builtins.str:
        '''Its name.

        :schema: PoolerSpecCluster#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecCluster(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.PoolerSpecPgbouncer",
    jsii_struct_bases=[],
    name_mapping={"parameters": "parameters", "pool_mode": "poolMode"},
)
class PoolerSpecPgbouncer:
    def __init__(
        self,
        *,
        parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        pool_mode: typing.Optional["PoolerSpecPgbouncerPoolMode"] = None,
    ) -> None:
        '''How PgBouncer is set.

        :param parameters: Lines of pgbouncer.ini.
        :param pool_mode: For how long a client keeps a connection to the server.

        :schema: PoolerSpecPgbouncer
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__85ac53a91d1e853ace24c28ac10ac0d11425942c25a88a4030503c0530b0fb91)
            check_type(argname="argument parameters", value=parameters, expected_type=type_hints["parameters"])
            check_type(argname="argument pool_mode", value=pool_mode, expected_type=type_hints["pool_mode"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if parameters is not None:
            self._values["parameters"] = parameters
        if pool_mode is not None:
            self._values["pool_mode"] = pool_mode

    @builtins.property
    def parameters(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''Lines of pgbouncer.ini.

        :schema: PoolerSpecPgbouncer#parameters
        '''
        result = self._values.get("parameters")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def pool_mode(self) -> typing.Optional["PoolerSpecPgbouncerPoolMode"]:
        '''For how long a client keeps a connection to the server.

        :schema: PoolerSpecPgbouncer#poolMode
        '''
        result = self._values.get("pool_mode")
        return typing.cast(typing.Optional["PoolerSpecPgbouncerPoolMode"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecPgbouncer(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.PoolerSpecPgbouncerPoolMode"
)
class PoolerSpecPgbouncerPoolMode(enum.Enum):
    '''For how long a client keeps a connection to the server.

    :schema: PoolerSpecPgbouncerPoolMode
    '''

    SESSION = "SESSION"
    '''session.'''
    TRANSACTION = "TRANSACTION"
    '''transaction.'''


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.PoolerSpecTemplate",
    jsii_struct_bases=[],
    name_mapping={"spec": "spec"},
)
class PoolerSpecTemplate:
    def __init__(self, *, spec: typing.Any = None) -> None:
        '''What the pods are made of, beyond what the operator sets.

        :param spec: The pod.

        :schema: PoolerSpecTemplate
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b64fabc6ba28e794418c043c821826dac2e9391a3e1dcbda68e6c24bf953c797)
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if spec is not None:
            self._values["spec"] = spec

    @builtins.property
    def spec(self) -> typing.Any:
        '''The pod.

        :schema: PoolerSpecTemplate#spec
        '''
        result = self._values.get("spec")
        return typing.cast(typing.Any, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "PoolerSpecTemplate(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(jsii_type="kotaemon_cdk8simports_iocnpgpostgresql.PoolerSpecType")
class PoolerSpecType(enum.Enum):
    '''Which of its Services.

    :schema: PoolerSpecType
    '''

    RW = "RW"
    '''rw.'''
    RO = "RO"
    '''ro.'''
    R = "R"
    '''r.'''


__all__ = [
    "Cluster",
    "ClusterProps",
    "ClusterSpec",
    "ClusterSpecAffinity",
    "ClusterSpecAffinityTolerations",
    "ClusterSpecBootstrap",
    "ClusterSpecBootstrapInitdb",
    "ClusterSpecCertificates",
    "ClusterSpecImagePullSecrets",
    "ClusterSpecPostgresql",
    "ClusterSpecPostgresqlSynchronous",
    "ClusterSpecPostgresqlSynchronousDataDurability",
    "ClusterSpecPostgresqlSynchronousMethod",
    "ClusterSpecResources",
    "ClusterSpecResourcesLimits",
    "ClusterSpecResourcesRequests",
    "ClusterSpecStorage",
    "ClusterSpecWalStorage",
    "Pooler",
    "PoolerProps",
    "PoolerSpec",
    "PoolerSpecCluster",
    "PoolerSpecPgbouncer",
    "PoolerSpecPgbouncerPoolMode",
    "PoolerSpecTemplate",
    "PoolerSpecType",
]

publication.publish()

def _typecheckingstub__1f25cb311096502d39bfb56c13180393b3c6f7bcd2947eaa9b05ee193a283de5(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[ClusterSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__6dcf9aec97fc75a3fa23636eaf1b2f84c571516928e13413fa993c9888265ffb(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[ClusterSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__ef47bc257fe3daaec92093034455f4da12275548d4475d9c6b358459002ccb20(
    *,
    instances: jsii.Number,
    affinity: typing.Optional[typing.Union[ClusterSpecAffinity, typing.Dict[builtins.str, typing.Any]]] = None,
    bootstrap: typing.Optional[typing.Union[ClusterSpecBootstrap, typing.Dict[builtins.str, typing.Any]]] = None,
    certificates: typing.Optional[typing.Union[ClusterSpecCertificates, typing.Dict[builtins.str, typing.Any]]] = None,
    enable_pdb: typing.Optional[builtins.bool] = None,
    image_name: typing.Optional[builtins.str] = None,
    image_pull_secrets: typing.Optional[typing.Sequence[typing.Union[ClusterSpecImagePullSecrets, typing.Dict[builtins.str, typing.Any]]]] = None,
    postgresql: typing.Optional[typing.Union[ClusterSpecPostgresql, typing.Dict[builtins.str, typing.Any]]] = None,
    priority_class_name: typing.Optional[builtins.str] = None,
    resources: typing.Optional[typing.Union[ClusterSpecResources, typing.Dict[builtins.str, typing.Any]]] = None,
    storage: typing.Optional[typing.Union[ClusterSpecStorage, typing.Dict[builtins.str, typing.Any]]] = None,
    wal_storage: typing.Optional[typing.Union[ClusterSpecWalStorage, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__03618e63f6f96cd4961986b343172f431d7b950756eeed47decb7192472ac3f0(
    *,
    node_selector: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    pod_anti_affinity_type: typing.Optional[builtins.str] = None,
    tolerations: typing.Optional[typing.Sequence[typing.Union[ClusterSpecAffinityTolerations, typing.Dict[builtins.str, typing.Any]]]] = None,
    topology_key: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__a306656c2fb49c516a49cb520ee0307f6a804f48a3515474bff0797969c64566(
    *,
    effect: typing.Optional[builtins.str] = None,
    key: typing.Optional[builtins.str] = None,
    operator: typing.Optional[builtins.str] = None,
    toleration_seconds: typing.Optional[jsii.Number] = None,
    value: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__06967d614ecb9285d4a1103e578f4ad7ba44c3e71bbd33bd0068ef280a67036c(
    *,
    initdb: typing.Optional[typing.Union[ClusterSpecBootstrapInitdb, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7237291b519dd1d765b8f863e96d6dbc4fce0ec9f35a71a7b708f42215798752(
    *,
    database: typing.Optional[builtins.str] = None,
    owner: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c49729c167bd0f4c922f2c5f275d5a0a02f28a44475145bb17a29014e6cb13d6(
    *,
    server_alt_dns_names: typing.Optional[typing.Sequence[builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c374a2c99fddb9620bd799bf679ffd221e43a4d1d3f118936c26481688fd594b(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c619699a02e936f1a639de4a0286e8721713099efa5a191fc824eeecbb17dd72(
    *,
    parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    pg_hba: typing.Optional[typing.Sequence[builtins.str]] = None,
    synchronous: typing.Optional[typing.Union[ClusterSpecPostgresqlSynchronous, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__6b203cc5564d0092e7d3ffee86db95770eb74d7c2e374119710f69666a88fbee(
    *,
    method: ClusterSpecPostgresqlSynchronousMethod,
    number: jsii.Number,
    data_durability: typing.Optional[ClusterSpecPostgresqlSynchronousDataDurability] = None,
    failover_quorum: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__803a5a3acdd747b47fce0f98b0fabeff78b85dd10bc40102f1c61a12bd2da97e(
    *,
    limits: typing.Optional[typing.Mapping[builtins.str, ClusterSpecResourcesLimits]] = None,
    requests: typing.Optional[typing.Mapping[builtins.str, ClusterSpecResourcesRequests]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__886c3b65d3ef856ed29cf30715e3c5c27e35e6a6b899f60db7634145250a7f5f(
    value: jsii.Number,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c2ce954d417a78ad460b9c0e7a4cdf05ade5202e82bc505993b5dc88d0211b60(
    value: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__bf7da470cddae532dee14e2dbea58efc4a307f50a92b26c79d906176346f78e8(
    value: jsii.Number,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__7085eefc792261bbed5f90565ed082964850db8e096a552b716d79392a6b7c52(
    value: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__5f8c9ec999e35ef93f2b6c58ea5cbb51c75b098d3ba3b3f1a38d5c51293eeeba(
    *,
    size: typing.Optional[builtins.str] = None,
    storage_class: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__64d5fb2be3ee6b3c89c122ba3b990952ca5946dece8e96f73a6a3652779f12a8(
    *,
    size: typing.Optional[builtins.str] = None,
    storage_class: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__cedefc635ea81cc3fbf049d871318ff626aecd50d4eb729acc10622ea0419ac0(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[PoolerSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__660199b2864f75e172938024282f04bbac10cf8d1ff6b1922b01709617312582(
    *,
    metadata: typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]],
    spec: typing.Union[PoolerSpec, typing.Dict[builtins.str, typing.Any]],
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__3332362a760dcbb6cd99a0598f64b4e75fc034bb9f3dc7c9c60d13919a016646(
    *,
    cluster: typing.Union[PoolerSpecCluster, typing.Dict[builtins.str, typing.Any]],
    pgbouncer: typing.Union[PoolerSpecPgbouncer, typing.Dict[builtins.str, typing.Any]],
    instances: typing.Optional[jsii.Number] = None,
    template: typing.Optional[typing.Union[PoolerSpecTemplate, typing.Dict[builtins.str, typing.Any]]] = None,
    type: typing.Optional[PoolerSpecType] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__aadee8e3e273fe40a2480ab88ae69121a8f7bf0398f41edb8862d011744dfff0(
    *,
    name: builtins.str,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__85ac53a91d1e853ace24c28ac10ac0d11425942c25a88a4030503c0530b0fb91(
    *,
    parameters: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    pool_mode: typing.Optional[PoolerSpecPgbouncerPoolMode] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b64fabc6ba28e794418c043c821826dac2e9391a3e1dcbda68e6c24bf953c797(
    *,
    spec: typing.Any = None,
) -> None:
    """Type checking stubs"""
    pass
