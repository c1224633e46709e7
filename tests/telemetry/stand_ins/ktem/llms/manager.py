import os

from kotaemon.llms.chats.openai import AzureChatOpenAI, ChatOpenAI

from ktem.pool import Pool

NAME = 'chat "one"\\\n'
llms = Pool({NAME: ChatOpenAI(os.environ["MODELS"])}, [ChatOpenAI, AzureChatOpenAI])
