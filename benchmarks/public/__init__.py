"""Figures on public test sets, none of which is part of this project: each needs a folder with its set."""
