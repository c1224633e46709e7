"""`kotaemon.env`: variables become options; credentials become references to Secrets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kotaemon_cdk8s.errors import OptionError
from kotaemon_cdk8s.kotaemon_app.contract import check_env, row_name, table
from kotaemon_cdk8s.kotaemon_app.features import ReasoningPipeline
from kotaemon_cdk8s.migration.code import Call, Expression, Name, call, evaluate, source
from kotaemon_cdk8s.migration.ledger import Ledger
from kotaemon_cdk8s.migration.plan import Plan, refused, routes_to, secret
from kotaemon_cdk8s.migration.values import Withheld
from kotaemon_cdk8s.options import At

_ENV = ("kotaemon", "env")
_INDEX_URL = "https://pypi.org/simple"
_FOLLOWS = "the library sets what the pod needs of it"


class Environment:
    """The variables of the app's container, as the chart would have set them."""

    def __init__(self, ledger: Ledger, plan: Plan) -> None:
        self._ledger = ledger
        self._plan = plan
        self._reasoning: dict[str, Expression] = {}
        self._documents: dict[str, Expression] = {}

    def run(self) -> None:
        """Say all of them."""
        self._openai()
        self._azure()
        self._ollama()
        self._access()
        self._documents_and_search()
        self._answers()
        self._graphs()
        for name in list(self._ledger.mapping(*_ENV)):
            self._other(name)

    def text(self, name: str) -> str | None:
        """What is written there, as Helm's `quote` makes it; None for a Secret, and for nothing."""
        value = self._ledger.get(*_ENV, name)
        if isinstance(value, bool):
            return str(value).lower()
        return str(value) if isinstance(value, str | int | float) and value != "" else None

    def on(self, name: str) -> bool:
        """Whether it is switched on."""
        return (self.text(name) or "").lower() in ("y", "yes", "t", "true", "on", "1")

    def reference(self, name: str) -> Call | None:
        """The Secret that holds it: the one that is named, or one that the text must go to."""
        value = self._ledger.get(*_ENV, name)
        if isinstance(value, Withheld) or self.text(name) is not None:
            return secret(f"{self._plan.name}-env", name)
        named = self._ledger.mapping(*_ENV, name, "valueFrom", "secretKeyRef")
        if not isinstance(named.get("name"), str) or not isinstance(named.get("key"), str):
            return None
        found = secret(named["name"], named["key"])
        return None if refused(found) else found

    def _said(self, name: str, to: str) -> None:
        clear = isinstance(self._ledger.get(*_ENV, name), Withheld)
        self._ledger.mapped(*_ENV, name, to=to + ("; its value stood in clear text: make a new one" if clear else ""))

    def _option(self, option: str, value: Expression, names: tuple[str, ...]) -> None:
        self._plan.options[option] = value
        for name in names:
            self._said(name, f"{option}={source(value)}")

    def _openai(self) -> None:
        names = ("OPENAI_API_KEY", "OPENAI_API_BASE", "OPENAI_CHAT_MODEL", "OPENAI_EMBEDDINGS_MODEL")
        if not any(self._ledger.get(*_ENV, name) for name in names):
            return
        base = self.text("OPENAI_API_BASE")
        base_url = None if base is None or base.rstrip("/") == "https://api.openai.com/v1" else base
        key = self.reference("OPENAI_API_KEY")
        if key is None and base_url is None:
            key = secret("openai", "api-key")
        provider = call("OpenAI", api_key=key, base_url=base_url)
        # What the image itself takes where nothing is said (flowsettings.py of v0.11.3).
        wanted = {
            "chat": self.text("OPENAI_CHAT_MODEL") or "gpt-4o-mini",
            "embeddings": self.text("OPENAI_EMBEDDINGS_MODEL") or "text-embedding-3-large",
        }
        if self._models("openai", provider, wanted, base_url, names):
            self._said("OPENAI_API_KEY", f"{source(provider)}: the app follows the Secret at every start")

    def _azure(self) -> None:
        endpoint, key = self.text("AZURE_OPENAI_ENDPOINT"), self.reference("AZURE_OPENAI_API_KEY")
        if endpoint is None or key is None:
            return
        provider = call("AzureOpenAI", endpoint=endpoint, api_key=key, api_version=self.text("OPENAI_API_VERSION"))
        parts = {
            "chat": "AZURE_OPENAI_CHAT_DEPLOYMENT",
            "embeddings": "AZURE_OPENAI_EMBEDDINGS_DEPLOYMENT",
            "vision": "OPENAI_VISION_DEPLOYMENT_NAME",
        }
        wanted = {method: name for method, variable in parts.items() if (name := self.text(variable))}
        names = ("AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY", "OPENAI_API_VERSION", *parts.values())
        self._models("azure", provider, wanted, endpoint, names)

    def _ollama(self) -> None:
        url = self.text("KH_OLLAMA_URL")
        if url is None:
            return
        root = url.rstrip("/").removesuffix("/v1")
        wanted = {
            method: name
            for method, variable in (("chat", "LOCAL_MODEL"), ("embeddings", "LOCAL_MODEL_EMBEDDINGS"))
            if (name := self.text(variable))
        }
        names = ("KH_OLLAMA_URL", "LOCAL_MODEL", "LOCAL_MODEL_EMBEDDINGS")
        self._models("ollama", call("Ollama", url=root), wanted, root, names)

    def _models(
        self, variable: str, provider: Call, wanted: Mapping[str, str], url: str | None, names: tuple[str, ...]
    ) -> bool:
        """Declare models, unless the library refuses one, or nobody can tell where the server is."""
        routes = routes_to(url) if url else {}
        # An entry of this name is there already, with the key in clear text: it is taken over.
        taken = variable if self._plan.request.adopt_volume and variable != "ollama" else None
        models = [
            call(f"{variable}.{method}", model, name=taken if method != "vision" else None)
            for method, model in wanted.items()
        ]
        cause = refused(provider)
        if cause is None:
            value = {variable: evaluate(provider, {})}
            causes = [found for model in models if (found := refused(model, value))]
            cause = causes[0] if causes else None
        if cause is None and routes is None:
            cause = "nobody can tell from its name where the host is: give Security a route to it"
        if cause is not None or not models:
            for name in names:
                text = f"the models are not declared: {cause or 'none is named'}"
                self._ledger.to_decide(*_ENV, name, text=text)
            return False
        self._plan.providers[variable] = provider
        declared = self._plan.options.setdefault("models", [])
        self._plan.options["models"] = [*_list(declared), *models]
        if routes:
            self._plan.security["routes"] = {**_dict(self._plan.security.get("routes", {})), **routes}
        for name in names:
            if name != "OPENAI_API_KEY":
                self._said(name, f"models: {', '.join(map(source, models))} of {source(provider)}")
        return True

    def _access(self) -> None:
        password = self.reference("KH_FEATURE_USER_MANAGEMENT_PASSWORD")
        self._plan.options["admin_password"] = password or secret(f"{self._plan.name}-admin", "password")
        self._said("KH_FEATURE_USER_MANAGEMENT_PASSWORD", f"admin_password={source(password)}")
        admin = self.text("KH_FEATURE_USER_MANAGEMENT_ADMIN")
        if admin is not None and admin != "admin":
            self._option("admin_username", admin, ("KH_FEATURE_USER_MANAGEMENT_ADMIN",))
        self._ledger.not_needed(*_ENV, "KH_FEATURE_USER_MANAGEMENT_ADMIN", why="it is the default")
        if self.on("KH_FEATURE_USER_MANAGEMENT"):
            self._ledger.not_needed(*_ENV, "KH_FEATURE_USER_MANAGEMENT", why="Mode.login() is the default")

    def _documents_and_search(self) -> None:
        for endpoint, key in (
            ("AZURE_DI_ENDPOINT", "AZURE_DI_CREDENTIAL"),
            ("AZURE_DOC_INTELLIGENCE_ENDPOINT", "AZURE_DOC_INTELLIGENCE_KEY"),
        ):
            url, credential = self.text(endpoint), self.reference(key)
            if url and credential and "azure" not in self._documents:
                azure = call("AzureDocumentIntelligence", endpoint=url, credential=credential)
                if refused(azure) is None and routes_to(url) == {}:
                    self._documents["azure"] = azure
                    for name in (endpoint, key):
                        self._said(name, f"documents: {source(azure)}, by the names that the app does read")
        self._docling()
        adobe = [self.reference(f"PDF_SERVICES_CLIENT_{part}") for part in ("ID", "SECRET")]
        if all(adobe):
            self._documents["adobe"] = call("AdobePdfServices", client_id=adobe[0], client_secret=adobe[1])
            for part in ("ID", "SECRET"):
                self._said(f"PDF_SERVICES_CLIENT_{part}", "documents: AdobePdfServices(...)")
        self._number("PDF_LOADER_DPI", self._documents, "pdf_dpi", "DocumentReaders", int)
        jina, tavily = self.reference("JINA_API_KEY"), self.reference("TAVILY_API_KEY")
        if jina:
            self._documents["jina_api_key"] = jina
            self._said("JINA_API_KEY", f"documents: jina_api_key={source(jina)}")
        if tavily:
            self._option("web_search", call("WebSearch.tavily", tavily), ("TAVILY_API_KEY",))
        if self._documents:
            self._plan.options["documents"] = Call("DocumentReaders", (), self._documents)

    def _docling(self) -> None:
        containers = self._ledger.get("initContainers")
        installs = [
            index
            for index, container in enumerate(containers if isinstance(containers, list) else [])
            if isinstance(container, Mapping) and "docling" in str(container.get("command", ""))
        ]
        if self.on("USE_DOCLING") or installs:
            self._documents["docling"] = True
        else:
            self._ledger.not_needed(*_ENV, "USE_DOCLING", why="nothing in Kotaemon reads it, and it is off")
        self._said("USE_DOCLING", "documents=DocumentReaders(docling=True), with Image.full(), which has it")
        for index in installs:
            self._ledger.mapped(
                "initContainers",
                index,
                to="documents=DocumentReaders(docling=True): what it installed never reached the app's container",
            )

    def _answers(self) -> None:
        for name, option in (("USE_MULTIMODAL", "multimodal"), ("USE_LOW_LLM_REQUESTS", "low_llm_requests")):
            if self.on(name):
                self._reasoning[option] = True
            self._said(name, f"reasoning: {option}={self.on(name)}")
        if self._ledger.get("kotaemon", "config", "multimodal") is True:
            self._reasoning["multimodal"] = True
        self._ledger.mapped(
            "kotaemon",
            "config",
            "multimodal",
            to=f"reasoning: multimodal={'multimodal' in self._reasoning}; no template read it",
        )
        self._number("CONTEXT_RELEVANT_WARNING_SCORE", self._reasoning, "relevance_warning_score", "Reasoning", float)
        self._pipelines()
        if self._reasoning:
            self._plan.options["reasoning"] = Call("Reasoning", (), self._reasoning)

    def _pipelines(self) -> None:
        path = ("kotaemon", "config", "reasonings")
        pipelines = self._ledger.get(*path)
        if pipelines is None:
            return
        known = {each.value: Name(f"ReasoningPipeline.{each.name}") for each in ReasoningPipeline}
        chosen = pipelines if isinstance(pipelines, list) else []
        if not chosen or not all(isinstance(each, str) for each in chosen) or len(set(chosen)) < len(chosen):
            self._ledger.to_decide(*path, text="is no list of different pipelines; the image's four are offered")
            return
        if chosen == list(known):
            self._ledger.not_needed(*path, why="these four are the default")
            return
        foreign = [each for each in chosen if each not in known]
        if foreign:
            text = "names pipelines that the image does not have; the image's four are offered (Image.derived)"
            self._ledger.to_decide(*path, text=text)
            return
        trial = {**self._reasoning, "pipelines": [known[each] for each in chosen]}
        cause = refused(Call("Reasoning", (), trial))
        if cause:
            self._ledger.to_decide(*path, text=f"the image's four are offered: {cause}")
            return
        self._reasoning["pipelines"] = trial["pipelines"]
        self._ledger.mapped(*path, to=f"reasoning: pipelines={source(trial['pipelines'])}")

    def _number(
        self,
        name: str,
        into: dict[str, Expression],
        option: str,
        group: str,
        kind: Callable[[str], int | float],
    ) -> None:
        text = self.text(name)
        if text is None:
            return
        try:
            number = kind(text)
        except ValueError:
            self._ledger.to_decide(*_ENV, name, text="is no number; the app would not start. The default is kept")
            return
        cause = refused(Call(group, (), {option: number}))
        if cause:
            self._ledger.to_decide(*_ENV, name, text=f"the default is kept: {cause}")
            return
        into[option] = number
        self._said(name, f"{group}({option}={number})")

    def _graphs(self) -> None:
        graphs: list[Expression] = []
        search = self.text("USE_GLOBAL_GRAPHRAG")
        everywhere = search is None or self.on("USE_GLOBAL_GRAPHRAG")
        options: dict[str, Expression] = {} if everywhere else {"global_search": False}
        for name, method in (("USE_NANO_GRAPHRAG", "nano_graphrag"), ("USE_LIGHTRAG", "lightrag")):
            if self.on(name):
                index = Call(f"Index.{method}", (), options)
                graphs.append(index)
                self._said(name, f"indices: {source(index)}, its package installed at the start")
            self._ledger.not_needed(*_ENV, name, why="it is off, as without it")
        if self.on("USE_MS_GRAPHRAG"):
            key = self.reference("GRAPHRAG_API_KEY") or self.reference("OPENAI_API_KEY")
            if key is None:
                self._ledger.to_decide(
                    *_ENV, "USE_MS_GRAPHRAG", text="needs a key: add Index.graphrag(api_key=SecretRef(...)) to indices"
                )
            else:
                graphs.append(call("Index.graphrag", api_key=key))
                for name in ("USE_MS_GRAPHRAG", "GRAPHRAG_API_KEY"):
                    self._said(name, f"indices: Index.graphrag(api_key={source(key)})")
        self._ledger.not_needed(*_ENV, "USE_MS_GRAPHRAG", why="it is off, as without it")
        self._ledger.not_needed(
            *_ENV, "USE_CUSTOMIZED_GRAPHRAG_SETTING", why="Index.graphrag() writes the settings that it is given"
        )
        if graphs:
            self._plan.options["indices"] = [call("Index.files"), *graphs]
            self._ledger.mapped(*_ENV, "USE_GLOBAL_GRAPHRAG", to="indices: global_search")
            self._plan.options["python_packages"] = packages()
        self._ledger.not_needed(*_ENV, "USE_GLOBAL_GRAPHRAG", why="there is no graph that could be searched")

    def _other(self, name: str) -> None:
        path = (*_ENV, name)
        entry = table().get(("env", row_name(name)))
        dead = table().get(("dead", name))
        if (entry is not None and entry.option == "the library") or name == "GRADIO_SERVER_PORT":
            self._ledger.not_needed(*path, why=_FOLLOWS)
        elif entry is not None and entry.option:
            self._ledger.to_decide(*path, text=f"left out: the option `{entry.option}` of KotaemonApp says it")
        elif dead is not None:
            self._ledger.not_needed(*path, why=f"nothing in Kotaemon reads it; {dead.meaning}")
        else:
            self._free(name)

    def _free(self, name: str) -> None:
        """A variable that no option knows: as it is, if the library lets it."""
        path = (*_ENV, name)
        text = self.text(name)
        value: Expression | None = text if text is not None else self.reference(name)
        if value is None:
            self._ledger.to_decide(*path, text="left out: is neither a text nor a key of a Secret")
            return
        env = {**_dict(self._plan.options.get("env", {})), name: value}
        try:
            check_env(At("env"), {key: evaluate(each, {}) for key, each in env.items()})
        except OptionError as error:
            self._ledger.to_decide(*path, text=f"left out: {error.faults[0].cause}; {error.faults[0].fix}")
            return
        self._plan.options["env"] = env
        self._said(name, f"env: {source(value)}")


def packages() -> Call:
    """Where Python packages come from, said because an offline start still fetches them."""
    return call("PythonPackages", index_url=_INDEX_URL)


def _list(value: Expression) -> list[Expression]:
    return list(value) if isinstance(value, list) else []


def _dict(value: Expression) -> dict[str, Expression]:
    return dict(value) if isinstance(value, dict) else {}
