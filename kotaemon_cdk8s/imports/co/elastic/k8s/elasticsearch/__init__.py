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


class Elasticsearch(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.Elasticsearch",
):
    '''One Elasticsearch cluster.

    :schema: Elasticsearch
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Optional[typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]]] = None,
        spec: typing.Optional[typing.Union["ElasticsearchSpec", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''Defines a "Elasticsearch" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: Its version, users and nodes.
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__3d2e3d360b30b02dca448ae67e949ff70836c0d607a2610e5b4b57abee20e858)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = ElasticsearchProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Optional[typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]]] = None,
        spec: typing.Optional[typing.Union["ElasticsearchSpec", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "Elasticsearch".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: Its version, users and nodes.
        '''
        props = ElasticsearchProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "Elasticsearch".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.ElasticsearchProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class ElasticsearchProps:
    def __init__(
        self,
        *,
        metadata: typing.Optional[typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]]] = None,
        spec: typing.Optional[typing.Union["ElasticsearchSpec", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''One Elasticsearch cluster.

        :param metadata: 
        :param spec: Its version, users and nodes.

        :schema: Elasticsearch
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = ElasticsearchSpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__4791d41020c40b586a4f73b08514675568368124aa3a0ca7d751b8799febb53c)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if metadata is not None:
            self._values["metadata"] = metadata
        if spec is not None:
            self._values["spec"] = spec

    @builtins.property
    def metadata(self) -> typing.Optional["_cdk8s_d3d9af27.ApiObjectMetadata"]:
        '''
        :schema: Elasticsearch#metadata
        '''
        result = self._values.get("metadata")
        return typing.cast(typing.Optional["_cdk8s_d3d9af27.ApiObjectMetadata"], result)

    @builtins.property
    def spec(self) -> typing.Optional["ElasticsearchSpec"]:
        '''Its version, users and nodes.

        :schema: Elasticsearch#spec
        '''
        result = self._values.get("spec")
        return typing.cast(typing.Optional["ElasticsearchSpec"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ElasticsearchProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.ElasticsearchSpec",
    jsii_struct_bases=[],
    name_mapping={
        "node_sets": "nodeSets",
        "version": "version",
        "auth": "auth",
        "image": "image",
        "volume_claim_delete_policy": "volumeClaimDeletePolicy",
    },
)
class ElasticsearchSpec:
    def __init__(
        self,
        *,
        node_sets: typing.Sequence[typing.Union["ElasticsearchSpecNodeSets", typing.Dict[builtins.str, typing.Any]]],
        version: builtins.str,
        auth: typing.Optional[typing.Union["ElasticsearchSpecAuth", typing.Dict[builtins.str, typing.Any]]] = None,
        image: typing.Optional[builtins.str] = None,
        volume_claim_delete_policy: typing.Optional["ElasticsearchSpecVolumeClaimDeletePolicy"] = None,
    ) -> None:
        '''Its version, users and nodes.

        :param node_sets: Groups of nodes that are alike.
        :param version: Version of Elasticsearch.
        :param auth: Users and roles beside the operator's own.
        :param image: Image of all nodes.
        :param volume_claim_delete_policy: When the volumes of nodes are deleted.

        :schema: ElasticsearchSpec
        '''
        if isinstance(auth, dict):
            auth = ElasticsearchSpecAuth(**auth)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__df16d64d90d2f4e894b214741de331cdae0c57481ae8819db8ba3b71a1e27896)
            check_type(argname="argument node_sets", value=node_sets, expected_type=type_hints["node_sets"])
            check_type(argname="argument version", value=version, expected_type=type_hints["version"])
            check_type(argname="argument auth", value=auth, expected_type=type_hints["auth"])
            check_type(argname="argument image", value=image, expected_type=type_hints["image"])
            check_type(argname="argument volume_claim_delete_policy", value=volume_claim_delete_policy, expected_type=type_hints["volume_claim_delete_policy"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "node_sets": node_sets,
            "version": version,
        }
        if auth is not None:
            self._values["auth"] = auth
        if image is not None:
            self._values["image"] = image
        if volume_claim_delete_policy is not None:
            self._values["volume_claim_delete_policy"] = volume_claim_delete_policy

    @builtins.property
    def node_sets(self) -> typing.List["ElasticsearchSpecNodeSets"]:
        '''Groups of nodes that are alike.

        :schema: ElasticsearchSpec#nodeSets
        '''
        result = self._values.get("node_sets")
        assert result is not None, "Required property 'node_sets' is missing"
        return typing.cast(typing.List["ElasticsearchSpecNodeSets"], result)

    @builtins.property
    def version(self) -> builtins.str:
        '''Version of Elasticsearch.

        :schema: ElasticsearchSpec#version
        '''
        result = self._values.get("version")
        assert result is not None, "Required property 'version' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def auth(self) -> typing.Optional["ElasticsearchSpecAuth"]:
        '''Users and roles beside the operator's own.

        :schema: ElasticsearchSpec#auth
        '''
        result = self._values.get("auth")
        return typing.cast(typing.Optional["ElasticsearchSpecAuth"], result)

    @builtins.property
    def image(self) -> typing.Optional[builtins.str]:
        '''Image of all nodes.

        :schema: ElasticsearchSpec#image
        '''
        result = self._values.get("image")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def volume_claim_delete_policy(
        self,
    ) -> typing.Optional["ElasticsearchSpecVolumeClaimDeletePolicy"]:
        '''When the volumes of nodes are deleted.

        :schema: ElasticsearchSpec#volumeClaimDeletePolicy
        '''
        result = self._values.get("volume_claim_delete_policy")
        return typing.cast(typing.Optional["ElasticsearchSpecVolumeClaimDeletePolicy"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ElasticsearchSpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.ElasticsearchSpecAuth",
    jsii_struct_bases=[],
    name_mapping={"file_realm": "fileRealm", "roles": "roles"},
)
class ElasticsearchSpecAuth:
    def __init__(
        self,
        *,
        file_realm: typing.Optional[typing.Sequence[typing.Union["ElasticsearchSpecAuthFileRealm", typing.Dict[builtins.str, typing.Any]]]] = None,
        roles: typing.Optional[typing.Sequence[typing.Union["ElasticsearchSpecAuthRoles", typing.Dict[builtins.str, typing.Any]]]] = None,
    ) -> None:
        '''Users and roles beside the operator's own.

        :param file_realm: Where users are.
        :param roles: Where roles are.

        :schema: ElasticsearchSpecAuth
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__a5bccb12ef2964be589a9967ff76706336a83f8f08d88fb05352f5c28ce368a3)
            check_type(argname="argument file_realm", value=file_realm, expected_type=type_hints["file_realm"])
            check_type(argname="argument roles", value=roles, expected_type=type_hints["roles"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if file_realm is not None:
            self._values["file_realm"] = file_realm
        if roles is not None:
            self._values["roles"] = roles

    @builtins.property
    def file_realm(
        self,
    ) -> typing.Optional[typing.List["ElasticsearchSpecAuthFileRealm"]]:
        '''Where users are.

        :schema: ElasticsearchSpecAuth#fileRealm
        '''
        result = self._values.get("file_realm")
        return typing.cast(typing.Optional[typing.List["ElasticsearchSpecAuthFileRealm"]], result)

    @builtins.property
    def roles(self) -> typing.Optional[typing.List["ElasticsearchSpecAuthRoles"]]:
        '''Where roles are.

        :schema: ElasticsearchSpecAuth#roles
        '''
        result = self._values.get("roles")
        return typing.cast(typing.Optional[typing.List["ElasticsearchSpecAuthRoles"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ElasticsearchSpecAuth(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.ElasticsearchSpecAuthFileRealm",
    jsii_struct_bases=[],
    name_mapping={"secret_name": "secretName"},
)
class ElasticsearchSpecAuthFileRealm:
    def __init__(self, *, secret_name: typing.Optional[builtins.str] = None) -> None:
        '''
        :param secret_name: Secret with the keys username, password and roles.

        :schema: ElasticsearchSpecAuthFileRealm
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__a6c6fe6175d38aa71daa48e17dc868a093a59f58e1ee4c73116b363c79bc67c0)
            check_type(argname="argument secret_name", value=secret_name, expected_type=type_hints["secret_name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if secret_name is not None:
            self._values["secret_name"] = secret_name

    @builtins.property
    def secret_name(self) -> typing.Optional[builtins.str]:
        '''Secret with the keys username, password and roles.

        :schema: ElasticsearchSpecAuthFileRealm#secretName
        '''
        result = self._values.get("secret_name")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ElasticsearchSpecAuthFileRealm(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.ElasticsearchSpecAuthRoles",
    jsii_struct_bases=[],
    name_mapping={"secret_name": "secretName"},
)
class ElasticsearchSpecAuthRoles:
    def __init__(self, *, secret_name: typing.Optional[builtins.str] = None) -> None:
        '''
        :param secret_name: Secret with the key roles.yml.

        :schema: ElasticsearchSpecAuthRoles
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__30a04ec1f5d75522e4749f71c9cc9f8ace5e9506cb5ac141f00c1315e635191d)
            check_type(argname="argument secret_name", value=secret_name, expected_type=type_hints["secret_name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if secret_name is not None:
            self._values["secret_name"] = secret_name

    @builtins.property
    def secret_name(self) -> typing.Optional[builtins.str]:
        '''Secret with the key roles.yml.

        :schema: ElasticsearchSpecAuthRoles#secretName
        '''
        result = self._values.get("secret_name")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ElasticsearchSpecAuthRoles(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.ElasticsearchSpecNodeSets",
    jsii_struct_bases=[],
    name_mapping={
        "name": "name",
        "config": "config",
        "count": "count",
        "pod_template": "podTemplate",
        "volume_claim_templates": "volumeClaimTemplates",
    },
)
class ElasticsearchSpecNodeSets:
    def __init__(
        self,
        *,
        name: builtins.str,
        config: typing.Any = None,
        count: typing.Optional[jsii.Number] = None,
        pod_template: typing.Any = None,
        volume_claim_templates: typing.Optional[typing.Sequence[typing.Union["ElasticsearchSpecNodeSetsVolumeClaimTemplates", typing.Dict[builtins.str, typing.Any]]]] = None,
    ) -> None:
        '''Nodes that are alike.

        :param name: Name of the group, and part of its pods' names.
        :param config: What goes to elasticsearch.yml.
        :param count: Number of nodes.
        :param pod_template: What the operator completes to pods.
        :param volume_claim_templates: Volumes of each node.

        :schema: ElasticsearchSpecNodeSets
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__5c31eb32d261a74365cb81e71b8d9d49fe09d61728fc8349dd60f9244a0f4ac6)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument config", value=config, expected_type=type_hints["config"])
            check_type(argname="argument count", value=count, expected_type=type_hints["count"])
            check_type(argname="argument pod_template", value=pod_template, expected_type=type_hints["pod_template"])
            check_type(argname="argument volume_claim_templates", value=volume_claim_templates, expected_type=type_hints["volume_claim_templates"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if config is not None:
            self._values["config"] = config
        if count is not None:
            self._values["count"] = count
        if pod_template is not None:
            self._values["pod_template"] = pod_template
        if volume_claim_templates is not None:
            self._values["volume_claim_templates"] = volume_claim_templates

    @builtins.property
    def name(self) -> builtins.str:
        '''Name of the group, and part of its pods' names.

        :schema: ElasticsearchSpecNodeSets#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def config(self) -> typing.Any:
        '''What goes to elasticsearch.yml.

        :schema: ElasticsearchSpecNodeSets#config
        '''
        result = self._values.get("config")
        return typing.cast(typing.Any, result)

    @builtins.property
    def count(self) -> typing.Optional[jsii.Number]:
        '''Number of nodes.

        :schema: ElasticsearchSpecNodeSets#count
        '''
        result = self._values.get("count")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def pod_template(self) -> typing.Any:
        '''What the operator completes to pods.

        :schema: ElasticsearchSpecNodeSets#podTemplate
        '''
        result = self._values.get("pod_template")
        return typing.cast(typing.Any, result)

    @builtins.property
    def volume_claim_templates(
        self,
    ) -> typing.Optional[typing.List["ElasticsearchSpecNodeSetsVolumeClaimTemplates"]]:
        '''Volumes of each node.

        :schema: ElasticsearchSpecNodeSets#volumeClaimTemplates
        '''
        result = self._values.get("volume_claim_templates")
        return typing.cast(typing.Optional[typing.List["ElasticsearchSpecNodeSetsVolumeClaimTemplates"]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ElasticsearchSpecNodeSets(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.ElasticsearchSpecNodeSetsVolumeClaimTemplates",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class ElasticsearchSpecNodeSetsVolumeClaimTemplates:
    def __init__(
        self,
        *,
        metadata: typing.Optional[typing.Union["ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata", typing.Dict[builtins.str, typing.Any]]] = None,
        spec: typing.Optional[typing.Union["ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param metadata: Name and annotations of the claims.
        :param spec: What each asks for.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplates
        '''
        if isinstance(metadata, dict):
            metadata = ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata(**metadata)
        if isinstance(spec, dict):
            spec = ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__8edee9ac2f7c7ec935d29ddfbcace49290b49ff8bcf6d25b6c72772a02c1d8db)
            check_type(argname="argument metadata", value=metadata, expected_type=type_hints["metadata"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if metadata is not None:
            self._values["metadata"] = metadata
        if spec is not None:
            self._values["spec"] = spec

    @builtins.property
    def metadata(
        self,
    ) -> typing.Optional["ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata"]:
        '''Name and annotations of the claims.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplates#metadata
        '''
        result = self._values.get("metadata")
        return typing.cast(typing.Optional["ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata"], result)

    @builtins.property
    def spec(
        self,
    ) -> typing.Optional["ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec"]:
        '''What each asks for.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplates#spec
        '''
        result = self._values.get("spec")
        return typing.cast(typing.Optional["ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ElasticsearchSpecNodeSetsVolumeClaimTemplates(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata",
    jsii_struct_bases=[],
    name_mapping={"annotations": "annotations", "name": "name"},
)
class ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata:
    def __init__(
        self,
        *,
        annotations: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        name: typing.Optional[builtins.str] = None,
    ) -> None:
        '''Name and annotations of the claims.

        :param annotations: Annotations of the claims.
        :param name: Name of the volume.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__f7fc670b1c26b440ae900ba08973a6ea2b3457074c524ba3147a7d818d295455)
            check_type(argname="argument annotations", value=annotations, expected_type=type_hints["annotations"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if annotations is not None:
            self._values["annotations"] = annotations
        if name is not None:
            self._values["name"] = name

    @builtins.property
    def annotations(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''Annotations of the claims.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata#annotations
        '''
        result = self._values.get("annotations")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def name(self) -> typing.Optional[builtins.str]:
        '''Name of the volume.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata#name
        '''
        result = self._values.get("name")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec",
    jsii_struct_bases=[],
    name_mapping={
        "access_modes": "accessModes",
        "resources": "resources",
        "storage_class_name": "storageClassName",
    },
)
class ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec:
    def __init__(
        self,
        *,
        access_modes: typing.Optional[typing.Sequence[builtins.str]] = None,
        resources: typing.Optional[typing.Union["ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources", typing.Dict[builtins.str, typing.Any]]] = None,
        storage_class_name: typing.Optional[builtins.str] = None,
    ) -> None:
        '''What each asks for.

        :param access_modes: How many may mount it.
        :param resources: Its size.
        :param storage_class_name: Class of the volume.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec
        '''
        if isinstance(resources, dict):
            resources = ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources(**resources)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__36db554d102bfa0fd420093cf85935a03aee3ee844cc2e1a97b19c8b12dd2988)
            check_type(argname="argument access_modes", value=access_modes, expected_type=type_hints["access_modes"])
            check_type(argname="argument resources", value=resources, expected_type=type_hints["resources"])
            check_type(argname="argument storage_class_name", value=storage_class_name, expected_type=type_hints["storage_class_name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if access_modes is not None:
            self._values["access_modes"] = access_modes
        if resources is not None:
            self._values["resources"] = resources
        if storage_class_name is not None:
            self._values["storage_class_name"] = storage_class_name

    @builtins.property
    def access_modes(self) -> typing.Optional[typing.List[builtins.str]]:
        '''How many may mount it.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec#accessModes
        '''
        result = self._values.get("access_modes")
        return typing.cast(typing.Optional[typing.List[builtins.str]], result)

    @builtins.property
    def resources(
        self,
    ) -> typing.Optional["ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources"]:
        '''Its size.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec#resources
        '''
        result = self._values.get("resources")
        return typing.cast(typing.Optional["ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources"], result)

    @builtins.property
    def storage_class_name(self) -> typing.Optional[builtins.str]:
        '''Class of the volume.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec#storageClassName
        '''
        result = self._values.get("storage_class_name")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources",
    jsii_struct_bases=[],
    name_mapping={"requests": "requests"},
)
class ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources:
    def __init__(
        self,
        *,
        requests: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    ) -> None:
        '''Its size.

        :param requests: The size, under storage.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__0871a6427857b74cfeeaa46f3b4166f59bbbd460508bcc8877e50d1bfcc1637b)
            check_type(argname="argument requests", value=requests, expected_type=type_hints["requests"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if requests is not None:
            self._values["requests"] = requests

    @builtins.property
    def requests(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''The size, under storage.

        :schema: ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources#requests
        '''
        result = self._values.get("requests")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_coelastick8selasticsearch.ElasticsearchSpecVolumeClaimDeletePolicy"
)
class ElasticsearchSpecVolumeClaimDeletePolicy(enum.Enum):
    '''When the volumes of nodes are deleted.

    :schema: ElasticsearchSpecVolumeClaimDeletePolicy
    '''

    DELETE_ON_SCALEDOWN_ONLY = "DELETE_ON_SCALEDOWN_ONLY"
    '''DeleteOnScaledownOnly.'''
    DELETE_ON_SCALEDOWN_AND_CLUSTER_DELETION = "DELETE_ON_SCALEDOWN_AND_CLUSTER_DELETION"
    '''DeleteOnScaledownAndClusterDeletion.'''


__all__ = [
    "Elasticsearch",
    "ElasticsearchProps",
    "ElasticsearchSpec",
    "ElasticsearchSpecAuth",
    "ElasticsearchSpecAuthFileRealm",
    "ElasticsearchSpecAuthRoles",
    "ElasticsearchSpecNodeSets",
    "ElasticsearchSpecNodeSetsVolumeClaimTemplates",
    "ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata",
    "ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec",
    "ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources",
    "ElasticsearchSpecVolumeClaimDeletePolicy",
]

publication.publish()

def _typecheckingstub__3d2e3d360b30b02dca448ae67e949ff70836c0d607a2610e5b4b57abee20e858(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Optional[typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]]] = None,
    spec: typing.Optional[typing.Union[ElasticsearchSpec, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__4791d41020c40b586a4f73b08514675568368124aa3a0ca7d751b8799febb53c(
    *,
    metadata: typing.Optional[typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]]] = None,
    spec: typing.Optional[typing.Union[ElasticsearchSpec, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__df16d64d90d2f4e894b214741de331cdae0c57481ae8819db8ba3b71a1e27896(
    *,
    node_sets: typing.Sequence[typing.Union[ElasticsearchSpecNodeSets, typing.Dict[builtins.str, typing.Any]]],
    version: builtins.str,
    auth: typing.Optional[typing.Union[ElasticsearchSpecAuth, typing.Dict[builtins.str, typing.Any]]] = None,
    image: typing.Optional[builtins.str] = None,
    volume_claim_delete_policy: typing.Optional[ElasticsearchSpecVolumeClaimDeletePolicy] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__a5bccb12ef2964be589a9967ff76706336a83f8f08d88fb05352f5c28ce368a3(
    *,
    file_realm: typing.Optional[typing.Sequence[typing.Union[ElasticsearchSpecAuthFileRealm, typing.Dict[builtins.str, typing.Any]]]] = None,
    roles: typing.Optional[typing.Sequence[typing.Union[ElasticsearchSpecAuthRoles, typing.Dict[builtins.str, typing.Any]]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__a6c6fe6175d38aa71daa48e17dc868a093a59f58e1ee4c73116b363c79bc67c0(
    *,
    secret_name: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__30a04ec1f5d75522e4749f71c9cc9f8ace5e9506cb5ac141f00c1315e635191d(
    *,
    secret_name: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__5c31eb32d261a74365cb81e71b8d9d49fe09d61728fc8349dd60f9244a0f4ac6(
    *,
    name: builtins.str,
    config: typing.Any = None,
    count: typing.Optional[jsii.Number] = None,
    pod_template: typing.Any = None,
    volume_claim_templates: typing.Optional[typing.Sequence[typing.Union[ElasticsearchSpecNodeSetsVolumeClaimTemplates, typing.Dict[builtins.str, typing.Any]]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__8edee9ac2f7c7ec935d29ddfbcace49290b49ff8bcf6d25b6c72772a02c1d8db(
    *,
    metadata: typing.Optional[typing.Union[ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata, typing.Dict[builtins.str, typing.Any]]] = None,
    spec: typing.Optional[typing.Union[ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__f7fc670b1c26b440ae900ba08973a6ea2b3457074c524ba3147a7d818d295455(
    *,
    annotations: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    name: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__36db554d102bfa0fd420093cf85935a03aee3ee844cc2e1a97b19c8b12dd2988(
    *,
    access_modes: typing.Optional[typing.Sequence[builtins.str]] = None,
    resources: typing.Optional[typing.Union[ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources, typing.Dict[builtins.str, typing.Any]]] = None,
    storage_class_name: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__0871a6427857b74cfeeaa46f3b4166f59bbbd460508bcc8877e50d1bfcc1637b(
    *,
    requests: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass
