"""The form of the app's two pipelines: a fixed "no" to figures, which overrules every other switch."""


class FullQAPipeline:
    @classmethod
    def get_info(cls) -> dict:
        return {"id": "simple", "name": "Simple QA"}

    @classmethod
    def get_user_settings(cls) -> dict:
        return {
            "llm": {"name": "Language model", "value": "", "component": "dropdown"},
            "use_multimodal": {"name": "Use Multimodal Input", "value": False, "component": "checkbox"},
        }


class FullDecomposeQAPipeline(FullQAPipeline):
    @classmethod
    def get_info(cls) -> dict:
        return {"id": "complex", "name": "Complex QA"}

    @classmethod
    def get_user_settings(cls) -> dict:
        settings = super().get_user_settings()
        settings["decompose_prompt"] = {"name": "Decompose Prompt", "value": "Split the question."}
        return settings
