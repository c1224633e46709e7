"""As gradiologin 0.1.0: the package's function `register` hides its module of that name."""

from gradiologin.register import mount_gradio_app, register

__all__ = ["mount_gradio_app", "register"]
