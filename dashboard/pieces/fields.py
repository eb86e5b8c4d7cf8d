"""Fields of forms: each with its label, its hint and, where it was not understood, the reason beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.address import Query
from dashboard.elements import Element, el
from words.speech import say

WRONG = say("Not understood: {why}")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a form: the values of its address, and which field was refused for what reason."""

    query: Query
    values: Mapping[str, Sequence[str]]
    refused: tuple[str, str] | None = None  # the field, and why in the reader's words

    def one(self, name: str, otherwise: str = "") -> str:
        """A field's value: as the reader left it, else as it is kept, else as it is by itself."""
        return self.query.one(name) or next(iter(self.values.get(name, ())), otherwise)

    def several(self, name: str) -> Sequence[str]:
        """All values of a field."""
        return self.query.values.get(name) or self.values.get(name, ())

    def wrong(self, field: str) -> Element | None:
        """Why the field was refused, if it was."""
        if self.refused is None or self.refused[0] != field:
            return None
        return el("p", WRONG.fill(why=self.refused[1]), id=f"wrong-{field}", class_="wrong", role="alert")


def text(
    filled: Filled,
    name: str,
    label: str,
    *,
    field: str = "",
    hint: str | None = None,
    otherwise: str = "",
    **more: str | int,
) -> Element:
    """A line to type into; `field` is the name under which it may be refused."""
    ident, wrong = f"field-{name}", filled.wrong(field or name)
    described = " ".join(
        each for each in (f"hint-{name}" if hint else "", f"wrong-{field or name}" if wrong else "") if each
    )
    typed = el(
        "input",
        name=name,
        id=ident,
        value=filled.one(name, otherwise),
        aria_describedby=described or None,
        aria_invalid="true" if wrong else None,
        **{"type": "text", "maxlength": _LONGEST, **more},
    )
    told = el("p", hint, id=f"hint-{name}", class_="hint") if hint else None
    return el("div", el("label", label, for_=ident), typed, told, wrong, class_="field")


def choice(
    filled: Filled, name: str, label: str, options: Mapping[str, str], *, field: str = "", otherwise: str = ""
) -> Element:
    """One of several; `options` are values and their names."""
    ident, chosen = f"field-{name}", filled.one(name, otherwise)
    shown = [el("option", words, value=value, selected=value == chosen) for value, words in options.items()]
    return el(
        "div",
        el("label", label, for_=ident),
        el("select", shown, name=name, id=ident),
        filled.wrong(field or name),
        class_="field",
    )


def several(
    filled: Filled, name: str, legend: str, options: Mapping[str, str], usual: Sequence[str], *, field: str = ""
) -> Element:
    """Any of several, as boxes to tick; `usual` are ticked where nothing was chosen."""
    chosen = filled.several(name) or usual
    boxes = [
        el(
            "label",
            el("input", type="checkbox", name=name, value=value, checked=value in chosen),
            " ",
            words,
            class_="box",
        )
        for value, words in options.items()
    ]
    return el("fieldset", el("legend", legend), boxes, filled.wrong(field or name), class_="boxes")


def folded(filled: Filled, name: str, label: str, options: Mapping[str, str], nothing: str) -> Element:
    """Any of many, folded away; what is chosen, or `nothing`, stands outside."""
    chosen = [words for value, words in options.items() if value in filled.several(name)]
    head = el("summary", el("span", f"{label}: ", class_="label"), ", ".join(chosen) or nothing)
    return el("details", head, several(filled, name, label, options, ()), class_="folded")
