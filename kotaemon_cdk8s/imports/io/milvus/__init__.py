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


class Milvus(
    _cdk8s_d3d9af27.ApiObject,
    metaclass=jsii.JSIIMeta,
    jsii_type="kotaemon_cdk8simports_iomilvus.Milvus",
):
    '''One Milvus, with the servers it depends on.

    :schema: Milvus
    '''

    def __init__(
        self,
        scope: "_constructs_77d1e7e8.Construct",
        id: builtins.str,
        *,
        metadata: typing.Optional[typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]]] = None,
        spec: typing.Optional[typing.Union["MilvusSpec", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''Defines a "Milvus" API object.

        :param scope: the scope in which to define this object.
        :param id: a scope-local name for the object.
        :param metadata: 
        :param spec: What runs, with what configuration, on which dependencies.
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__81ed363a8a78b45bb1c04f6e7c75ddb93cd453adfbda69c31b4e8a2f6e979b60)
            check_type(argname="argument scope", value=scope, expected_type=type_hints["scope"])
            check_type(argname="argument id", value=id, expected_type=type_hints["id"])
        props = MilvusProps(metadata=metadata, spec=spec)

        jsii.create(self.__class__, self, [scope, id, props])

    @jsii.member(jsii_name="manifest")
    @builtins.classmethod
    def manifest(
        cls,
        *,
        metadata: typing.Optional[typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]]] = None,
        spec: typing.Optional[typing.Union["MilvusSpec", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> typing.Any:
        '''Renders a Kubernetes manifest for "Milvus".

        This can be used to inline resource manifests inside other objects (e.g. as templates).

        :param metadata: 
        :param spec: What runs, with what configuration, on which dependencies.
        '''
        props = MilvusProps(metadata=metadata, spec=spec)

        return typing.cast(typing.Any, jsii.sinvoke(cls, "manifest", [props]))

    @jsii.member(jsii_name="toJson")
    def to_json(self) -> typing.Any:
        '''Renders the object to Kubernetes JSON.'''
        return typing.cast(typing.Any, jsii.invoke(self, "toJson", []))

    @jsii.python.classproperty
    @jsii.member(jsii_name="GVK")
    def GVK(cls) -> "_cdk8s_d3d9af27.GroupVersionKind":
        '''Returns the apiVersion and kind for "Milvus".'''
        return typing.cast("_cdk8s_d3d9af27.GroupVersionKind", jsii.sget(cls, "GVK"))


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusProps",
    jsii_struct_bases=[],
    name_mapping={"metadata": "metadata", "spec": "spec"},
)
class MilvusProps:
    def __init__(
        self,
        *,
        metadata: typing.Optional[typing.Union["_cdk8s_d3d9af27.ApiObjectMetadata", typing.Dict[builtins.str, typing.Any]]] = None,
        spec: typing.Optional[typing.Union["MilvusSpec", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''One Milvus, with the servers it depends on.

        :param metadata: 
        :param spec: What runs, with what configuration, on which dependencies.

        :schema: Milvus
        '''
        if isinstance(metadata, dict):
            metadata = _cdk8s_d3d9af27.ApiObjectMetadata(**metadata)
        if isinstance(spec, dict):
            spec = MilvusSpec(**spec)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__bbbb75b32cf26936b4d279931d37917bac857f5fc8aaa42fda7a6aa5e81d47a7)
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
        :schema: Milvus#metadata
        '''
        result = self._values.get("metadata")
        return typing.cast(typing.Optional["_cdk8s_d3d9af27.ApiObjectMetadata"], result)

    @builtins.property
    def spec(self) -> typing.Optional["MilvusSpec"]:
        '''What runs, with what configuration, on which dependencies.

        :schema: Milvus#spec
        '''
        result = self._values.get("spec")
        return typing.cast(typing.Optional["MilvusSpec"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusProps(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpec",
    jsii_struct_bases=[],
    name_mapping={
        "components": "components",
        "config": "config",
        "dependencies": "dependencies",
        "mode": "mode",
    },
)
class MilvusSpec:
    def __init__(
        self,
        *,
        components: typing.Optional[typing.Union["MilvusSpecComponents", typing.Dict[builtins.str, typing.Any]]] = None,
        config: typing.Any = None,
        dependencies: typing.Optional[typing.Union["MilvusSpecDependencies", typing.Dict[builtins.str, typing.Any]]] = None,
        mode: typing.Optional["MilvusSpecMode"] = None,
    ) -> None:
        '''What runs, with what configuration, on which dependencies.

        :param components: The pods of Milvus itself; what stands here holds for all of them.
        :param config: What is laid over the image's milvus.yaml.
        :param dependencies: The servers that Milvus keeps its data in.
        :param mode: One pod for everything, or one Deployment for each role.

        :schema: MilvusSpec
        '''
        if isinstance(components, dict):
            components = MilvusSpecComponents(**components)
        if isinstance(dependencies, dict):
            dependencies = MilvusSpecDependencies(**dependencies)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__818beac234ab26b0265ebd265e15d0bc688bb90cdd7c078c17e70e2cbbb9a72b)
            check_type(argname="argument components", value=components, expected_type=type_hints["components"])
            check_type(argname="argument config", value=config, expected_type=type_hints["config"])
            check_type(argname="argument dependencies", value=dependencies, expected_type=type_hints["dependencies"])
            check_type(argname="argument mode", value=mode, expected_type=type_hints["mode"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if components is not None:
            self._values["components"] = components
        if config is not None:
            self._values["config"] = config
        if dependencies is not None:
            self._values["dependencies"] = dependencies
        if mode is not None:
            self._values["mode"] = mode

    @builtins.property
    def components(self) -> typing.Optional["MilvusSpecComponents"]:
        '''The pods of Milvus itself;

        what stands here holds for all of them.

        :schema: MilvusSpec#components
        '''
        result = self._values.get("components")
        return typing.cast(typing.Optional["MilvusSpecComponents"], result)

    @builtins.property
    def config(self) -> typing.Any:
        '''What is laid over the image's milvus.yaml.

        :schema: MilvusSpec#config
        '''
        result = self._values.get("config")
        return typing.cast(typing.Any, result)

    @builtins.property
    def dependencies(self) -> typing.Optional["MilvusSpecDependencies"]:
        '''The servers that Milvus keeps its data in.

        :schema: MilvusSpec#dependencies
        '''
        result = self._values.get("dependencies")
        return typing.cast(typing.Optional["MilvusSpecDependencies"], result)

    @builtins.property
    def mode(self) -> typing.Optional["MilvusSpecMode"]:
        '''One pod for everything, or one Deployment for each role.

        :schema: MilvusSpec#mode
        '''
        result = self._values.get("mode")
        return typing.cast(typing.Optional["MilvusSpecMode"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpec(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponents",
    jsii_struct_bases=[],
    name_mapping={
        "data_node": "dataNode",
        "env": "env",
        "image": "image",
        "image_pull_secrets": "imagePullSecrets",
        "index_node": "indexNode",
        "node_selector": "nodeSelector",
        "priority_class_name": "priorityClassName",
        "proxy": "proxy",
        "query_node": "queryNode",
        "resources": "resources",
        "tolerations": "tolerations",
        "version": "version",
        "volume_mounts": "volumeMounts",
        "volumes": "volumes",
    },
)
class MilvusSpecComponents:
    def __init__(
        self,
        *,
        data_node: typing.Optional[typing.Union["MilvusSpecComponentsDataNode", typing.Dict[builtins.str, typing.Any]]] = None,
        env: typing.Optional[typing.Sequence[typing.Union["MilvusSpecComponentsEnv", typing.Dict[builtins.str, typing.Any]]]] = None,
        image: typing.Optional[builtins.str] = None,
        image_pull_secrets: typing.Optional[typing.Sequence[typing.Union["MilvusSpecComponentsImagePullSecrets", typing.Dict[builtins.str, typing.Any]]]] = None,
        index_node: typing.Optional[typing.Union["MilvusSpecComponentsIndexNode", typing.Dict[builtins.str, typing.Any]]] = None,
        node_selector: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        priority_class_name: typing.Optional[builtins.str] = None,
        proxy: typing.Optional[typing.Union["MilvusSpecComponentsProxy", typing.Dict[builtins.str, typing.Any]]] = None,
        query_node: typing.Optional[typing.Union["MilvusSpecComponentsQueryNode", typing.Dict[builtins.str, typing.Any]]] = None,
        resources: typing.Optional[typing.Union["MilvusSpecComponentsResources", typing.Dict[builtins.str, typing.Any]]] = None,
        tolerations: typing.Optional[typing.Sequence[typing.Union["MilvusSpecComponentsTolerations", typing.Dict[builtins.str, typing.Any]]]] = None,
        version: typing.Optional[builtins.str] = None,
        volume_mounts: typing.Optional[typing.Sequence[typing.Union["MilvusSpecComponentsVolumeMounts", typing.Dict[builtins.str, typing.Any]]]] = None,
        volumes: typing.Optional[typing.Sequence[typing.Any]] = None,
    ) -> None:
        '''The pods of Milvus itself;

        what stands here holds for all of them.

        :param data_node: What writes to object storage.
        :param env: Environment variables.
        :param image: Image of all pods.
        :param image_pull_secrets: Secrets with registry credentials.
        :param index_node: What builds indexes.
        :param node_selector: Labels of the nodes that pods may run on.
        :param priority_class_name: Priority of the pods.
        :param proxy: What clients talk to.
        :param query_node: What holds the vectors in memory, and searches them.
        :param resources: What each pod asks for and may take.
        :param tolerations: Taints of nodes that pods put up with.
        :param version: Its version, where the tag does not say it.
        :param volume_mounts: Where in the container volumes are.
        :param volumes: Volumes of the pods, as a pod has them.

        :schema: MilvusSpecComponents
        '''
        if isinstance(data_node, dict):
            data_node = MilvusSpecComponentsDataNode(**data_node)
        if isinstance(index_node, dict):
            index_node = MilvusSpecComponentsIndexNode(**index_node)
        if isinstance(proxy, dict):
            proxy = MilvusSpecComponentsProxy(**proxy)
        if isinstance(query_node, dict):
            query_node = MilvusSpecComponentsQueryNode(**query_node)
        if isinstance(resources, dict):
            resources = MilvusSpecComponentsResources(**resources)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__e7604f81ef2a82858d3c4b590fac545a62fccb9a5bad5e4fbf17af978cbffcf0)
            check_type(argname="argument data_node", value=data_node, expected_type=type_hints["data_node"])
            check_type(argname="argument env", value=env, expected_type=type_hints["env"])
            check_type(argname="argument image", value=image, expected_type=type_hints["image"])
            check_type(argname="argument image_pull_secrets", value=image_pull_secrets, expected_type=type_hints["image_pull_secrets"])
            check_type(argname="argument index_node", value=index_node, expected_type=type_hints["index_node"])
            check_type(argname="argument node_selector", value=node_selector, expected_type=type_hints["node_selector"])
            check_type(argname="argument priority_class_name", value=priority_class_name, expected_type=type_hints["priority_class_name"])
            check_type(argname="argument proxy", value=proxy, expected_type=type_hints["proxy"])
            check_type(argname="argument query_node", value=query_node, expected_type=type_hints["query_node"])
            check_type(argname="argument resources", value=resources, expected_type=type_hints["resources"])
            check_type(argname="argument tolerations", value=tolerations, expected_type=type_hints["tolerations"])
            check_type(argname="argument version", value=version, expected_type=type_hints["version"])
            check_type(argname="argument volume_mounts", value=volume_mounts, expected_type=type_hints["volume_mounts"])
            check_type(argname="argument volumes", value=volumes, expected_type=type_hints["volumes"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if data_node is not None:
            self._values["data_node"] = data_node
        if env is not None:
            self._values["env"] = env
        if image is not None:
            self._values["image"] = image
        if image_pull_secrets is not None:
            self._values["image_pull_secrets"] = image_pull_secrets
        if index_node is not None:
            self._values["index_node"] = index_node
        if node_selector is not None:
            self._values["node_selector"] = node_selector
        if priority_class_name is not None:
            self._values["priority_class_name"] = priority_class_name
        if proxy is not None:
            self._values["proxy"] = proxy
        if query_node is not None:
            self._values["query_node"] = query_node
        if resources is not None:
            self._values["resources"] = resources
        if tolerations is not None:
            self._values["tolerations"] = tolerations
        if version is not None:
            self._values["version"] = version
        if volume_mounts is not None:
            self._values["volume_mounts"] = volume_mounts
        if volumes is not None:
            self._values["volumes"] = volumes

    @builtins.property
    def data_node(self) -> typing.Optional["MilvusSpecComponentsDataNode"]:
        '''What writes to object storage.

        :schema: MilvusSpecComponents#dataNode
        '''
        result = self._values.get("data_node")
        return typing.cast(typing.Optional["MilvusSpecComponentsDataNode"], result)

    @builtins.property
    def env(self) -> typing.Optional[typing.List["MilvusSpecComponentsEnv"]]:
        '''Environment variables.

        :schema: MilvusSpecComponents#env
        '''
        result = self._values.get("env")
        return typing.cast(typing.Optional[typing.List["MilvusSpecComponentsEnv"]], result)

    @builtins.property
    def image(self) -> typing.Optional[builtins.str]:
        '''Image of all pods.

        :schema: MilvusSpecComponents#image
        '''
        result = self._values.get("image")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def image_pull_secrets(
        self,
    ) -> typing.Optional[typing.List["MilvusSpecComponentsImagePullSecrets"]]:
        '''Secrets with registry credentials.

        :schema: MilvusSpecComponents#imagePullSecrets
        '''
        result = self._values.get("image_pull_secrets")
        return typing.cast(typing.Optional[typing.List["MilvusSpecComponentsImagePullSecrets"]], result)

    @builtins.property
    def index_node(self) -> typing.Optional["MilvusSpecComponentsIndexNode"]:
        '''What builds indexes.

        :schema: MilvusSpecComponents#indexNode
        '''
        result = self._values.get("index_node")
        return typing.cast(typing.Optional["MilvusSpecComponentsIndexNode"], result)

    @builtins.property
    def node_selector(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''Labels of the nodes that pods may run on.

        :schema: MilvusSpecComponents#nodeSelector
        '''
        result = self._values.get("node_selector")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def priority_class_name(self) -> typing.Optional[builtins.str]:
        '''Priority of the pods.

        :schema: MilvusSpecComponents#priorityClassName
        '''
        result = self._values.get("priority_class_name")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def proxy(self) -> typing.Optional["MilvusSpecComponentsProxy"]:
        '''What clients talk to.

        :schema: MilvusSpecComponents#proxy
        '''
        result = self._values.get("proxy")
        return typing.cast(typing.Optional["MilvusSpecComponentsProxy"], result)

    @builtins.property
    def query_node(self) -> typing.Optional["MilvusSpecComponentsQueryNode"]:
        '''What holds the vectors in memory, and searches them.

        :schema: MilvusSpecComponents#queryNode
        '''
        result = self._values.get("query_node")
        return typing.cast(typing.Optional["MilvusSpecComponentsQueryNode"], result)

    @builtins.property
    def resources(self) -> typing.Optional["MilvusSpecComponentsResources"]:
        '''What each pod asks for and may take.

        :schema: MilvusSpecComponents#resources
        '''
        result = self._values.get("resources")
        return typing.cast(typing.Optional["MilvusSpecComponentsResources"], result)

    @builtins.property
    def tolerations(
        self,
    ) -> typing.Optional[typing.List["MilvusSpecComponentsTolerations"]]:
        '''Taints of nodes that pods put up with.

        :schema: MilvusSpecComponents#tolerations
        '''
        result = self._values.get("tolerations")
        return typing.cast(typing.Optional[typing.List["MilvusSpecComponentsTolerations"]], result)

    @builtins.property
    def version(self) -> typing.Optional[builtins.str]:
        '''Its version, where the tag does not say it.

        :schema: MilvusSpecComponents#version
        '''
        result = self._values.get("version")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def volume_mounts(
        self,
    ) -> typing.Optional[typing.List["MilvusSpecComponentsVolumeMounts"]]:
        '''Where in the container volumes are.

        :schema: MilvusSpecComponents#volumeMounts
        '''
        result = self._values.get("volume_mounts")
        return typing.cast(typing.Optional[typing.List["MilvusSpecComponentsVolumeMounts"]], result)

    @builtins.property
    def volumes(self) -> typing.Optional[typing.List[typing.Any]]:
        '''Volumes of the pods, as a pod has them.

        :schema: MilvusSpecComponents#volumes
        '''
        result = self._values.get("volumes")
        return typing.cast(typing.Optional[typing.List[typing.Any]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponents(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponentsDataNode",
    jsii_struct_bases=[],
    name_mapping={"replicas": "replicas"},
)
class MilvusSpecComponentsDataNode:
    def __init__(self, *, replicas: typing.Optional[jsii.Number] = None) -> None:
        '''What writes to object storage.

        :param replicas: Number of pods.

        :schema: MilvusSpecComponentsDataNode
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__772cc38dbcd050f603f4b2894bff81a5c04889b416b5df8db5e44b43e0be1d30)
            check_type(argname="argument replicas", value=replicas, expected_type=type_hints["replicas"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if replicas is not None:
            self._values["replicas"] = replicas

    @builtins.property
    def replicas(self) -> typing.Optional[jsii.Number]:
        '''Number of pods.

        :schema: MilvusSpecComponentsDataNode#replicas
        '''
        result = self._values.get("replicas")
        return typing.cast(typing.Optional[jsii.Number], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponentsDataNode(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponentsEnv",
    jsii_struct_bases=[],
    name_mapping={"name": "name", "value_from": "valueFrom"},
)
class MilvusSpecComponentsEnv:
    def __init__(
        self,
        *,
        name: builtins.str,
        value_from: typing.Optional[typing.Union["MilvusSpecComponentsEnvValueFrom", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''
        :param name: Name of the variable.
        :param value_from: Where its value comes from.

        :schema: MilvusSpecComponentsEnv
        '''
        if isinstance(value_from, dict):
            value_from = MilvusSpecComponentsEnvValueFrom(**value_from)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__515d81621599df4fddb35441de978376538df5c4d5374002f80e2d8489b73314)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument value_from", value=value_from, expected_type=type_hints["value_from"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "name": name,
        }
        if value_from is not None:
            self._values["value_from"] = value_from

    @builtins.property
    def name(self) -> builtins.str:
        '''Name of the variable.

        :schema: MilvusSpecComponentsEnv#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def value_from(self) -> typing.Optional["MilvusSpecComponentsEnvValueFrom"]:
        '''Where its value comes from.

        :schema: MilvusSpecComponentsEnv#valueFrom
        '''
        result = self._values.get("value_from")
        return typing.cast(typing.Optional["MilvusSpecComponentsEnvValueFrom"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponentsEnv(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponentsEnvValueFrom",
    jsii_struct_bases=[],
    name_mapping={"secret_key_ref": "secretKeyRef"},
)
class MilvusSpecComponentsEnvValueFrom:
    def __init__(
        self,
        *,
        secret_key_ref: typing.Optional[typing.Union["MilvusSpecComponentsEnvValueFromSecretKeyRef", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''Where its value comes from.

        :param secret_key_ref: A key of a Secret.

        :schema: MilvusSpecComponentsEnvValueFrom
        '''
        if isinstance(secret_key_ref, dict):
            secret_key_ref = MilvusSpecComponentsEnvValueFromSecretKeyRef(**secret_key_ref)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__52d21a21b9a7f73cac1a4a971d1770d066ed819900430985087edae96659de2f)
            check_type(argname="argument secret_key_ref", value=secret_key_ref, expected_type=type_hints["secret_key_ref"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if secret_key_ref is not None:
            self._values["secret_key_ref"] = secret_key_ref

    @builtins.property
    def secret_key_ref(
        self,
    ) -> typing.Optional["MilvusSpecComponentsEnvValueFromSecretKeyRef"]:
        '''A key of a Secret.

        :schema: MilvusSpecComponentsEnvValueFrom#secretKeyRef
        '''
        result = self._values.get("secret_key_ref")
        return typing.cast(typing.Optional["MilvusSpecComponentsEnvValueFromSecretKeyRef"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponentsEnvValueFrom(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponentsEnvValueFromSecretKeyRef",
    jsii_struct_bases=[],
    name_mapping={"key": "key", "name": "name"},
)
class MilvusSpecComponentsEnvValueFromSecretKeyRef:
    def __init__(
        self,
        *,
        key: builtins.str,
        name: typing.Optional[builtins.str] = None,
    ) -> None:
        '''A key of a Secret.

        :param key: Key within it.
        :param name: Name of the Secret.

        :schema: MilvusSpecComponentsEnvValueFromSecretKeyRef
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c3b1ff8138d94c9943dbca246384cca574a801215fefd3ff8bdf78d01dbe1ea9)
            check_type(argname="argument key", value=key, expected_type=type_hints["key"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "key": key,
        }
        if name is not None:
            self._values["name"] = name

    @builtins.property
    def key(self) -> builtins.str:
        '''Key within it.

        :schema: MilvusSpecComponentsEnvValueFromSecretKeyRef#key
        '''
        result = self._values.get("key")
        assert result is not None, "Required property 'key' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> typing.Optional[builtins.str]:
        '''Name of the Secret.

        :schema: MilvusSpecComponentsEnvValueFromSecretKeyRef#name
        '''
        result = self._values.get("name")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponentsEnvValueFromSecretKeyRef(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponentsImagePullSecrets",
    jsii_struct_bases=[],
    name_mapping={"name": "name"},
)
class MilvusSpecComponentsImagePullSecrets:
    def __init__(self, *, name: typing.Optional[builtins.str] = None) -> None:
        '''
        :param name: Name of the Secret.

        :schema: MilvusSpecComponentsImagePullSecrets
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__af9da81b400b7672e2de631c904c0db190d69e1aaaeb5bc4cd762c0498b00979)
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if name is not None:
            self._values["name"] = name

    @builtins.property
    def name(self) -> typing.Optional[builtins.str]:
        '''Name of the Secret.

        :schema: MilvusSpecComponentsImagePullSecrets#name
        '''
        result = self._values.get("name")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponentsImagePullSecrets(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponentsIndexNode",
    jsii_struct_bases=[],
    name_mapping={"replicas": "replicas"},
)
class MilvusSpecComponentsIndexNode:
    def __init__(self, *, replicas: typing.Optional[jsii.Number] = None) -> None:
        '''What builds indexes.

        :param replicas: Number of pods.

        :schema: MilvusSpecComponentsIndexNode
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__026b7c613753f1d3c92bd1eefe652b727dd2ec39016147f8a1b9226718d0df56)
            check_type(argname="argument replicas", value=replicas, expected_type=type_hints["replicas"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if replicas is not None:
            self._values["replicas"] = replicas

    @builtins.property
    def replicas(self) -> typing.Optional[jsii.Number]:
        '''Number of pods.

        :schema: MilvusSpecComponentsIndexNode#replicas
        '''
        result = self._values.get("replicas")
        return typing.cast(typing.Optional[jsii.Number], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponentsIndexNode(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponentsProxy",
    jsii_struct_bases=[],
    name_mapping={"replicas": "replicas"},
)
class MilvusSpecComponentsProxy:
    def __init__(self, *, replicas: typing.Optional[jsii.Number] = None) -> None:
        '''What clients talk to.

        :param replicas: Number of pods.

        :schema: MilvusSpecComponentsProxy
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__fa58f8bfa5ae3b0002760ea8cd1a1c21f8cccf68c93f72d99245c32eca81eb81)
            check_type(argname="argument replicas", value=replicas, expected_type=type_hints["replicas"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if replicas is not None:
            self._values["replicas"] = replicas

    @builtins.property
    def replicas(self) -> typing.Optional[jsii.Number]:
        '''Number of pods.

        :schema: MilvusSpecComponentsProxy#replicas
        '''
        result = self._values.get("replicas")
        return typing.cast(typing.Optional[jsii.Number], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponentsProxy(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponentsQueryNode",
    jsii_struct_bases=[],
    name_mapping={"replicas": "replicas"},
)
class MilvusSpecComponentsQueryNode:
    def __init__(self, *, replicas: typing.Optional[jsii.Number] = None) -> None:
        '''What holds the vectors in memory, and searches them.

        :param replicas: Number of pods.

        :schema: MilvusSpecComponentsQueryNode
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__ae264fb1ded1140d41b71a81e7502e38ce79f42df9531403e920ba4030878672)
            check_type(argname="argument replicas", value=replicas, expected_type=type_hints["replicas"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if replicas is not None:
            self._values["replicas"] = replicas

    @builtins.property
    def replicas(self) -> typing.Optional[jsii.Number]:
        '''Number of pods.

        :schema: MilvusSpecComponentsQueryNode#replicas
        '''
        result = self._values.get("replicas")
        return typing.cast(typing.Optional[jsii.Number], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponentsQueryNode(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponentsResources",
    jsii_struct_bases=[],
    name_mapping={"limits": "limits", "requests": "requests"},
)
class MilvusSpecComponentsResources:
    def __init__(
        self,
        *,
        limits: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        requests: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    ) -> None:
        '''What each pod asks for and may take.

        :param limits: What it may take.
        :param requests: What it asks for.

        :schema: MilvusSpecComponentsResources
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__4e4168fa99f737485e1294fab446f7ccf8570bd4efc8ba00e961b5c88ddd477b)
            check_type(argname="argument limits", value=limits, expected_type=type_hints["limits"])
            check_type(argname="argument requests", value=requests, expected_type=type_hints["requests"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if limits is not None:
            self._values["limits"] = limits
        if requests is not None:
            self._values["requests"] = requests

    @builtins.property
    def limits(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''What it may take.

        :schema: MilvusSpecComponentsResources#limits
        '''
        result = self._values.get("limits")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def requests(self) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''What it asks for.

        :schema: MilvusSpecComponentsResources#requests
        '''
        result = self._values.get("requests")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponentsResources(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponentsTolerations",
    jsii_struct_bases=[],
    name_mapping={
        "effect": "effect",
        "key": "key",
        "operator": "operator",
        "toleration_seconds": "tolerationSeconds",
        "value": "value",
    },
)
class MilvusSpecComponentsTolerations:
    def __init__(
        self,
        *,
        effect: typing.Optional[builtins.str] = None,
        key: typing.Optional[builtins.str] = None,
        operator: typing.Optional[builtins.str] = None,
        toleration_seconds: typing.Optional[jsii.Number] = None,
        value: typing.Optional[builtins.str] = None,
    ) -> None:
        '''
        :param effect: Effect of the taint.
        :param key: Key of the taint.
        :param operator: How the key and the value are compared.
        :param toleration_seconds: How long a pod stays once the node is tainted.
        :param value: Value of the taint.

        :schema: MilvusSpecComponentsTolerations
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__15cc6d649954d5f13bac190b03a950cb01a5e15d3318a0a15b8a55d4018a70c3)
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
        '''Effect of the taint.

        :schema: MilvusSpecComponentsTolerations#effect
        '''
        result = self._values.get("effect")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def key(self) -> typing.Optional[builtins.str]:
        '''Key of the taint.

        :schema: MilvusSpecComponentsTolerations#key
        '''
        result = self._values.get("key")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def operator(self) -> typing.Optional[builtins.str]:
        '''How the key and the value are compared.

        :schema: MilvusSpecComponentsTolerations#operator
        '''
        result = self._values.get("operator")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def toleration_seconds(self) -> typing.Optional[jsii.Number]:
        '''How long a pod stays once the node is tainted.

        :schema: MilvusSpecComponentsTolerations#tolerationSeconds
        '''
        result = self._values.get("toleration_seconds")
        return typing.cast(typing.Optional[jsii.Number], result)

    @builtins.property
    def value(self) -> typing.Optional[builtins.str]:
        '''Value of the taint.

        :schema: MilvusSpecComponentsTolerations#value
        '''
        result = self._values.get("value")
        return typing.cast(typing.Optional[builtins.str], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponentsTolerations(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecComponentsVolumeMounts",
    jsii_struct_bases=[],
    name_mapping={"mount_path": "mountPath", "name": "name", "read_only": "readOnly"},
)
class MilvusSpecComponentsVolumeMounts:
    def __init__(
        self,
        *,
        mount_path: builtins.str,
        name: builtins.str,
        read_only: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''
        :param mount_path: The path.
        :param name: Name of the volume.
        :param read_only: Whether it cannot be written to.

        :schema: MilvusSpecComponentsVolumeMounts
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__c3be513daf67d1d0f48ebe40916a036178d2d51c7c82a224f5b4a208d972f93d)
            check_type(argname="argument mount_path", value=mount_path, expected_type=type_hints["mount_path"])
            check_type(argname="argument name", value=name, expected_type=type_hints["name"])
            check_type(argname="argument read_only", value=read_only, expected_type=type_hints["read_only"])
        self._values: typing.Dict[builtins.str, typing.Any] = {
            "mount_path": mount_path,
            "name": name,
        }
        if read_only is not None:
            self._values["read_only"] = read_only

    @builtins.property
    def mount_path(self) -> builtins.str:
        '''The path.

        :schema: MilvusSpecComponentsVolumeMounts#mountPath
        '''
        result = self._values.get("mount_path")
        assert result is not None, "Required property 'mount_path' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def name(self) -> builtins.str:
        '''Name of the volume.

        :schema: MilvusSpecComponentsVolumeMounts#name
        '''
        result = self._values.get("name")
        assert result is not None, "Required property 'name' is missing"
        return typing.cast(builtins.str, result)

    @builtins.property
    def read_only(self) -> typing.Optional[builtins.bool]:
        '''Whether it cannot be written to.

        :schema: MilvusSpecComponentsVolumeMounts#readOnly
        '''
        result = self._values.get("read_only")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecComponentsVolumeMounts(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependencies",
    jsii_struct_bases=[],
    name_mapping={
        "etcd": "etcd",
        "msg_stream_type": "msgStreamType",
        "pulsar": "pulsar",
        "rocksmq": "rocksmq",
        "storage": "storage",
    },
)
class MilvusSpecDependencies:
    def __init__(
        self,
        *,
        etcd: typing.Optional[typing.Union["MilvusSpecDependenciesEtcd", typing.Dict[builtins.str, typing.Any]]] = None,
        msg_stream_type: typing.Optional["MilvusSpecDependenciesMsgStreamType"] = None,
        pulsar: typing.Optional[typing.Union["MilvusSpecDependenciesPulsar", typing.Dict[builtins.str, typing.Any]]] = None,
        rocksmq: typing.Optional[typing.Union["MilvusSpecDependenciesRocksmq", typing.Dict[builtins.str, typing.Any]]] = None,
        storage: typing.Optional[typing.Union["MilvusSpecDependenciesStorage", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''The servers that Milvus keeps its data in.

        :param etcd: Where metadata is.
        :param msg_stream_type: What carries the write-ahead log.
        :param pulsar: The log of a cluster.
        :param rocksmq: The log within a standalone Milvus.
        :param storage: Where vectors and indexes are.

        :schema: MilvusSpecDependencies
        '''
        if isinstance(etcd, dict):
            etcd = MilvusSpecDependenciesEtcd(**etcd)
        if isinstance(pulsar, dict):
            pulsar = MilvusSpecDependenciesPulsar(**pulsar)
        if isinstance(rocksmq, dict):
            rocksmq = MilvusSpecDependenciesRocksmq(**rocksmq)
        if isinstance(storage, dict):
            storage = MilvusSpecDependenciesStorage(**storage)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__0aa9c3a944d44c16f5c133c841560eede5b4772382435a858fcba93b5f5a40de)
            check_type(argname="argument etcd", value=etcd, expected_type=type_hints["etcd"])
            check_type(argname="argument msg_stream_type", value=msg_stream_type, expected_type=type_hints["msg_stream_type"])
            check_type(argname="argument pulsar", value=pulsar, expected_type=type_hints["pulsar"])
            check_type(argname="argument rocksmq", value=rocksmq, expected_type=type_hints["rocksmq"])
            check_type(argname="argument storage", value=storage, expected_type=type_hints["storage"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if etcd is not None:
            self._values["etcd"] = etcd
        if msg_stream_type is not None:
            self._values["msg_stream_type"] = msg_stream_type
        if pulsar is not None:
            self._values["pulsar"] = pulsar
        if rocksmq is not None:
            self._values["rocksmq"] = rocksmq
        if storage is not None:
            self._values["storage"] = storage

    @builtins.property
    def etcd(self) -> typing.Optional["MilvusSpecDependenciesEtcd"]:
        '''Where metadata is.

        :schema: MilvusSpecDependencies#etcd
        '''
        result = self._values.get("etcd")
        return typing.cast(typing.Optional["MilvusSpecDependenciesEtcd"], result)

    @builtins.property
    def msg_stream_type(self) -> typing.Optional["MilvusSpecDependenciesMsgStreamType"]:
        '''What carries the write-ahead log.

        :schema: MilvusSpecDependencies#msgStreamType
        '''
        result = self._values.get("msg_stream_type")
        return typing.cast(typing.Optional["MilvusSpecDependenciesMsgStreamType"], result)

    @builtins.property
    def pulsar(self) -> typing.Optional["MilvusSpecDependenciesPulsar"]:
        '''The log of a cluster.

        :schema: MilvusSpecDependencies#pulsar
        '''
        result = self._values.get("pulsar")
        return typing.cast(typing.Optional["MilvusSpecDependenciesPulsar"], result)

    @builtins.property
    def rocksmq(self) -> typing.Optional["MilvusSpecDependenciesRocksmq"]:
        '''The log within a standalone Milvus.

        :schema: MilvusSpecDependencies#rocksmq
        '''
        result = self._values.get("rocksmq")
        return typing.cast(typing.Optional["MilvusSpecDependenciesRocksmq"], result)

    @builtins.property
    def storage(self) -> typing.Optional["MilvusSpecDependenciesStorage"]:
        '''Where vectors and indexes are.

        :schema: MilvusSpecDependencies#storage
        '''
        result = self._values.get("storage")
        return typing.cast(typing.Optional["MilvusSpecDependenciesStorage"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecDependencies(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesEtcd",
    jsii_struct_bases=[],
    name_mapping={"in_cluster": "inCluster"},
)
class MilvusSpecDependenciesEtcd:
    def __init__(
        self,
        *,
        in_cluster: typing.Optional[typing.Union["MilvusSpecDependenciesEtcdInCluster", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''Where metadata is.

        :param in_cluster: One that the operator runs, by a Helm chart.

        :schema: MilvusSpecDependenciesEtcd
        '''
        if isinstance(in_cluster, dict):
            in_cluster = MilvusSpecDependenciesEtcdInCluster(**in_cluster)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__faa56a55db05d712cd9f0ac59abcc873047f4871becdeb10827f2e5c22767919)
            check_type(argname="argument in_cluster", value=in_cluster, expected_type=type_hints["in_cluster"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if in_cluster is not None:
            self._values["in_cluster"] = in_cluster

    @builtins.property
    def in_cluster(self) -> typing.Optional["MilvusSpecDependenciesEtcdInCluster"]:
        '''One that the operator runs, by a Helm chart.

        :schema: MilvusSpecDependenciesEtcd#inCluster
        '''
        result = self._values.get("in_cluster")
        return typing.cast(typing.Optional["MilvusSpecDependenciesEtcdInCluster"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecDependenciesEtcd(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesEtcdInCluster",
    jsii_struct_bases=[],
    name_mapping={
        "deletion_policy": "deletionPolicy",
        "pvc_deletion": "pvcDeletion",
        "values": "values",
    },
)
class MilvusSpecDependenciesEtcdInCluster:
    def __init__(
        self,
        *,
        deletion_policy: typing.Optional["MilvusSpecDependenciesEtcdInClusterDeletionPolicy"] = None,
        pvc_deletion: typing.Optional[builtins.bool] = None,
        values: typing.Any = None,
    ) -> None:
        '''One that the operator runs, by a Helm chart.

        :param deletion_policy: What becomes of it when the Milvus is deleted.
        :param pvc_deletion: Whether its volumes are deleted with it.
        :param values: Values of the chart.

        :schema: MilvusSpecDependenciesEtcdInCluster
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__5fb6b1757f88b0911acc98651fcf7f8957d971263e1ab43ba86fd16efb35398d)
            check_type(argname="argument deletion_policy", value=deletion_policy, expected_type=type_hints["deletion_policy"])
            check_type(argname="argument pvc_deletion", value=pvc_deletion, expected_type=type_hints["pvc_deletion"])
            check_type(argname="argument values", value=values, expected_type=type_hints["values"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if deletion_policy is not None:
            self._values["deletion_policy"] = deletion_policy
        if pvc_deletion is not None:
            self._values["pvc_deletion"] = pvc_deletion
        if values is not None:
            self._values["values"] = values

    @builtins.property
    def deletion_policy(
        self,
    ) -> typing.Optional["MilvusSpecDependenciesEtcdInClusterDeletionPolicy"]:
        '''What becomes of it when the Milvus is deleted.

        :schema: MilvusSpecDependenciesEtcdInCluster#deletionPolicy
        '''
        result = self._values.get("deletion_policy")
        return typing.cast(typing.Optional["MilvusSpecDependenciesEtcdInClusterDeletionPolicy"], result)

    @builtins.property
    def pvc_deletion(self) -> typing.Optional[builtins.bool]:
        '''Whether its volumes are deleted with it.

        :schema: MilvusSpecDependenciesEtcdInCluster#pvcDeletion
        '''
        result = self._values.get("pvc_deletion")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def values(self) -> typing.Any:
        '''Values of the chart.

        :schema: MilvusSpecDependenciesEtcdInCluster#values
        '''
        result = self._values.get("values")
        return typing.cast(typing.Any, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecDependenciesEtcdInCluster(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesEtcdInClusterDeletionPolicy"
)
class MilvusSpecDependenciesEtcdInClusterDeletionPolicy(enum.Enum):
    '''What becomes of it when the Milvus is deleted.

    :schema: MilvusSpecDependenciesEtcdInClusterDeletionPolicy
    '''

    DELETE = "DELETE"
    '''Delete.'''
    RETAIN = "RETAIN"
    '''Retain.'''


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesMsgStreamType"
)
class MilvusSpecDependenciesMsgStreamType(enum.Enum):
    '''What carries the write-ahead log.

    :schema: MilvusSpecDependenciesMsgStreamType
    '''

    PULSAR = "PULSAR"
    '''pulsar.'''
    ROCKSMQ = "ROCKSMQ"
    '''rocksmq.'''


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesPulsar",
    jsii_struct_bases=[],
    name_mapping={"in_cluster": "inCluster"},
)
class MilvusSpecDependenciesPulsar:
    def __init__(
        self,
        *,
        in_cluster: typing.Optional[typing.Union["MilvusSpecDependenciesPulsarInCluster", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''The log of a cluster.

        :param in_cluster: One that the operator runs, by a Helm chart.

        :schema: MilvusSpecDependenciesPulsar
        '''
        if isinstance(in_cluster, dict):
            in_cluster = MilvusSpecDependenciesPulsarInCluster(**in_cluster)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__74cdb70f7ee6a205a585a305a6633945b76f2185b97bd3e4a157c256d653e48e)
            check_type(argname="argument in_cluster", value=in_cluster, expected_type=type_hints["in_cluster"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if in_cluster is not None:
            self._values["in_cluster"] = in_cluster

    @builtins.property
    def in_cluster(self) -> typing.Optional["MilvusSpecDependenciesPulsarInCluster"]:
        '''One that the operator runs, by a Helm chart.

        :schema: MilvusSpecDependenciesPulsar#inCluster
        '''
        result = self._values.get("in_cluster")
        return typing.cast(typing.Optional["MilvusSpecDependenciesPulsarInCluster"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecDependenciesPulsar(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesPulsarInCluster",
    jsii_struct_bases=[],
    name_mapping={
        "deletion_policy": "deletionPolicy",
        "pvc_deletion": "pvcDeletion",
        "values": "values",
    },
)
class MilvusSpecDependenciesPulsarInCluster:
    def __init__(
        self,
        *,
        deletion_policy: typing.Optional["MilvusSpecDependenciesPulsarInClusterDeletionPolicy"] = None,
        pvc_deletion: typing.Optional[builtins.bool] = None,
        values: typing.Any = None,
    ) -> None:
        '''One that the operator runs, by a Helm chart.

        :param deletion_policy: What becomes of it when the Milvus is deleted.
        :param pvc_deletion: Whether its volumes are deleted with it.
        :param values: Values of the chart.

        :schema: MilvusSpecDependenciesPulsarInCluster
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__256a92ca563455f42f9456ec94da48a8bf331f1c280bfaafbc48ed128d5a041a)
            check_type(argname="argument deletion_policy", value=deletion_policy, expected_type=type_hints["deletion_policy"])
            check_type(argname="argument pvc_deletion", value=pvc_deletion, expected_type=type_hints["pvc_deletion"])
            check_type(argname="argument values", value=values, expected_type=type_hints["values"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if deletion_policy is not None:
            self._values["deletion_policy"] = deletion_policy
        if pvc_deletion is not None:
            self._values["pvc_deletion"] = pvc_deletion
        if values is not None:
            self._values["values"] = values

    @builtins.property
    def deletion_policy(
        self,
    ) -> typing.Optional["MilvusSpecDependenciesPulsarInClusterDeletionPolicy"]:
        '''What becomes of it when the Milvus is deleted.

        :schema: MilvusSpecDependenciesPulsarInCluster#deletionPolicy
        '''
        result = self._values.get("deletion_policy")
        return typing.cast(typing.Optional["MilvusSpecDependenciesPulsarInClusterDeletionPolicy"], result)

    @builtins.property
    def pvc_deletion(self) -> typing.Optional[builtins.bool]:
        '''Whether its volumes are deleted with it.

        :schema: MilvusSpecDependenciesPulsarInCluster#pvcDeletion
        '''
        result = self._values.get("pvc_deletion")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def values(self) -> typing.Any:
        '''Values of the chart.

        :schema: MilvusSpecDependenciesPulsarInCluster#values
        '''
        result = self._values.get("values")
        return typing.cast(typing.Any, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecDependenciesPulsarInCluster(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesPulsarInClusterDeletionPolicy"
)
class MilvusSpecDependenciesPulsarInClusterDeletionPolicy(enum.Enum):
    '''What becomes of it when the Milvus is deleted.

    :schema: MilvusSpecDependenciesPulsarInClusterDeletionPolicy
    '''

    DELETE = "DELETE"
    '''Delete.'''
    RETAIN = "RETAIN"
    '''Retain.'''


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesRocksmq",
    jsii_struct_bases=[],
    name_mapping={"persistence": "persistence"},
)
class MilvusSpecDependenciesRocksmq:
    def __init__(
        self,
        *,
        persistence: typing.Optional[typing.Union["MilvusSpecDependenciesRocksmqPersistence", typing.Dict[builtins.str, typing.Any]]] = None,
    ) -> None:
        '''The log within a standalone Milvus.

        :param persistence: Whether it outlives the pod.

        :schema: MilvusSpecDependenciesRocksmq
        '''
        if isinstance(persistence, dict):
            persistence = MilvusSpecDependenciesRocksmqPersistence(**persistence)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__66c3d06790641ac89f758e41da360566add1bd79bdade29724fe0da83971183e)
            check_type(argname="argument persistence", value=persistence, expected_type=type_hints["persistence"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if persistence is not None:
            self._values["persistence"] = persistence

    @builtins.property
    def persistence(
        self,
    ) -> typing.Optional["MilvusSpecDependenciesRocksmqPersistence"]:
        '''Whether it outlives the pod.

        :schema: MilvusSpecDependenciesRocksmq#persistence
        '''
        result = self._values.get("persistence")
        return typing.cast(typing.Optional["MilvusSpecDependenciesRocksmqPersistence"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecDependenciesRocksmq(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesRocksmqPersistence",
    jsii_struct_bases=[],
    name_mapping={
        "enabled": "enabled",
        "persistent_volume_claim": "persistentVolumeClaim",
        "pvc_deletion": "pvcDeletion",
    },
)
class MilvusSpecDependenciesRocksmqPersistence:
    def __init__(
        self,
        *,
        enabled: typing.Optional[builtins.bool] = None,
        persistent_volume_claim: typing.Optional[typing.Union["MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim", typing.Dict[builtins.str, typing.Any]]] = None,
        pvc_deletion: typing.Optional[builtins.bool] = None,
    ) -> None:
        '''Whether it outlives the pod.

        :param enabled: Whether it has a volume.
        :param persistent_volume_claim: The claim that the operator makes.
        :param pvc_deletion: Whether the volume is deleted with the Milvus.

        :schema: MilvusSpecDependenciesRocksmqPersistence
        '''
        if isinstance(persistent_volume_claim, dict):
            persistent_volume_claim = MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim(**persistent_volume_claim)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__b08dcecc9a75dcb7dc3afd4af6ac627d8e7ea60dfc4f2bafb64f1270ab8106e3)
            check_type(argname="argument enabled", value=enabled, expected_type=type_hints["enabled"])
            check_type(argname="argument persistent_volume_claim", value=persistent_volume_claim, expected_type=type_hints["persistent_volume_claim"])
            check_type(argname="argument pvc_deletion", value=pvc_deletion, expected_type=type_hints["pvc_deletion"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if enabled is not None:
            self._values["enabled"] = enabled
        if persistent_volume_claim is not None:
            self._values["persistent_volume_claim"] = persistent_volume_claim
        if pvc_deletion is not None:
            self._values["pvc_deletion"] = pvc_deletion

    @builtins.property
    def enabled(self) -> typing.Optional[builtins.bool]:
        '''Whether it has a volume.

        :schema: MilvusSpecDependenciesRocksmqPersistence#enabled
        '''
        result = self._values.get("enabled")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def persistent_volume_claim(
        self,
    ) -> typing.Optional["MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim"]:
        '''The claim that the operator makes.

        :schema: MilvusSpecDependenciesRocksmqPersistence#persistentVolumeClaim
        '''
        result = self._values.get("persistent_volume_claim")
        return typing.cast(typing.Optional["MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim"], result)

    @builtins.property
    def pvc_deletion(self) -> typing.Optional[builtins.bool]:
        '''Whether the volume is deleted with the Milvus.

        :schema: MilvusSpecDependenciesRocksmqPersistence#pvcDeletion
        '''
        result = self._values.get("pvc_deletion")
        return typing.cast(typing.Optional[builtins.bool], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecDependenciesRocksmqPersistence(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim",
    jsii_struct_bases=[],
    name_mapping={"annotations": "annotations", "spec": "spec"},
)
class MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim:
    def __init__(
        self,
        *,
        annotations: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
        spec: typing.Any = None,
    ) -> None:
        '''The claim that the operator makes.

        :param annotations: Annotations of the claim.
        :param spec: What it asks for.

        :schema: MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__f91b1f9d7e4761b3d466175666fc548d4f8e3fa35c83471fe52aca77d7776004)
            check_type(argname="argument annotations", value=annotations, expected_type=type_hints["annotations"])
            check_type(argname="argument spec", value=spec, expected_type=type_hints["spec"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if annotations is not None:
            self._values["annotations"] = annotations
        if spec is not None:
            self._values["spec"] = spec

    @builtins.property
    def annotations(
        self,
    ) -> typing.Optional[typing.Mapping[builtins.str, builtins.str]]:
        '''Annotations of the claim.

        :schema: MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim#annotations
        '''
        result = self._values.get("annotations")
        return typing.cast(typing.Optional[typing.Mapping[builtins.str, builtins.str]], result)

    @builtins.property
    def spec(self) -> typing.Any:
        '''What it asks for.

        :schema: MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim#spec
        '''
        result = self._values.get("spec")
        return typing.cast(typing.Any, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesStorage",
    jsii_struct_bases=[],
    name_mapping={
        "endpoint": "endpoint",
        "external": "external",
        "in_cluster": "inCluster",
        "secret_ref": "secretRef",
        "type": "type",
    },
)
class MilvusSpecDependenciesStorage:
    def __init__(
        self,
        *,
        endpoint: typing.Optional[builtins.str] = None,
        external: typing.Optional[builtins.bool] = None,
        in_cluster: typing.Optional[typing.Union["MilvusSpecDependenciesStorageInCluster", typing.Dict[builtins.str, typing.Any]]] = None,
        secret_ref: typing.Optional[builtins.str] = None,
        type: typing.Optional["MilvusSpecDependenciesStorageType"] = None,
    ) -> None:
        '''Where vectors and indexes are.

        :param endpoint: Its host and port.
        :param external: Whether somebody else runs it.
        :param in_cluster: One that the operator runs, by a Helm chart.
        :param secret_ref: Secret with the keys accesskey and secretkey.
        :param type: Protocol of the object storage.

        :schema: MilvusSpecDependenciesStorage
        '''
        if isinstance(in_cluster, dict):
            in_cluster = MilvusSpecDependenciesStorageInCluster(**in_cluster)
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__a01c6d6f59ef5bb4d5668a0b377569b553c79bd51cdb5dbbd0ce651165750385)
            check_type(argname="argument endpoint", value=endpoint, expected_type=type_hints["endpoint"])
            check_type(argname="argument external", value=external, expected_type=type_hints["external"])
            check_type(argname="argument in_cluster", value=in_cluster, expected_type=type_hints["in_cluster"])
            check_type(argname="argument secret_ref", value=secret_ref, expected_type=type_hints["secret_ref"])
            check_type(argname="argument type", value=type, expected_type=type_hints["type"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if endpoint is not None:
            self._values["endpoint"] = endpoint
        if external is not None:
            self._values["external"] = external
        if in_cluster is not None:
            self._values["in_cluster"] = in_cluster
        if secret_ref is not None:
            self._values["secret_ref"] = secret_ref
        if type is not None:
            self._values["type"] = type

    @builtins.property
    def endpoint(self) -> typing.Optional[builtins.str]:
        '''Its host and port.

        :schema: MilvusSpecDependenciesStorage#endpoint
        '''
        result = self._values.get("endpoint")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def external(self) -> typing.Optional[builtins.bool]:
        '''Whether somebody else runs it.

        :schema: MilvusSpecDependenciesStorage#external
        '''
        result = self._values.get("external")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def in_cluster(self) -> typing.Optional["MilvusSpecDependenciesStorageInCluster"]:
        '''One that the operator runs, by a Helm chart.

        :schema: MilvusSpecDependenciesStorage#inCluster
        '''
        result = self._values.get("in_cluster")
        return typing.cast(typing.Optional["MilvusSpecDependenciesStorageInCluster"], result)

    @builtins.property
    def secret_ref(self) -> typing.Optional[builtins.str]:
        '''Secret with the keys accesskey and secretkey.

        :schema: MilvusSpecDependenciesStorage#secretRef
        '''
        result = self._values.get("secret_ref")
        return typing.cast(typing.Optional[builtins.str], result)

    @builtins.property
    def type(self) -> typing.Optional["MilvusSpecDependenciesStorageType"]:
        '''Protocol of the object storage.

        :schema: MilvusSpecDependenciesStorage#type
        '''
        result = self._values.get("type")
        return typing.cast(typing.Optional["MilvusSpecDependenciesStorageType"], result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecDependenciesStorage(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.data_type(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesStorageInCluster",
    jsii_struct_bases=[],
    name_mapping={
        "deletion_policy": "deletionPolicy",
        "pvc_deletion": "pvcDeletion",
        "values": "values",
    },
)
class MilvusSpecDependenciesStorageInCluster:
    def __init__(
        self,
        *,
        deletion_policy: typing.Optional["MilvusSpecDependenciesStorageInClusterDeletionPolicy"] = None,
        pvc_deletion: typing.Optional[builtins.bool] = None,
        values: typing.Any = None,
    ) -> None:
        '''One that the operator runs, by a Helm chart.

        :param deletion_policy: What becomes of it when the Milvus is deleted.
        :param pvc_deletion: Whether its volumes are deleted with it.
        :param values: Values of the chart.

        :schema: MilvusSpecDependenciesStorageInCluster
        '''
        if __debug__:
            type_hints = cached_type_hints(_typecheckingstub__46b8be9523467205a5e65343d61bb01423757d9631b81cac45d3275389463ad4)
            check_type(argname="argument deletion_policy", value=deletion_policy, expected_type=type_hints["deletion_policy"])
            check_type(argname="argument pvc_deletion", value=pvc_deletion, expected_type=type_hints["pvc_deletion"])
            check_type(argname="argument values", value=values, expected_type=type_hints["values"])
        self._values: typing.Dict[builtins.str, typing.Any] = {}
        if deletion_policy is not None:
            self._values["deletion_policy"] = deletion_policy
        if pvc_deletion is not None:
            self._values["pvc_deletion"] = pvc_deletion
        if values is not None:
            self._values["values"] = values

    @builtins.property
    def deletion_policy(
        self,
    ) -> typing.Optional["MilvusSpecDependenciesStorageInClusterDeletionPolicy"]:
        '''What becomes of it when the Milvus is deleted.

        :schema: MilvusSpecDependenciesStorageInCluster#deletionPolicy
        '''
        result = self._values.get("deletion_policy")
        return typing.cast(typing.Optional["MilvusSpecDependenciesStorageInClusterDeletionPolicy"], result)

    @builtins.property
    def pvc_deletion(self) -> typing.Optional[builtins.bool]:
        '''Whether its volumes are deleted with it.

        :schema: MilvusSpecDependenciesStorageInCluster#pvcDeletion
        '''
        result = self._values.get("pvc_deletion")
        return typing.cast(typing.Optional[builtins.bool], result)

    @builtins.property
    def values(self) -> typing.Any:
        '''Values of the chart.

        :schema: MilvusSpecDependenciesStorageInCluster#values
        '''
        result = self._values.get("values")
        return typing.cast(typing.Any, result)

    def __eq__(self, rhs: typing.Any) -> builtins.bool:
        return isinstance(rhs, self.__class__) and rhs._values == self._values

    def __ne__(self, rhs: typing.Any) -> builtins.bool:
        return not (rhs == self)

    def __repr__(self) -> str:
        return "MilvusSpecDependenciesStorageInCluster(%s)" % ", ".join(
            k + "=" + repr(v) for k, v in self._values.items()
        )


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesStorageInClusterDeletionPolicy"
)
class MilvusSpecDependenciesStorageInClusterDeletionPolicy(enum.Enum):
    '''What becomes of it when the Milvus is deleted.

    :schema: MilvusSpecDependenciesStorageInClusterDeletionPolicy
    '''

    DELETE = "DELETE"
    '''Delete.'''
    RETAIN = "RETAIN"
    '''Retain.'''


@jsii.enum(
    jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecDependenciesStorageType"
)
class MilvusSpecDependenciesStorageType(enum.Enum):
    '''Protocol of the object storage.

    :schema: MilvusSpecDependenciesStorageType
    '''

    MIN_IO = "MIN_IO"
    '''MinIO.'''
    S3 = "S3"
    '''S3.'''


@jsii.enum(jsii_type="kotaemon_cdk8simports_iomilvus.MilvusSpecMode")
class MilvusSpecMode(enum.Enum):
    '''One pod for everything, or one Deployment for each role.

    :schema: MilvusSpecMode
    '''

    CLUSTER = "CLUSTER"
    '''cluster.'''
    STANDALONE = "STANDALONE"
    '''standalone.'''


__all__ = [
    "Milvus",
    "MilvusProps",
    "MilvusSpec",
    "MilvusSpecComponents",
    "MilvusSpecComponentsDataNode",
    "MilvusSpecComponentsEnv",
    "MilvusSpecComponentsEnvValueFrom",
    "MilvusSpecComponentsEnvValueFromSecretKeyRef",
    "MilvusSpecComponentsImagePullSecrets",
    "MilvusSpecComponentsIndexNode",
    "MilvusSpecComponentsProxy",
    "MilvusSpecComponentsQueryNode",
    "MilvusSpecComponentsResources",
    "MilvusSpecComponentsTolerations",
    "MilvusSpecComponentsVolumeMounts",
    "MilvusSpecDependencies",
    "MilvusSpecDependenciesEtcd",
    "MilvusSpecDependenciesEtcdInCluster",
    "MilvusSpecDependenciesEtcdInClusterDeletionPolicy",
    "MilvusSpecDependenciesMsgStreamType",
    "MilvusSpecDependenciesPulsar",
    "MilvusSpecDependenciesPulsarInCluster",
    "MilvusSpecDependenciesPulsarInClusterDeletionPolicy",
    "MilvusSpecDependenciesRocksmq",
    "MilvusSpecDependenciesRocksmqPersistence",
    "MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim",
    "MilvusSpecDependenciesStorage",
    "MilvusSpecDependenciesStorageInCluster",
    "MilvusSpecDependenciesStorageInClusterDeletionPolicy",
    "MilvusSpecDependenciesStorageType",
    "MilvusSpecMode",
]

publication.publish()

def _typecheckingstub__81ed363a8a78b45bb1c04f6e7c75ddb93cd453adfbda69c31b4e8a2f6e979b60(
    scope: _constructs_77d1e7e8.Construct,
    id: builtins.str,
    *,
    metadata: typing.Optional[typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]]] = None,
    spec: typing.Optional[typing.Union[MilvusSpec, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__bbbb75b32cf26936b4d279931d37917bac857f5fc8aaa42fda7a6aa5e81d47a7(
    *,
    metadata: typing.Optional[typing.Union[_cdk8s_d3d9af27.ApiObjectMetadata, typing.Dict[builtins.str, typing.Any]]] = None,
    spec: typing.Optional[typing.Union[MilvusSpec, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__818beac234ab26b0265ebd265e15d0bc688bb90cdd7c078c17e70e2cbbb9a72b(
    *,
    components: typing.Optional[typing.Union[MilvusSpecComponents, typing.Dict[builtins.str, typing.Any]]] = None,
    config: typing.Any = None,
    dependencies: typing.Optional[typing.Union[MilvusSpecDependencies, typing.Dict[builtins.str, typing.Any]]] = None,
    mode: typing.Optional[MilvusSpecMode] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__e7604f81ef2a82858d3c4b590fac545a62fccb9a5bad5e4fbf17af978cbffcf0(
    *,
    data_node: typing.Optional[typing.Union[MilvusSpecComponentsDataNode, typing.Dict[builtins.str, typing.Any]]] = None,
    env: typing.Optional[typing.Sequence[typing.Union[MilvusSpecComponentsEnv, typing.Dict[builtins.str, typing.Any]]]] = None,
    image: typing.Optional[builtins.str] = None,
    image_pull_secrets: typing.Optional[typing.Sequence[typing.Union[MilvusSpecComponentsImagePullSecrets, typing.Dict[builtins.str, typing.Any]]]] = None,
    index_node: typing.Optional[typing.Union[MilvusSpecComponentsIndexNode, typing.Dict[builtins.str, typing.Any]]] = None,
    node_selector: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    priority_class_name: typing.Optional[builtins.str] = None,
    proxy: typing.Optional[typing.Union[MilvusSpecComponentsProxy, typing.Dict[builtins.str, typing.Any]]] = None,
    query_node: typing.Optional[typing.Union[MilvusSpecComponentsQueryNode, typing.Dict[builtins.str, typing.Any]]] = None,
    resources: typing.Optional[typing.Union[MilvusSpecComponentsResources, typing.Dict[builtins.str, typing.Any]]] = None,
    tolerations: typing.Optional[typing.Sequence[typing.Union[MilvusSpecComponentsTolerations, typing.Dict[builtins.str, typing.Any]]]] = None,
    version: typing.Optional[builtins.str] = None,
    volume_mounts: typing.Optional[typing.Sequence[typing.Union[MilvusSpecComponentsVolumeMounts, typing.Dict[builtins.str, typing.Any]]]] = None,
    volumes: typing.Optional[typing.Sequence[typing.Any]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__772cc38dbcd050f603f4b2894bff81a5c04889b416b5df8db5e44b43e0be1d30(
    *,
    replicas: typing.Optional[jsii.Number] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__515d81621599df4fddb35441de978376538df5c4d5374002f80e2d8489b73314(
    *,
    name: builtins.str,
    value_from: typing.Optional[typing.Union[MilvusSpecComponentsEnvValueFrom, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__52d21a21b9a7f73cac1a4a971d1770d066ed819900430985087edae96659de2f(
    *,
    secret_key_ref: typing.Optional[typing.Union[MilvusSpecComponentsEnvValueFromSecretKeyRef, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c3b1ff8138d94c9943dbca246384cca574a801215fefd3ff8bdf78d01dbe1ea9(
    *,
    key: builtins.str,
    name: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__af9da81b400b7672e2de631c904c0db190d69e1aaaeb5bc4cd762c0498b00979(
    *,
    name: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__026b7c613753f1d3c92bd1eefe652b727dd2ec39016147f8a1b9226718d0df56(
    *,
    replicas: typing.Optional[jsii.Number] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__fa58f8bfa5ae3b0002760ea8cd1a1c21f8cccf68c93f72d99245c32eca81eb81(
    *,
    replicas: typing.Optional[jsii.Number] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__ae264fb1ded1140d41b71a81e7502e38ce79f42df9531403e920ba4030878672(
    *,
    replicas: typing.Optional[jsii.Number] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__4e4168fa99f737485e1294fab446f7ccf8570bd4efc8ba00e961b5c88ddd477b(
    *,
    limits: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    requests: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__15cc6d649954d5f13bac190b03a950cb01a5e15d3318a0a15b8a55d4018a70c3(
    *,
    effect: typing.Optional[builtins.str] = None,
    key: typing.Optional[builtins.str] = None,
    operator: typing.Optional[builtins.str] = None,
    toleration_seconds: typing.Optional[jsii.Number] = None,
    value: typing.Optional[builtins.str] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__c3be513daf67d1d0f48ebe40916a036178d2d51c7c82a224f5b4a208d972f93d(
    *,
    mount_path: builtins.str,
    name: builtins.str,
    read_only: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__0aa9c3a944d44c16f5c133c841560eede5b4772382435a858fcba93b5f5a40de(
    *,
    etcd: typing.Optional[typing.Union[MilvusSpecDependenciesEtcd, typing.Dict[builtins.str, typing.Any]]] = None,
    msg_stream_type: typing.Optional[MilvusSpecDependenciesMsgStreamType] = None,
    pulsar: typing.Optional[typing.Union[MilvusSpecDependenciesPulsar, typing.Dict[builtins.str, typing.Any]]] = None,
    rocksmq: typing.Optional[typing.Union[MilvusSpecDependenciesRocksmq, typing.Dict[builtins.str, typing.Any]]] = None,
    storage: typing.Optional[typing.Union[MilvusSpecDependenciesStorage, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__faa56a55db05d712cd9f0ac59abcc873047f4871becdeb10827f2e5c22767919(
    *,
    in_cluster: typing.Optional[typing.Union[MilvusSpecDependenciesEtcdInCluster, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__5fb6b1757f88b0911acc98651fcf7f8957d971263e1ab43ba86fd16efb35398d(
    *,
    deletion_policy: typing.Optional[MilvusSpecDependenciesEtcdInClusterDeletionPolicy] = None,
    pvc_deletion: typing.Optional[builtins.bool] = None,
    values: typing.Any = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__74cdb70f7ee6a205a585a305a6633945b76f2185b97bd3e4a157c256d653e48e(
    *,
    in_cluster: typing.Optional[typing.Union[MilvusSpecDependenciesPulsarInCluster, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__256a92ca563455f42f9456ec94da48a8bf331f1c280bfaafbc48ed128d5a041a(
    *,
    deletion_policy: typing.Optional[MilvusSpecDependenciesPulsarInClusterDeletionPolicy] = None,
    pvc_deletion: typing.Optional[builtins.bool] = None,
    values: typing.Any = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__66c3d06790641ac89f758e41da360566add1bd79bdade29724fe0da83971183e(
    *,
    persistence: typing.Optional[typing.Union[MilvusSpecDependenciesRocksmqPersistence, typing.Dict[builtins.str, typing.Any]]] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__b08dcecc9a75dcb7dc3afd4af6ac627d8e7ea60dfc4f2bafb64f1270ab8106e3(
    *,
    enabled: typing.Optional[builtins.bool] = None,
    persistent_volume_claim: typing.Optional[typing.Union[MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim, typing.Dict[builtins.str, typing.Any]]] = None,
    pvc_deletion: typing.Optional[builtins.bool] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__f91b1f9d7e4761b3d466175666fc548d4f8e3fa35c83471fe52aca77d7776004(
    *,
    annotations: typing.Optional[typing.Mapping[builtins.str, builtins.str]] = None,
    spec: typing.Any = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__a01c6d6f59ef5bb4d5668a0b377569b553c79bd51cdb5dbbd0ce651165750385(
    *,
    endpoint: typing.Optional[builtins.str] = None,
    external: typing.Optional[builtins.bool] = None,
    in_cluster: typing.Optional[typing.Union[MilvusSpecDependenciesStorageInCluster, typing.Dict[builtins.str, typing.Any]]] = None,
    secret_ref: typing.Optional[builtins.str] = None,
    type: typing.Optional[MilvusSpecDependenciesStorageType] = None,
) -> None:
    """Type checking stubs"""
    pass

def _typecheckingstub__46b8be9523467205a5e65343d61bb01423757d9631b81cac45d3275389463ad4(
    *,
    deletion_policy: typing.Optional[MilvusSpecDependenciesStorageInClusterDeletionPolicy] = None,
    pvc_deletion: typing.Optional[builtins.bool] = None,
    values: typing.Any = None,
) -> None:
    """Type checking stubs"""
    pass
