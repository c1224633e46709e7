"""The form of the app's tool: a text is the first argument, whatever is in it."""


class MCPTool:
    def _parse_input(self, tool_input):
        return {"first": tool_input} if isinstance(tool_input, str) else tool_input
