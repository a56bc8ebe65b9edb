"""`onionskin update`."""

from __future__ import annotations

from pathlib import Path

import click

from onionskin.cli.options import EXIT_UNSEEN, PATH, isolation_option, several


@click.command()
@several(
    "--from",
    "sources",
    help="A file or folder that you fetched (see docs/verbs/update.md). Repeatable.",
)
@click.option("--dated", metavar="DATE", help="When the files were published, if they do not say.")
@click.option(
    "-o",
    "--output",
    "target",
    type=PATH,
    metavar="FILE",
    help="Write the names to FILE; `read --names FILE` takes them.  [default: where `read` looks for them]",
)
@isolation_option
@click.pass_context
def update(
    ctx: click.Context,
    sources: tuple[Path, ...],
    dated: str | None,
    target: Path | None,
    isolation: str,
) -> None:
    """Build what `read` knows by name: actors, malware, tools, campaigns, countries.

    Files are MISP galaxy clusters, ATT&CK as STIX, CLDR territories, and lists of ordinary words (fr.txt).
    Nothing is fetched: give what you downloaded. Without --from, say what is known now.

    Exits 0, or 12 if a file gave nothing.
    """
    from onionskin.flows.update import known_names
    from onionskin.flows.update import update as run
    from onionskin.jail.pool import Pool
    from onionskin.terms.gazetteer import users_path
    from onionskin.write.document import plain
    from onionskin.write.save import save

    place = target or users_path()
    with Pool(workers=1, isolation=isolation) as pool:
        if not sources:
            for line in known_names(place, pool=pool):
                click.echo(line)
            return
        built = run(sources, dated=dated, pool=pool)
    if target is None:
        place.parent.mkdir(parents=True, exist_ok=True)
    save(built.data, str(place))
    for source in built.sources:
        version = " ".join(part for part in (source.version, source.date) if part) or "no version"
        click.echo(
            f"{plain(source.name)} ({plain(version)}), {source.files} files, {source.licence}"
        )
    for each in built.problems:
        click.echo(f"{each.reason}: {plain(each.detail)}", err=True)
    click.echo(f"{built.names} names in {place}")
    ctx.exit(EXIT_UNSEEN if built.problems else 0)
