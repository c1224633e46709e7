"""What the app asks the internet for by itself, and an app in a network without one.

`FETCHES` has all of it but what an option names as an address (a model provider, a store). The
bindings of the features take their hosts from it, and docs/reference/downloads.md is written
from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kotaemon_cdk8s.hosts import one_name, where
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.wiring import Component, Endpoint, Wiring


@dataclass(frozen=True)
class Fetch:
    """Something that is asked of the internet.

    Args:
        feature: What asks, in the words of the options.
        what: What it wants.
        when: When it asks.
        hosts: Whom.
        closed_by: What makes it ask nobody, or a host of yours.
        source: Where the app, or its package, does so.
    """

    feature: str
    what: str
    when: str
    hosts: tuple[str, ...]
    closed_by: str
    source: str


_HUB = ("huggingface.co",)
_SEEDED = "`downloads=Downloads(claim=…)` with the files, or `Downloads(hugging_face=…)`, a mirror"

FETCHES: dict[str, Fetch] = {
    "tokenizer": Fetch(
        "every app",
        "a tokenizer of Mistral's",
        "at each start; 62 s of retries if names do not resolve (measured)",
        _HUB,
        "`offline`; or `Downloads(hugging_face=…)`, a mirror",
        "langchain-mistralai, langchain_mistralai/embeddings.py",
    ),
    "token tables": Fetch(
        "every app; `Index.nano_graphrag`, `Index.lightrag`",
        "token tables of tiktoken: cl100k_base at each start, o200k_base at the first file",
        "never",
        ("openaipublic.blob.core.windows.net",),
        "always closed: cl100k_base is in the image, and stands for the others",
        "tiktoken 0.11.0, tiktoken_ext/openai_public.py; nano_graphrag/_op.py; lightrag/utils.py",
    ),
    "language data": Fetch(
        "every app",
        "NLTK's stop words and sentence model",
        "at each start; 134 s each if packets are dropped (measured)",
        ("raw.githubusercontent.com",),
        "`offline`: files are indexed without the data (measured)",
        "llama-index-core 0.10.68, llama_index/core/utils.py",
    ),
    "unstructured": Fetch(
        "every app",
        "NLTK's tagger and sentence model, for .docx and, in the full image, .pptx, .doc and .xls",
        "at the first such file, which fails if it cannot be had (tried)",
        ("utic-public-cf.s3.amazonaws.com",),
        "`offline`: the text is the same without the data (tried with .docx)",
        "unstructured 0.15.14, unstructured/nlp/tokenize.py",
    ),
    "release notes": Fetch(
        "every app",
        "release notes for the *Help* page",
        "at each start; 134 s if packets are dropped (measured)",
        ("api.github.com",),
        "`offline`",
        "libs/ktem/ktem/pages/help.py",
    ),
    "usage reports": Fetch(
        "every app",
        "nothing: it sends usage reports of gradio, chromadb and unstructured",
        "never",
        ("api.gradio.app", "us.i.posthog.com", "packages.unstructured.io"),
        "always closed",
        "gradio 4.39.0, chromadb 0.5.16 and unstructured 0.15.14",
    ),
    "pdf viewer": Fetch(
        "every app",
        "PDF.js",
        "never",
        ("github.com",),
        "always closed: it is in the image, at the path in `PDFJS_PREBUILT_DIR`",
        "Dockerfile; libs/ktem/ktem/assets/__init__.py",
    ),
    "scripts": Fetch(
        "every app",
        "scripts: PDF preview, `@` in the chat, mind maps, search for highlights",
        "in each user's browser, with each page",
        ("cdn.skypack.dev", "cdnjs.cloudflare.com", "cdn.jsdelivr.net"),
        "`Downloads(browser_scripts=…)`, a mirror that browsers reach",
        "libs/ktem/ktem/app.py, `make`",
    ),
    "fonts": Fetch(
        "every app",
        "fonts, and a script for pages in frames",
        "in each user's browser, with each page",
        ("fonts.googleapis.com", "fonts.gstatic.com", "cdnjs.cloudflare.com"),
        "nothing: without them the browser takes its own fonts",
        "libs/ktem/ktem/assets/theme.py; gradio 4.39.0, templates/frontend/index.html",
    ),
    "web pages": Fetch(
        "every app",
        "web pages that a user gives as documents",
        "when a user indexes a URL",
        ("r.jina.ai",),
        "nothing: the field stays, and the request fails",
        "libs/kotaemon/kotaemon/loaders/web_loader.py",
    ),
    "images": Fetch(
        "every app, with the full image",
        "a layout model, for .png, .jpg and .tiff",
        "at the first image",
        _HUB,
        _SEEDED,
        "unstructured 0.15.14, unstructured/partition/utils/constants.py",
    ),
    "docling models": Fetch(
        "`DocumentReaders(docling=True)`",
        "Docling's models (`ds4sd/docling-models`)",
        "at the first PDF",
        _HUB,
        _SEEDED,
        "docling 2.5.2, docling/pipeline/standard_pdf_pipeline.py",
    ),
    "docling characters": Fetch(
        "`DocumentReaders(docling=True)`",
        "EasyOCR's models",
        "at the first PDF",
        ("github.com",),
        "`downloads=Downloads(claim=…)` with the files",
        "easyocr 1.7.2, easyocr/config.py; docling 2.5.2, docling/models/easyocr_model.py",
    ),
    "packages": Fetch(
        "PostgreSQL; `Index.nano_graphrag`, `Index.lightrag`",
        "Python packages that the image lacks",
        "at the start of each pod",
        ("pypi.org", "files.pythonhosted.org"),
        "`python_packages=PythonPackages(index_url=…)`, or an image that has them",
        "the library's init container",
    ),
    "tavily": Fetch(
        "`WebSearch.tavily`",
        "what it finds",
        "when a user asks for it",
        ("api.tavily.com",),
        "`WebSearch.off()`, the default",
        "tavily-python 0.7.12, tavily/tavily.py",
    ),
    "jina": Fetch(
        "`WebSearch.jina`",
        "what it finds",
        "when a user asks for it",
        ("s.jina.ai",),
        "`WebSearch.off()`, the default",
        "libs/kotaemon/kotaemon/indices/retrievers/jina_web_search.py",
    ),
    "agents": Fetch(
        "`ReasoningPipeline.REACT`, `REWOO`",
        "what their tools Google and Wikipedia find",
        "when a user has ticked the tool",
        ("www.google.com", "en.wikipedia.org"),
        "`Reasoning(agent_tools=…)` without the two; left out with `air_gapped`",
        "googlesearch-python 1.2.5; wikipedia 1.4.0; libs/kotaemon/kotaemon/agents/tools",
    ),
    "sign-on": Fetch(
        "`Mode.google`, `Mode.demo`",
        "who the user is",
        "at each login",
        ("accounts.google.com", "oauth2.googleapis.com", "openidconnect.googleapis.com", "www.googleapis.com"),
        "`Mode.keycloak` or `Mode.login`",
        "https://accounts.google.com/.well-known/openid-configuration",
    ),
}


def hosts_of(*features: str) -> tuple[Endpoint, ...]:
    """Whom the features ask, by the table."""
    return tuple(dict.fromkeys(Endpoint(host, 443) for feature in features for host in FETCHES[feature].hosts))


def check_air_gap(
    at: At,
    declared: Iterable[tuple[str, Component]],
    wiring: Wiring,
    *,
    internal_hosts: Sequence[str],
) -> None:
    """Refuse whatever would reach the internet.

    Args:
        at: Where to complain.
        declared: The components of the wiring, in its order, each with the option that holds it.
        wiring: What they use.
        internal_hosts: Hosts that are of the user's own network, whatever they are called.

    Raises:
        OptionError: A component asks a public host, or hosts that its package chooses; or an
            internal host is none that the app asks.
    """
    internal = {one_name(host) for host in internal_hosts}
    asked: set[str] = set()
    for (option, component), edge in zip(declared, wiring.edges, strict=True):
        points = (*edge.binding.endpoints, *(point for pod in edge.binding.workloads for point in pod.endpoints))
        for point in points:
            name = one_name(point.host)
            asked.add(name)
            at.require(
                name in internal or not where(point.host).may_be_public,
                option,
                point.host,
                f"{component.component} asks {point.host}, and air_gapped=True is for a network without the internet",
                _fix(point.host),
            )
        reason = edge.binding.asks_internet
        at.require(
            reason is None,
            option,
            component.component,
            f"{reason}, and air_gapped=True is for a network without the internet",
            "leave it out, or air_gapped",
        )
    for host in internal_hosts:
        at.require(
            one_name(host) in asked and where(host).may_be_public,
            "internal_hosts",
            host,
            "the app asks no such host, or it is internal by its name already, so it would have no effect",
            f"leave it out; the app asks {', '.join(sorted(asked)) or 'none'}",
        )


def _fix(host: str) -> str:
    closed = [fetch.closed_by for fetch in FETCHES.values() if host in fetch.hosts]
    own = "if it is a host of your own network, name it in internal_hosts; a Service is one by 'name.namespace.svc'"
    return f"{closed[-1]}; {own}" if closed else f"take a server within the network; {own}"
