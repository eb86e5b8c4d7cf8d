"""The templates of messages; in HTML everything that is put into them is escaped."""

from functools import cache
from pathlib import Path
from typing import Any


def render(name: str, context: dict[str, Any]) -> str:
    """The template `name` of this folder, filled; a value that is missing is an error of ours."""
    return str(_template(name).render(context))


@cache
def _template(name: str) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return found.get_template(name)
