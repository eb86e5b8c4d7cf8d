"""Every type that crosses a folder's border, in the order in which data meets them: sources, pages, facts, findings.

All are frozen. Times are aware and in UTC (`datetime`); days are `date`; what is known only to a month or a year is
ISO 8601 text of that precision ("2023-01"). Intervals of validity and knowledge are half-open, `None` is open.
"""
