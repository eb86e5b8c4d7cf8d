"""The script Streamlit runs for each visit: its pages, each shown as it answers the address.

It stands in a folder of its own because Streamlit puts a script's folder before all others on the import path.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.address import LANGUAGE, Query
from dashboard.answering import VIEWS, answer, title
from dashboard.showing import ICON, show
from words.speech import choose, preferred, say

LOADING = say("Loading what is known")


def page(name: str) -> Callable[[], None]:
    """A page function for Streamlit out of the view of this name."""

    def run() -> None:
        with st.spinner(str(LOADING)):  # shown only where it takes longer than half a second
            query = Query.of((key, value) for key in st.query_params for value in st.query_params.get_all(key))
            screen = answer(name, query, st.context.cookies)
        st.set_page_config(page_title=title(screen), page_icon=ICON, layout="wide")
        show(screen)

    return run


def main() -> None:
    """Runs the page that the address names, in the reader's language."""
    choice = preferred(st.query_params.get(LANGUAGE), st.context.locale)
    choose(choice.language, named=choice.named)
    pages = [st.Page(page(name), title=name or "timeline", url_path=name, default=not name) for name in VIEWS]
    # The menu is our own: Streamlit's speaks English only and drops the language from the address.
    st.navigation(pages, position="hidden").run()


main()
