"""Click in Swedish: what a wrong command line is answered with, and how help looks."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from click import exceptions

from samverkan.files import TargetError, obstacle_to_reading, reason_of, same_file
from samverkan.records.fault import Fault
from samverkan.records.messages import did_you_mean

_HEADINGS = {"Options": "Val", "Commands": "Kommandon", "Arguments": "Argument"}


_METAVARS = {
    "INTEGER RANGE": "ANTAL",
    "INTEGER": "TAL",
    "PATH": "FIL",
    "FILENAME": "FIL",
    "TEXT": "ORD",
}
_RANGE = re.compile(r"\s*\[\d*(?:<=)?x[<>]=\d+\]")
_REQUIRED = re.compile(r"\s*\[required\]")


def _swedish_metavar(usage: str) -> str:
    for english, swedish in _METAVARS.items():
        usage = re.sub(rf"(?<= ){english}\b", swedish, usage)
    return usage


class _SwedishHelp:
    """Swedish headings in ``--help``."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Användning: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        params = self.get_params(ctx)  # type: ignore[attr-defined]
        options = (param for param in params if isinstance(param, click.Option))
        rows = [
            (_swedish_metavar(first), _REQUIRED.sub(" Måste anges.", _RANGE.sub("", second)))
            for option in options
            if (row := option.get_help_record(ctx))
            for first, second in [row]
        ]
        with formatter.section(_HEADINGS["Options"]):
            formatter.write_dl(rows)
        if isinstance(self, click.Group):
            commands = [(n, self.get_command(ctx, n)) for n in self.list_commands(ctx)]
            rows = [(name, found.get_short_help_str(90)) for name, found in commands if found]
            with formatter.section(_HEADINGS["Commands"]):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Visa den här hjälpen."
        return option  # type: ignore[no-any-return]


class Command(_SwedishHelp, click.Command):
    """A command with Swedish help."""


class Group(_SwedishHelp, click.Group):
    """A group of commands with Swedish help; lists them in the order of definition."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._elsewhere: dict[str, tuple[str, str]] = {}

    def add_lazily(self, name: str, module: str, attribute: str) -> None:
        """Add the command ``name``, imported from ``module`` only when it is asked for.

        What a command needs to import should cost nothing to those who run another.
        """
        self._elsewhere[name] = (module, attribute)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command called ``cmd_name``; None if there is none."""
        if cmd_name not in self._elsewhere:
            return super().get_command(ctx, cmd_name)
        module, attribute = self._elsewhere[cmd_name]
        found = getattr(importlib.import_module(module), attribute)
        assert isinstance(found, click.Command)  # noqa: S101 (our own modules)
        return found

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they are defined."""
        del ctx
        return [*self.commands, *self._elsewhere]


class InputFile(click.Path):
    """A file that a command reads; one that cannot be read is told alike by every command."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:  # fmt: skip
        """Return the path.

        Raises:
            click.BadParameter: if there is no such file, or it cannot be read; says which.
        """
        path = Path(value)
        if obstacle := obstacle_to_reading(path):
            self.fail(f"{path} {obstacle}.", param, ctx)
        return path


def check_output(path: Path, *endings: str, inputs: Iterable[Path | None] = ()) -> None:
    """Insist that ``-o`` names a file with one of ``endings`` (``docx``, ``yaml`` …).

    Args:
        path: the file to write.
        endings: what its name may end with.
        inputs: what the command reads; none of them may be written over.

    Raises:
        click.BadParameter: if it is a folder, has another ending or is one of ``inputs``; says
            what would be right.
    """
    ending = path.suffix.lstrip(".").lower()
    if path.is_dir():
        right = path / f"utkast.{endings[0]}"
        raise click.BadParameter(f"{path} är en mapp. Skriv till exempel {right}", param_hint="-o")
    if ending not in endings:
        known = ", ".join(f".{each}" for each in endings)
        right = path.with_suffix(f".{endings[0]}")
        raise click.BadParameter(
            f"{path} ska sluta på {known}. Skriv till exempel {right}", param_hint="-o"
        )
    if any(each is not None and same_file(path, each) for each in inputs):
        message = f"{path} är en av filerna som läses och skrivs inte över. Välj ett annat namn"
        raise click.BadParameter(message, param_hint="-o")


def tell(faults: Iterable[Fault]) -> None:
    """Print faults, one to a line, where they do not mix with the command's answer."""
    for fault in faults:
        click.echo(str(fault), err=True)


def refuse(faults: Sequence[Fault], outcome: str) -> int:
    """Tell why a command did nothing; return its exit code.

    Args:
        faults: what is wrong; warnings are told but not counted.
        outcome: what was not done, as a sentence.
    """
    tell(faults)
    errors = sum(fault.level == "fel" for fault in faults)
    click.echo(f"{errors} fel. {outcome}", err=True)
    return 1


def run(group: click.Group, argv: Sequence[str] | None, state: Any) -> None:
    """Run ``group`` and exit: 0 fine, 1 errors in the input or its files, 2 wrong usage.

    No traceback reaches a user for wrong usage, and every message is Swedish.
    """
    try:
        code = group.main(
            args=list(argv) if argv is not None else None,
            prog_name="python build.py",
            standalone_mode=False,
            obj=state,
        )
    except exceptions.UsageError as error:
        click.echo(f"Fel: {_usage(error, group)}", err=True)
        click.echo("Hjälp: python build.py --help", err=True)
        sys.exit(2)
    except (exceptions.Abort, KeyboardInterrupt):
        click.echo("Avbrutet.", err=True)
        sys.exit(130)
    except TargetError as error:
        click.echo(f"Fel: {error}.", err=True)
        sys.exit(1)
    except OSError as error:  # a file without right to read, a full disk
        name = error.filename or "en fil"
        click.echo(f"Fel: {name} går inte att läsa eller skriva: {reason_of(error)}.", err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _usage(error: exceptions.UsageError, group: click.Group) -> str:
    command = error.ctx.command if error.ctx else None
    if isinstance(error, exceptions.NoSuchOption):
        known = [name for p in (command.params if command else []) for name in p.opts]
        hint = did_you_mean(error.option_name, known)
        return f"valet {error.option_name} finns inte.{f' {hint}' if hint else ''}"
    if isinstance(error, exceptions.MissingParameter):
        name = error.param.human_readable_name if error.param else "ett argument"
        if isinstance(error.param, click.Option):
            name = error.param.opts[0]
        return f"{name} saknas."
    if isinstance(error, exceptions.BadOptionUsage):
        return f"valet {error.option_name} behöver ett värde."
    if isinstance(error, exceptions.BadParameter):
        return _bad_parameter(error)
    word = _quoted(error.message)
    if "No such command" in error.message:
        names = group.list_commands(click.Context(group))
        hint = did_you_mean(word, names) or f"Kommandona är {', '.join(names)}."
        return f"kommandot {word} finns inte. {hint}"
    if "unexpected extra argument" in error.message:
        return f"för många argument: {error.message.partition('(')[2].rstrip(')')}."
    return error.message


def _quoted(message: str) -> str:
    for mark in ("'", '"'):
        if message.count(mark) >= 2:
            return message.split(mark)[1]
    return message


def _bad_parameter(error: exceptions.BadParameter) -> str:
    param = error.param
    if param is None:
        return error.message
    name = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
    if isinstance(param.type, click.Choice):
        options = ", ".join(str(choice) for choice in param.type.choices)
        return f"{name}: {_quoted(error.message)!r} går inte. Välj bland {options}."
    if isinstance(param.type, click.types.IntParamType):
        return f"{name}: här ska stå ett heltal{_bounds(param.type)}."
    if isinstance(param.type, click.Path) and not isinstance(param.type, InputFile):
        return f"{name}: mappen {_quoted(error.message)} finns inte eller går inte att läsa."
    return f"{name}: {error.message}"


def _bounds(kind: click.types.IntParamType) -> str:
    if not isinstance(kind, click.IntRange) or kind.min is None:
        return ""
    return f", minst {kind.min}" if kind.max is None else f" från {kind.min} till {kind.max}"
