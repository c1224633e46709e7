"""Backup: a pod that has what it needs to read all data of a deployment, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kotaemon_cdk8s import (
    AccessMode,
    AdmissionPolicies,
    Backup,
    BackupRepository,
    HostAccess,
    ImageInventory,
    KotaemonApp,
    MetadataDb,
    Observability,
    OptionError,
    Peer,
    Pod,
    PodHardening,
    PythonPackages,
    Quota,
    Retention,
    Scaling,
    SecretInventory,
    Security,
    ServerStorage,
    SslMode,
    Storage,
    Telemetry,
    VectorStore,
    WorkloadIdentity,
)
from kotaemon_cdk8s.security import pod_security
from kotaemon_cdk8s.tls import PUBLIC_AUTHORITIES

import cdk8s
import pytest

from tests.operations.backup_values import GUID, KEYS, PLACE, REPOSITORIES, ROLE, S3
from tests.support import KEY, Object, faulty, kotaemon, new_chart, one, refusal, synthesized

S3_HOSTS = {"s3.dualstack.eu-central-1.amazonaws.com", "kotaemon-backups.s3.dualstack.eu-central-1.amazonaws.com"}


def backed_up(app: dict[str, Any] | None = None, **options: Any) -> list[Object]:
    """The objects of a deployment with a backup."""
    chart = new_chart()
    Backup(chart, "backup", app=kotaemon(chart, **(app or {})), **{"repository": S3, **options})
    return synthesized(chart)


def on_servers(chart: cdk8s.Chart) -> KotaemonApp:
    """An app with PostgreSQL and Qdrant."""
    return kotaemon(
        chart,
        offline=True,
        python_packages=PythonPackages(index_url="https://pypi.example.com/simple"),
        metadata_db=MetadataDb.postgres(chart, "db", password=KEY),
        vector_store=VectorStore.qdrant(chart, "vectors", api_key=KEY),
    )


def pod_of(objects: list[Object]) -> Object:
    found: Object = one(objects, "CronJob")["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    return found


def containers(pod: Object) -> dict[str, Object]:
    return {item["name"]: item for item in (*pod["initContainers"], *pod["containers"])}


def environment(container: Object) -> dict[str, Any]:
    return {item["name"]: item.get("value", item.get("valueFrom")) for item in container["env"]}


def mounts(container: Object) -> dict[str, Object]:
    return {item["mountPath"]: item for item in container["volumeMounts"]}


def test_it_dumps_the_metadata_first_then_exports_then_stores() -> None:
    chart = new_chart()
    Backup(chart, "backup", app=on_servers(chart), repository=S3)
    pod = pod_of(synthesized(chart))
    assert list(containers(pod)) == ["install-packages", "metadata", "export", "store"]
    dump, export, store = (containers(pod)[name] for name in ("metadata", "export", "store"))
    assert dump["command"][1].endswith("/postgres_dump.sh")
    assert environment(dump)["PGHOST"] == "db"
    assert (
        dump["image"]
        == one(synthesized(chart), "StatefulSet", "db")["spec"]["template"]["spec"]["containers"][0]["image"]
    )
    assert export["command"][1:] == ["-m", "kotaemon_runtime.backup", "export", "/backup"]
    # The stores' credentials, and neither those of the models nor the administrator's.
    assert "KOTAEMON_DATABASE_PASSWORD" in environment(export)
    assert "KH_FEATURE_USER_MANAGEMENT_PASSWORD" not in environment(export)
    assert store["command"][2:6] == ["/backup", "kotaemon.kotaemon", "5%", "--keep-daily=7"]


@pytest.mark.parametrize("mode", [SslMode.VERIFY_CA, SslMode.VERIFY_FULL])
def test_the_dump_has_the_public_authorities_of_the_app_s_image(mode: SslMode) -> None:
    packages = PythonPackages(index_url="https://pypi.example.com/simple")
    database = MetadataDb.external("db.example.com", user="library", password=KEY, sslmode=mode)
    found = containers(pod_of(backed_up({"metadata_db": database, "python_packages": packages})))
    assert list(found) == ["install-packages", "authorities", "metadata", "export", "store"]
    copied, dump = found["authorities"], found["metadata"]
    assert copied["image"] == found["export"]["image"]
    _, source, target = copied["command"]
    assert source == PUBLIC_AUTHORITIES
    assert environment(dump)["PGSSLROOTCERT"] == target
    (folder,) = mounts(copied)
    assert target.startswith(f"{folder}/")
    assert mounts(dump)[folder] == mounts(copied)[folder]


def test_with_sqlite_there_is_no_dump() -> None:
    assert list(containers(pod_of(backed_up()))) == ["export", "store"]


def test_every_script_that_is_run_is_there() -> None:
    objects = backed_up()
    scripts = one(objects, "ConfigMap", "backup-scripts")["data"]
    run = [part for item in containers(pod_of(objects)).values() for part in item["command"] if part.endswith(".sh")]
    assert run
    assert {name.rpartition("/")[2] for name in run} <= set(scripts)


def test_the_program_that_is_run_is_in_the_runtime_package() -> None:
    objects = backed_up()
    (volume,) = [volume for volume in pod_of(objects)["volumes"] if volume["name"] == "runtime"]
    app, further = (source["configMap"] for source in volume["projected"]["sources"])
    assert app == {"name": one(objects, "ConfigMap", "kotaemon-runtime")["metadata"]["name"]}
    data = one(objects, "ConfigMap", further["name"])["data"]
    files = {item["path"]: data[item["key"]] for item in further["items"]}
    assert {"backup/__init__.py", "backup/__main__.py", "backup/exporting.py"} <= set(files)


def test_the_app_s_volume_is_read_only_everywhere() -> None:
    pod = pod_of(backed_up())
    data = [mount for item in containers(pod).values() for mount in item["volumeMounts"] if mount["name"] == "data"]
    assert data
    assert all(mount["readOnly"] for mount in data)


def test_it_has_no_rights_and_no_second_run() -> None:
    objects = backed_up()
    job = one(objects, "CronJob")["spec"]
    assert job["concurrencyPolicy"] == "Forbid"
    assert job["startingDeadlineSeconds"] == 3600
    assert job["jobTemplate"]["spec"]["activeDeadlineSeconds"] == 14400
    assert job["jobTemplate"]["spec"]["backoffLimit"] == 1
    pod = pod_of(objects)
    assert pod["automountServiceAccountToken"] is False
    assert one(objects, "ServiceAccount", "backup")["automountServiceAccountToken"] is False
    assert list(pod_security.violations(pod)) == []
    assert all(item["securityContext"]["readOnlyRootFilesystem"] for item in containers(pod).values())
    assert faulty(objects) == []


@pytest.mark.parametrize("mode", [AccessMode.READ_WRITE_ONCE, AccessMode.READ_WRITE_MANY])
def test_it_is_beside_the_app_where_only_one_node_has_the_volume(mode: AccessMode) -> None:
    objects = backed_up({"storage": Storage.claim(access_mode=mode)})
    affinity = pod_of(objects).get("affinity")
    if mode is AccessMode.READ_WRITE_MANY:
        assert affinity is None
        return
    (term,) = affinity["podAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    assert term["topologyKey"] == "kubernetes.io/hostname"
    assert term["labelSelector"]["matchLabels"] == one(objects, "Deployment")["spec"]["selector"]["matchLabels"]


def test_what_the_platform_asks_of_the_app_s_pod_holds_for_this_one() -> None:
    pod = pod_of(backed_up({"pod": Pod(hardening=PodHardening.openshift(runtime_class="gvisor"))}))
    assert pod["runtimeClassName"] == "gvisor"
    assert "runAsUser" not in pod["securityContext"]


@pytest.mark.parametrize("name", REPOSITORIES)
def test_each_repository(name: str) -> None:
    repository, url, variables, files = REPOSITORIES[name]
    objects = backed_up(repository=repository)
    pod = pod_of(objects)
    env = environment(containers(pod)["store"])
    assert env["RESTIC_REPOSITORY"] == url
    assert env["RESTIC_PASSWORD"] == {"secretKeyRef": {"name": "restic", "key": "password"}}
    known = {"HOME", "RESTIC_REPOSITORY", "RESTIC_PASSWORD", "RESTIC_CACHE_DIR", "RESTIC_PROGRESS_FPS"}
    assert set(env) - known == variables
    sources = [volume for volume in pod["volumes"] if volume["name"] == "repository-files"]
    secrets = [source["secret"] for volume in sources for source in volume["projected"]["sources"]]
    assert {item["path"] for secret in secrets for item in secret["items"]} == files
    assert faulty(objects) == []


def test_ssh_finds_its_configuration_and_a_name_for_its_user() -> None:
    objects = backed_up(repository=REPOSITORIES["sftp"][0])
    data = one(objects, "ConfigMap", "backup-scripts")["data"]
    places = mounts(containers(pod_of(objects))["store"])
    assert "StrictHostKeyChecking yes\n" in data["etc-ssh-ssh_config.txt"]
    assert places["/etc/ssh/ssh_config"]["subPath"] == "etc-ssh-ssh_config.txt"
    assert data["etc-passwd.txt"].split(":")[2] == str(pod_of(objects)["securityContext"]["runAsUser"])
    assert places["/etc/passwd"]["subPath"] == "etc-passwd.txt"


def test_an_identity_at_a_cloud_takes_the_place_of_keys() -> None:
    repository = BackupRepository.s3(**PLACE, workload_identity=WorkloadIdentity.aws(ROLE, region="eu-central-1"))
    objects = backed_up(repository=repository)
    annotations = one(objects, "ServiceAccount", "backup")["metadata"]["annotations"]
    assert annotations["eks.amazonaws.com/role-arn"] == ROLE
    azure = BackupRepository.azure(
        password=KEY, account="backups", container="kotaemon", workload_identity=WorkloadIdentity.azure(GUID)
    )
    template = one(backed_up(repository=azure), "CronJob")["spec"]["jobTemplate"]["spec"]["template"]
    assert template["metadata"]["labels"]["azure.workload.identity/use"] == "true"


def test_policies_let_it_to_the_stores_and_the_repository_and_nobody_to_it() -> None:
    chart = new_chart()
    app = on_servers(chart)
    Backup(chart, "backup", app=app, repository=S3)
    Security(chart, "security", app=app, hosts=HostAccess.CILIUM)
    objects = synthesized(chart)
    policy = one(objects, "NetworkPolicy", "backup")["spec"]
    template = one(objects, "CronJob")["spec"]["jobTemplate"]["spec"]["template"]
    assert policy["podSelector"]["matchLabels"].items() <= template["metadata"]["labels"].items()
    assert policy["ingress"] == []
    ports = {port["port"] for rule in policy["egress"] for port in rule["ports"]}
    assert ports == {53, 5432, 6333}
    (named,) = one(objects, "CiliumNetworkPolicy", "backup-hosts")["spec"]["egress"][1:]
    assert {name["matchName"] for name in named["toFQDNs"]} == {*S3_HOSTS, "pypi.example.com"}
    for store in ("db", "vectors"):
        rules = one(objects, "NetworkPolicy", store)["spec"]["ingress"]
        clients = [peer["podSelector"] for rule in rules for peer in rule["from"]]
        assert policy["podSelector"] in clients


def test_a_repository_in_the_cluster_needs_a_route() -> None:
    chart = new_chart()
    app = kotaemon(chart, offline=True)
    repository = BackupRepository.s3(**{**PLACE, "endpoint": "http://minio.storage.svc:9000"}, **KEYS)
    Backup(chart, "backup", app=app, repository=repository)
    error = refusal(lambda: Security(chart, "security", app=app))
    assert error.faults[0].value == "'minio.storage.svc'"
    minio = Peer.pods(labels={"app": "minio"}, namespace="storage")
    Security(chart, "security", app=app, routes={"minio.storage.svc": minio})
    rules = one(synthesized(chart), "NetworkPolicy", "backup")["spec"]["egress"]
    assert 9000 in {port["port"] for rule in rules for port in rule["ports"]}


def test_inventories_quota_and_admission_know_it() -> None:
    chart = new_chart()
    app = kotaemon(chart)
    before = ImageInventory.of(chart).images
    Backup(chart, "backup", app=app, repository=S3, scratch=ServerStorage(size="30Gi"))
    Quota(chart, "quota")
    AdmissionPolicies(chart, "admission")
    added = set(ImageInventory.of(chart).images) - set(before)
    assert [image.rpartition(":")[0] for image in added] == ["ghcr.io/restic/restic"]
    for scope in (app, chart):
        readers = {secret.name: secret.readers for secret in SecretInventory.of(scope).secrets}
        assert str(readers["restic"]["password"][0]) == "CronJob backup (store): variable RESTIC_PASSWORD"
    hard = one(synthesized(chart), "ResourceQuota")["spec"]["hard"]
    assert (hard["pods"], hard["persistentvolumeclaims"], hard["requests.storage"]) == ("2", "2", "40Gi")
    commands = "\n".join(SecretInventory.of(app).commands())
    assert "--from-literal=secret-access-key='…'" in commands
    assert '--from-literal=password="$(openssl' in commands


def test_deployments_never_share_snapshots() -> None:
    chart = new_chart()
    for name in ("one", "two"):
        Backup(chart, f"{name}-backup", app=kotaemon(chart, name), repository=S3)
    objects = synthesized(chart)
    hosts = [
        containers(item["spec"]["jobTemplate"]["spec"]["template"]["spec"])["store"]["command"][3]
        for item in objects
        if item["kind"] == "CronJob"
    ]
    assert hosts == ["kotaemon.one", "kotaemon.two"]
    other = kotaemon(chart, "three")
    Backup(chart, "third", app=other, repository=S3)
    assert "already" in str(refusal(lambda: Backup(chart, "again", app=other, repository=S3)))
    Backup(chart, "elsewhere", app=other, repository=REPOSITORIES["volume"][0])


OWN_VOLUME = BackupRepository.volume(password=KEY, claim="kotaemon-data")
REFUSED: dict[str, tuple[str, dict[str, Any]]] = {
    "no cron": ("schedule", {"schedule": "nightly"}),
    "a cron of six fields": ("schedule", {"schedule": "0 17 2 * * *"}),
    "an hour that is none": ("schedule", {"schedule": "0 25 * * *"}),
    "a zone in the cron": ("schedule", {"schedule": "TZ=Europe/Berlin 0 2 * * *"}),
    "a day that never comes": ("schedule", {"schedule": "0 2 31 2 *"}),
    "no time zone": ("time_zone", {"time_zone": "Berlin time"}),
    "the controller's own zone": ("time_zone", {"time_zone": "Local"}),
    "a run that is due before the last must have ended": ("deadline_minutes", {"schedule": "0 * * * *"}),
    "no deadline": ("deadline_minutes", {"deadline_minutes": 0}),
    "no start": ("starting_deadline_minutes", {"starting_deadline_minutes": 0}),
    "too many retries": ("retries", {"retries": 11}),
    "nothing to verify": ("verify", {"verify": "0%"}),
    "no percentage": ("verify", {"verify": "some"}),
    "a long name": ("name", {"name": "b" * 47}),
    "the app's own volume": ("repository", {"repository": OWN_VOLUME}),
    "a text for a repository": ("repository", {"repository": "s3:bucket"}),
    "scratch too small": ("size", {"scratch": lambda: ServerStorage(size="1Mi")}),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_work_is_refused(case: str) -> None:
    field, options = REFUSED[case]
    chart = new_chart()
    app = kotaemon(chart)

    def action() -> Backup:
        made = {name: value() if callable(value) else value for name, value in options.items()}
        return Backup(chart, "backup", app=app, **{"repository": S3, **made})

    error = refusal(action)
    assert error.faults[0].field == field
    assert chart.node.try_find_child("backup") is None


def test_a_volume_of_one_pod_only_is_refused() -> None:
    chart = new_chart()
    app = kotaemon(chart, storage=Storage.claim(access_mode=AccessMode.READ_WRITE_ONCE_POD))
    error = refusal(lambda: Backup(chart, "backup", app=app, repository=S3))
    assert "READ_WRITE_ONCE)" in error.faults[0].fix


def test_another_chart_is_refused() -> None:
    chart = new_chart()
    app = kotaemon(chart)
    other = new_chart("other", "kotaemon", chart.node.root)
    assert refusal(lambda: Backup(other, "backup", app=app, repository=S3)).faults[0].field == "app"


@pytest.mark.parametrize("later", [Security, Observability])
def test_what_would_not_know_of_it_must_come_later(later: Callable[..., Any]) -> None:
    chart = new_chart()
    app = kotaemon(chart, offline=True, telemetry=Telemetry.prometheus())
    options = {"runbooks": "https://wiki.example.com"} if later is Observability else {}
    later(chart, "later", app=app, **options)
    assert "before" in refusal(lambda: Backup(chart, "backup", app=app, repository=S3)).faults[0].fix


BAD_REPOSITORIES: dict[str, Callable[[], Any]] = {
    "bucket": lambda: BackupRepository.s3(**{**PLACE, "bucket": "B"}, **KEYS),
    "region": lambda: BackupRepository.s3(**{**PLACE, "region": "eu central"}, **KEYS),
    "endpoint": lambda: BackupRepository.s3(**PLACE, endpoint="https://s3.example.com/bucket", **KEYS),
    "prefix": lambda: BackupRepository.s3(**PLACE, prefix="../other", **KEYS),
    "workload_identity": lambda: BackupRepository.s3(**PLACE),
    "secret_access_key": lambda: BackupRepository.s3(**PLACE, access_key_id=KEY),
    "ca": lambda: BackupRepository.s3(**PLACE, endpoint="https://minio.storage.svc", **KEYS),
    "account": lambda: BackupRepository.azure(password=KEY, account="My-Account", container="abc", account_key=KEY),
    "container": lambda: BackupRepository.azure(password=KEY, account="backups", container="a--b", account_key=KEY),
    "user": lambda: BackupRepository.sftp(
        password=KEY, host="h.example.com", user="-x", path="/a", private_key=KEY, known_hosts=KEY
    ),
    "path": lambda: BackupRepository.sftp(
        password=KEY, host="h.example.com", user="u", path="/a b", private_key=KEY, known_hosts=KEY
    ),
    "claim": lambda: BackupRepository.volume(password=KEY, claim="A_B"),
    "daily": lambda: Retention(daily=0, weekly=0, monthly=0),
    "last": lambda: Retention(last=-1),
}


@pytest.mark.parametrize("field", BAD_REPOSITORIES)
def test_a_repository_that_cannot_work_is_refused(field: str) -> None:
    assert refusal(BAD_REPOSITORIES[field]).faults[0].field == field


def test_a_repository_without_a_password_is_refused() -> None:
    with pytest.raises(OptionError, match="password"):
        BackupRepository.volume(claim="backups")  # type: ignore[call-arg]
    assert "SecretRef" in str(refusal(lambda: BackupRepository.volume(claim="backups", password="secret")))  # type: ignore[arg-type]


def test_a_stopped_app_has_no_pod_and_keeps_all_else() -> None:
    objects = synthesized(kotaemon(scaling=Scaling.stopped()))
    assert one(objects, "Deployment")["spec"]["replicas"] == 0
    assert {item["kind"] for item in objects} == {item["kind"] for item in synthesized(kotaemon())}


def test_without_the_internet_the_repository_is_within_the_network() -> None:
    inside = BackupRepository.s3(**PLACE, endpoint="http://minio.storage.svc:9000", **KEYS)
    air_gapped = {"air_gapped": True}
    for repository in (inside, REPOSITORIES["volume"][0]):
        assert faulty(backed_up(air_gapped, repository=repository)) == []
    for name in ("s3", "gcs", "azure", "sftp"):
        error = refusal(lambda name=name: backed_up(air_gapped, repository=REPOSITORIES[name][0]))  # type: ignore[misc]
        assert error.faults[0].field == "repository"
        assert "air_gapped" in error.faults[0].fix


def test_vectors_in_memory_cannot_be_backed_up() -> None:
    memory = VectorStore.in_memory(vectors_are_lost_at_restart=True)
    assert refusal(lambda: backed_up({"vector_store": memory})).faults[0].field == "app"
