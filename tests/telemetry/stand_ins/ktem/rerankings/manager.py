from ktem.pool import Pool


class Reranking:
    def run(self, documents, query):
        return documents


reranking_models_manager = Pool({}, [Reranking])
