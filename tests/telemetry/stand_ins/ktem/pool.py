"""Of the shape of the app's three managers of models."""


class Pool:
    def __init__(self, models, vendors):
        self._models = models
        self._vendors = vendors

    def options(self):
        return self._models

    def vendors(self):
        return {vendor.__qualname__: vendor for vendor in self._vendors}
