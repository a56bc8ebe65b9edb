"""The verbs as commands, one file each. Results go to stdout, progress and problems to stderr."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Any

import click

from onionskin import __version__
from onionskin.cli.act import act
from onionskin.cli.ask import explain, list_, verify
from onionskin.cli.demo import demo
from onionskin.cli.options import EXIT_ERROR
from onionskin.cli.output import read_or_not
from onionskin.cli.peel import peel
from onionskin.cli.read import read
from onionskin.cli.sweep import sweep
from onionskin.cli.trace import trace
from onionskin.cli.update import update
from onionskin.errors import OnionskinError


class Verbs(click.Group):
    """The group that turns our errors into what, where and what to do next."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the work."""
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; print an error in one line."""
        _open_closed_streams()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter shows its number
                stream.reconfigure(errors="backslashreplace")
        try:
            with read_or_not():
                return super().invoke(ctx)
        except (OnionskinError, OSError) as error:
            from onionskin.write.document import plain

            click.echo(f"onionskin: {plain(str(error))}", err=True)
            ctx.exit(EXIT_ERROR)


def _open_closed_streams() -> None:
    """Give streams that the caller closed (`>&-`) a place to write to: nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115, PTH123 - open to the end


@click.group(
    cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="onionskin")
def main() -> None:
    """Peel a software supply-chain attack layer by layer.

    Is this release trojanised, are we hit, where did it come from, who is
    downstream of it, and what do we do now? Nothing here uses the network.
    """


for verb in (read, peel, sweep, trace, act, demo, explain, list_, update, verify):
    main.add_command(verb)
