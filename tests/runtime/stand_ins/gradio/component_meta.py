"""As in gradio 4.39: a stub is written beside the source; a failed write is passed over, its reading is not."""

import contextlib
import inspect
from pathlib import Path


def create_or_modify_pyi(component_class: type, class_name: str, events: list) -> None:
    stub = Path(inspect.getfile(component_class)).with_suffix(".pyi")
    if not stub.exists():
        with contextlib.suppress(OSError):
            stub.write_text(f"class {class_name}: ...\n")
    stub.read_text()


class ComponentMeta(type):
    def __new__(cls, name: str, bases: tuple, attrs: dict) -> type:
        component = super().__new__(cls, name, bases, attrs)
        create_or_modify_pyi(component, name, [])
        return component
