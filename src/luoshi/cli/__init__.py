"""The command line: `luoshi COMMAND`. A thin door: it parses, calls and shows.

Each command lives in a file of its own, imported only when it is called, so that reading a file waits for no web server.
"""

from __future__ import annotations

import importlib
import sys

import click

from luoshi.errors import LuoshiError

_COMMANDS = {
    "read": "Read files and print the facts in them 阅读文件,列出事实",
    "decompose": "Propose a report's table of tasks 任务分解",
    "reckon": "Hold what was meant against what was said later 对账",
    "drift": "Find what was dropped, softened, repeated 措辞与目标变化",
    "ratchet": "Lay targets down the levels of government 层层加码",
    "plan": "Monitor a five-year plan and draft its evaluation 规划监测评估",
    "load": "Read files into the ledger 载入账本",
    "list": "List the ledger's documents 列出账本里的文件",
    "show": "Show one document of the ledger 查看一份文件",
    "export": "Print or save the ledger's facts 导出账本里的事实",
    "search": "Find every sentence that holds some words 检索原文",
    "ask": "Ask the ledger a question 问答",
    "panel": "Build a data set for research 研究面板",
    "people": "Open, change and close accounts 管理账号",
    "office": "Set up a government's units and posts 设置单位和岗位",
    "mcp": "Serve the ledger to language models 供大模型调用",
    "audit": "Check and read the journal 核对流水",
    "backup": "Save the whole ledger in one file 备份",
    "restore": "Put a backup back 恢复备份",
    "up": "Serve the ledger's pages 启动网页",
}
"""Command → what it is for. Each is the function of that name in `luoshi.cli.NAME`."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_COMMANDS]  # `list` is a module here, once `luoshi list` was called

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command = importlib.import_module(f"luoshi.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands 命令"):
            formatter.write_dl([*_COMMANDS.items()])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="The ledger and its files live in the folder LUOSHI_HOME (default ~/.luoshi); LUOSHI_DATABASE_URL puts the "
    "ledger into PostgreSQL. 账本及其文件存放在 LUOSHI_HOME 文件夹。",
)
@click.version_option(package_name="luoshi", prog_name="luoshi")
def luoshi() -> None:
    """Luoshi 落实: reads what a government says it will do, and keeps account of whether it gets done.

    \b
    Examples 例:
      luoshi read report.docx                      measures, one JSON record a line
      luoshi read reports/ --what all --format xlsx -o facts.xlsx
      luoshi load reports/ && luoshi up            into the ledger, then http://127.0.0.1:8000
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; every error a user can act on is one line on standard error and exit status 1 (2: usage)."""
    try:
        sys.exit(luoshi.main(args=arguments, prog_name="luoshi", standalone_mode=False) or 0)
    except LuoshiError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(2)
    except click.ClickException as error:
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "luoshi"
        click.echo(f"用法有误,请看 / wrong usage, see `{command} --help`: {error.format_message()}", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中止 / interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        sys.exit(141)
