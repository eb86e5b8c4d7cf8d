"""Claims: the rules, figures, events and statements of an article, clause by clause, as facts with their quotes."""
