"""`ereje account`: who may judge conflicts on the dashboard."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.console import Home, Json, report, writing_store
from core.errors import Misuse

app = typer.Typer(help="Who may judge conflicts on the dashboard.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The name that stands under a verdict.")]
_LONGEST = 80


@app.command("add")
def add(
    name: Name,
    stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")] = False,
    home: Home = None,
) -> None:
    """Make an account, or give one another password; it is asked for, never taken from the command line."""
    from db.accounts import SHORTEST, add_account

    if not name.strip() or len(name) > _LONGEST or not name.isprintable():
        raise Misuse(f"a name has 1 to {_LONGEST} characters that can be read")
    typed = (sys.stdin.readline() if stdin else _asked()).strip()
    if len(typed) < SHORTEST:
        raise Misuse(f"a password has at least {SHORTEST} characters")
    with writing_store(home) as session:
        add_account(session, name=name.strip(), password=typed, at=datetime.now(UTC))
    print(f"{name.strip()} may sign in")


@app.command("list")
def list_all(home: Home = None, as_json: Json = False) -> None:
    """List the accounts."""
    from db.accounts import accounts

    with writing_store(home) as session:
        names = accounts(session)
    report({"accounts": list(names)}, as_json, names or ["There is no account."])


@app.command("delete")
def delete(name: Name, home: Home = None) -> None:
    """Delete an account; the verdicts that were given under its name stay."""
    from db.accounts import delete_account

    with writing_store(home) as session:
        if not delete_account(session, name=name):
            raise Misuse(f"no account {name!r}")
    print(f"{name} is deleted")


def _asked() -> str:
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
