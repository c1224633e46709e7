from gradiologin.middleware import add_middleware_redirect

PROVIDERS = []


def init(app, secret_key, app_route):
    add_middleware_redirect(app, app_route)
    app.add_session_middleware(secret_key)


def register(**provider):
    PROVIDERS.append(provider)


def mount_gradio_app(app, blocks, path, *, secret_key="some-secret-string", **_options):
    init(app, secret_key, path)
    app.mount(path, blocks)
    return app
