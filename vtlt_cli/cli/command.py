"""What every command that prints tables has in common: its last options, and what comes of them."""

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

import typer

from vtlt_cli.cli.options import Color, Data, Format, Language, LayoutName, Output
from vtlt_cli.cli.session import Context, Target, context_of, target_of


class Call(NamedTuple):
    """What the shared options of a command say: where its data is, and where its tables go."""

    context: Context
    format: str | None
    output: str | None
    layout: str | None

    def target(self, headed: bool = False) -> Target:
        """Where the tables go; what cannot be is refused before any work is done."""
        return target_of(self.format, self.output, self.layout, headed)


def table_command(*, layout: bool = True) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give the function below the options of all table commands, behind its own.

    The function is called with `Call` and its own options. Typer reads the options of a command
    from its signature, so the wrapper is given one with both.
    """
    shared: dict[str, tuple[Any, Any]] = {"format_": (Format, None), "output": (Output, None)}
    if layout:
        shared["layout"] = (LayoutName, None)
    shared |= {"color": (Color, "auto"), "data": (Data, None), "lang": (Language, None)}

    def with_options(function: Callable[..., int]) -> Callable[..., int]:
        def command(
            ctx: typer.Context,
            format_: str | None,
            output: str | None,
            color: str,
            data: str | None,
            lang: str | None,
            layout: str | None = None,
            **own: Any,
        ) -> int:
            context = context_of(ctx, data, lang, color)
            return function(Call(context, format_, output, layout), **own)

        parameters = [
            inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
            *list(inspect.signature(function).parameters.values())[1:],
            *(
                inspect.Parameter(
                    name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
                )
                for name, (annotation, default) in shared.items()
            ),
        ]
        signature = inspect.Signature(
            [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in parameters]
        )
        command.__name__ = function.__name__
        command.__signature__ = signature  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in parameters}
        return command

    return with_options
