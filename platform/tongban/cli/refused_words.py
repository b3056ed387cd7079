"""Words of a command line that cannot be read: click says it in English, the people who type are not English."""

from __future__ import annotations

import click

_ENOUGH = "用 {} --help 查看用法。"


def told(error: click.ClickException) -> str:
    """Tell what was refused and where to look; what click knows of no kind keeps its own words."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "tongban"
    return f"{_refused(error)}{_ENOUGH.format(command)}"


def _refused(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            near = f"是不是“{min(error.possibilities)}”？" if error.possibilities else ""
            return f"没有“{error.option_name}”这个选项。{near}"
        case click.exceptions.NoSuchCommand():
            return f"没有“{error.command_name}”这个命令。"
        case click.MissingParameter():
            return f"缺少{_name(error)}。"
        case click.BadParameter():
            return f"{_name(error)}的值不能用，{_right(error)}。"
        case click.BadOptionUsage():
            return f"选项“{error.option_name}”后面要写一个值。"
        case _:
            return f"命令写得不对（{error.format_message().rstrip('.')}）。"


def _name(error: click.BadParameter) -> str:
    """Name the option, or the argument as the usage line calls it."""
    if error.param is None:
        return "参数"
    if isinstance(error.param, click.Option):
        return f"选项“{error.param.opts[-1]}”"
    return f"参数“{error.param.make_metavar(error.ctx) if error.ctx else error.param.human_readable_name}”"


def _right(error: click.BadParameter) -> str:
    """Say what would be right, by the kind of value that is wanted."""
    match error.param.type if error.param else None:
        case click.Choice(choices=choices):
            return f"只能写{'、'.join(map(str, choices))}"
        case click.DateTime():
            return "应写成 2026-12-01 的形式"
        case click.Path(file_okay=files):
            return "没有这个文件" if files else "没有这个文件夹"
        case _:
            return error.message.rstrip(".")
