"""Pieces of pages: what is shown in the same way wherever it is shown."""
