"""The form of the app's manager: a dictionary read from a table, and handed out as it is."""


class MCPManager:
    def __init__(self) -> None:
        self.table: dict = {"theirs": {"transport": "sse", "url": "http://theirs/sse", "enabled_tools": ["a"]}}
        self.load()

    def load(self) -> None:
        self._info = {name: {"name": name, "config": dict(config)} for name, config in self.table.items()}

    def info(self) -> dict:
        return self._info

    def get(self, name: str) -> dict | None:
        return self._info.get(name)

    def add(self, name: str, config: dict) -> None:
        self.table[name] = config
        self.load()

    def update(self, name: str, config: dict) -> None:
        self.table[name] = config
        self.load()

    def delete(self, name: str) -> None:
        self.table.pop(name, None)
        self.load()


mcp_manager = MCPManager()
