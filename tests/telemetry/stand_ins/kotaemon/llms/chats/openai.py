"""Of the shape of kotaemon/llms/chats/openai.py: a base that calls, and classes that ask."""

from types import SimpleNamespace

import openai


class BaseLLM:
    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def run(self, *args, **kwargs):
        return self.invoke(*args, **kwargs)


class BaseChatOpenAI(BaseLLM):
    def __init__(self, base_url):
        self.client = openai.OpenAI(base_url=base_url, api_key="k", max_retries=0)

    def invoke(self, text):
        answer = self.openai_response(self.client, messages=[{"role": "user", "content": text}], stream=False)
        return SimpleNamespace(
            content=answer.choices[0].message.content,
            prompt_tokens=answer.usage.prompt_tokens,
            completion_tokens=answer.usage.completion_tokens,
        )

    def stream(self, text):
        for chunk in self.openai_response(self.client, messages=[{"role": "user", "content": text}], stream=True):
            if not chunk.choices:
                continue
            if chunk.choices[0].delta.content is not None:
                yield SimpleNamespace(content=chunk.choices[0].delta.content)


class ChatOpenAI(BaseChatOpenAI):
    def openai_response(self, client, **kwargs):
        return client.chat.completions.create(model="m", **kwargs)


class AzureChatOpenAI(BaseChatOpenAI):
    def openai_response(self, client, **kwargs):
        return client.chat.completions.create(model="m", **kwargs)
