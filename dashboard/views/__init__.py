"""One file a page: a function from what is asked to what is shown."""
