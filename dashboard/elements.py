"""A page as a tree of elements: text stays text, and only known tags, attributes and addresses get through."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlsplit

_TAGS_LISTED = """
    a article aside bdi blockquote br caption dd del details div dl dt em fieldset footer form h1 h2 h3
    header input ins label legend li mark nav ol option p section select span strong summary table tbody
    td textarea th thead time tr ul button
"""
TAGS = frozenset(_TAGS_LISTED.split())
_ATTRIBUTES_LISTED = """
    action autocomplete checked class cite colspan datetime download for formaction formmethod href hreflang
    id lang maxlength method name open placeholder rel required role scope selected start tabindex target
    title type value
"""
ATTRIBUTES = frozenset(_ATTRIBUTES_LISTED.split())


@dataclass(frozen=True, slots=True)
class Element:
    """One element; its children are elements or plain text."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple["Node", ...]

    def as_data(self) -> list[Any]:
        """What the browser's side builds the page from: [tag, attributes, children]."""
        children = [child if isinstance(child, str) else child.as_data() for child in self.children]
        return [self.tag, dict(self.attributes), children]

    def words(self) -> str:
        """All the text inside, joined by spaces."""
        return " ".join(child if isinstance(child, str) else child.words() for child in self.children)


Node: TypeAlias = Element | str
Content: TypeAlias = Node | Iterable[Node | None] | None


def el(tag: str, *content: Content, **attributes: str | int | bool | None) -> Element:
    """An element; None among content or attributes is left out, `class_` and `aria_label` lose their underscores.

    Raises ValueError for a tag or attribute outside the known ones: a mistake of this program, not of its input.
    """
    if tag not in TAGS:
        raise ValueError(f"no page of ours needs <{tag}>")
    return Element(tag, tuple(_attributes(attributes)), tuple(_flat(content)))


def link(address: str, *content: Content, **attributes: str | int | bool | None) -> Element:
    """An anchor, or its words alone where the address is neither http(s) nor a path of this dashboard."""
    if not is_safe(address):
        return el("span", *content)
    return el("a", *content, href=address, **attributes)


def outward(address: str, *content: Content, **attributes: str | int | bool | None) -> Element:
    """A link that leaves: in a tab of its own, without a handle on this one."""
    return link(address, *content, target="_blank", rel="noopener noreferrer", **attributes)


def is_safe(address: str) -> bool:
    """Whether an address may be followed from a page: http(s) with a host, or a path on this server."""
    if any(ord(letter) < 33 for letter in address):
        return False
    if address.startswith("/"):
        return not address.startswith(("//", "/\\"))
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _attributes(given: dict[str, str | int | bool | None]) -> Iterable[tuple[str, str]]:
    for key, value in given.items():
        name = key.rstrip("_").replace("_", "-")
        if name not in ATTRIBUTES and not name.startswith("aria-"):
            raise ValueError(f"no page of ours needs {name}=")
        if value is not None and value is not False:
            yield name, "" if value is True else str(value)


def _flat(content: Iterable[Content]) -> Iterable[Node]:
    for part in content:
        if part is None:
            continue
        if isinstance(part, str | Element):
            yield _shown(part)
        else:
            yield from (_shown(node) for node in part if node is not None)


def _shown(node: Node) -> Node:
    """Words of ours in the language of the page; everything else is as it is."""
    return node if isinstance(node, Element) else str(node)
