"""The command `ereje`: its commands, and what becomes of what they raise."""

import sys

import typer

from cli import (
    account,
    crawl,
    dashboard,
    demo,
    export,
    importing,
    notify,
    publish,
    read,
    rebuild,
    sources,
    subscribe,
    subscriptions,
    update,
)
from cli.console import complain
from core.errors import ErejeError, Misuse

app = typer.Typer(
    name="ereje",
    help="Follows news of changing rules: what changed, for whom, from when, who says so, and who says otherwise.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("demo")(demo.command)
app.command("crawl")(crawl.command)
app.command("import")(importing.command)
app.command("read")(read.command)
app.command("update")(update.command)
app.command("rebuild")(rebuild.command)
app.command("export")(export.command)
app.command("publish")(publish.command)
app.command("dashboard")(dashboard.command)
app.command("subscribe")(subscribe.command)
app.command("notify")(notify.command)
app.add_typer(subscriptions.app, name="subscriptions")
app.add_typer(account.app, name="account")
app.add_typer(sources.app, name="sources")


def run() -> None:
    """The console script. Status 0 done, 1 something asked for failed, 2 wrong usage; a line each on stderr."""
    try:
        app()
    except Misuse as error:
        complain(error)
        sys.exit(2)
    except ErejeError as error:
        complain(error)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
