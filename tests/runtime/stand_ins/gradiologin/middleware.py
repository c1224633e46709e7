from starlette.responses import RedirectResponse


def add_middleware_redirect(app, app_route):
    @app.middleware("http")
    async def check_authentication(request, call_next):
        path = request.url.path
        if path.startswith(("/login", "/auth")) or path in (f"{app_route}/api/predict", f"{app_route}/reset"):
            return await call_next(request)
        if not request.session.get("user"):
            return RedirectResponse(url="/login")
        return await call_next(request)
