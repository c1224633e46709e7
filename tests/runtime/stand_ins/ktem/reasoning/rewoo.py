"""The form of the app's other agent."""

from ktem.reasoning import react


class RewooAgentPipeline(react.ReactAgentPipeline):
    @classmethod
    def get_info(cls) -> dict:
        return {"id": "ReWOO", "name": "ReWOO Agent"}
