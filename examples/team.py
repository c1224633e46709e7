"""The deployment `team`."""

from kotaemon_cdk8s import (
    Exposure,
    GatewayController,
    Image,
    KotaemonApp,
    Namespace,
    OpenAI,
    Peer,
    Pod,
    Reasoning,
    ReasoningPipeline,
    Resources,
    SecretRef,
    Security,
    Storage,
    UserInterface,
)

import cdk8s

from examples.company import login


def team(app: cdk8s.App) -> cdk8s.Chart:
    """The embedded app as a team runs it: more file types, a bigger volume, OpenAI."""
    chart = cdk8s.Chart(app, "team", namespace="kotaemon-team")
    Namespace(chart, "namespace")
    gateway = OpenAI(api_key=SecretRef("openai", "api-key"), base_url=SecretRef("openai", "base-url"))
    kotaemon = KotaemonApp(
        chart,
        "kotaemon",
        admin_password=SecretRef("kotaemon-admin", "password"),
        image=Image.full(),
        offline=True,
        storage=Storage.claim("50Gi"),
        models=[gateway.chat("gpt-4o-mini"), gateway.embeddings("text-embedding-3-large")],
        reasoning=Reasoning(
            pipelines=[ReasoningPipeline.SIMPLE, ReasoningPipeline.DECOMPOSE, ReasoningPipeline.REACT],
            multimodal=True,
        ),
        user_interface=UserInterface(
            app_name="Team Library",
            chat_suggestions=["Summarize this document", "What are the open questions in it?"],
        ),
        resources=Resources(cpu_request="1", memory_request="3Gi", memory_limit="8Gi"),
        pod=Pod(priority_class="team-services"),
        exposures=[
            Exposure.gateway(
                gateway="public",
                namespace="gateways",
                host="library.example.com",
                controller=GatewayController.istio(),
            )
        ],
        auth_proxy=login(),
    )
    Security(
        chart,
        "security",
        app=kotaemon,
        # Its URL is in the Secret.
        further_hosts=["models.example.com:443"],
        routes={
            "models.example.com": Peer.cidrs("203.0.113.0/28"),
            "login.example.com": Peer.cidrs("203.0.113.32/32"),
        },
    )
    return chart
