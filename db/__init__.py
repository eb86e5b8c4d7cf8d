"""The store: tables and migrations, writes in the caller's transaction, and questions answered with core records."""
