"""All images that the library writes: one table, each tag as its publisher lists it.

A tag stands here once it was looked up; the source is beside it. Digests are the user's to
give (`ImageSources`, or `digest=...` of an image): none could be looked up where this was
written. No other module holds an image.
"""

from __future__ import annotations

from kotaemon_cdk8s.container_image import ServerImage

KOTAEMON_REPOSITORY = "ghcr.io/cinnamon/kotaemon"
"""Cinnamon/kotaemon, .github/workflows/build-push-docker.yaml; tags `<version>-lite`, `-full` and
`-ollama`, without a `v`, for amd64 and arm64. `Image` makes them."""

KOTAEMON_VERSION = "0.11.3"
"""Cinnamon/kotaemon, git tag v0.11.3: the newest release."""

POSTGRES = ServerImage("docker.io/library/postgres", "18.6-trixie")
"""docker-library/official-images at 37079fb (2026-08-22), library/postgres."""

CLOUDNATIVE_PG = ServerImage("ghcr.io/cloudnative-pg/postgresql", "18.6-minimal-trixie")
"""cloudnative-pg/cloudnative-pg, docs/src/bootstrap.md (18.6); flavours: cloudnative-pg/postgres-containers, README."""

CHROMA = ServerImage("docker.io/chromadb/chroma", "1.5.9")
"""chroma-core/chroma, release 1.5.9; the image's layout: rust/Dockerfile."""

QDRANT = ServerImage("docker.io/qdrant/qdrant", "v1.18.3-unprivileged")
"""qdrant/qdrant v1.18.3, .github/workflows/docker-image.yml: `-unprivileged` is built with USER_ID=1000."""

MILVUS = ServerImage("docker.io/milvusdb/milvus", "v2.5.26")
"""https://milvus.io/docs/v2.5.x/release_notes.md, release of 2026-01-27."""

FLUENT_BIT = ServerImage("docker.io/fluent/fluent-bit", "5.1.1")
"""fluent/fluent-bit-docs, installation/downloads/docker.md."""

ELASTICSEARCH = ServerImage("docker.elastic.co/elasticsearch/elasticsearch", "8.19.20")
"""elastic/cloud-on-k8s, .buildkite/e2e/nightly-main-matrix.yaml."""

OLLAMA = ServerImage("docker.io/ollama/ollama", "0.32.15")
"""ollama/ollama v0.32.15, .github/workflows/release.yaml (docker-merge-push: the version without `v`); amd64, arm64."""

OLLAMA_ROCM = ServerImage("docker.io/ollama/ollama", "0.32.15-rocm")
"""ollama/ollama v0.32.15, the same workflow, suffix `-rocm`; amd64."""

TEXT_EMBEDDINGS_INFERENCE = ServerImage("ghcr.io/huggingface/text-embeddings-inference", "cpu-1.9.3")
"""huggingface/text-embeddings-inference v1.9.3, .github/workflows (matrix.json, build.yaml); amd64."""

TEXT_EMBEDDINGS_INFERENCE_CUDA = ServerImage("ghcr.io/huggingface/text-embeddings-inference", "cuda-1.9.3")
"""huggingface/text-embeddings-inference v1.9.3, `cuda-` (Dockerfile-cuda-all): Turing to Blackwell in one; amd64."""

VLLM = ServerImage("docker.io/vllm/vllm-openai", "v0.30.0")
"""vllm-project/vllm, docs/deployment/docker.md; its `v<version>` tags. CUDA 13: NVIDIA's driver 580 or newer."""

VLLM_ROCM = ServerImage("docker.io/vllm/vllm-openai-rocm", "v0.30.0")
"""vllm-project/vllm, docs/getting_started/installation/gpu.md; amd64."""

RESTIC = ServerImage("ghcr.io/restic/restic", "0.19.1")
"""restic/restic, git tag v0.19.1; .github/workflows/docker.yml (the version without `v`); amd64, arm64."""

OAUTH2_PROXY = ServerImage("quay.io/oauth2-proxy/oauth2-proxy", "v7.15.3")
"""oauth2-proxy/oauth2-proxy, git tag v7.15.3 and CHANGELOG.md; the image's tag is the git tag (Makefile)."""
