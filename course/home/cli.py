import click


@click.command("doctor")
def doctor() -> None: ...


@click.command("docs")
def docs() -> None: ...
