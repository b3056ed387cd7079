"""`tongban demo`: the demonstration city, made where there is none and served with a worker."""

from __future__ import annotations

import os

import click

from tongban.demo.start import refuse_taken_ports, start


@click.command(help="启动演示城市。")
@click.option("--reset", is_flag=True, help="清空后重新开始。")
@click.option("--port", default=8000, show_default=True)
@click.option("--prepare-only", is_flag=True, help="只准备数据，不启动网站。")
def demo(reset: bool, port: int, prepare_only: bool) -> None:
    """Make the demonstration city where there is none, then serve it with a worker."""
    refuse_taken_ports(port)
    start(os.environ, reset=reset, port=port, prepare_only=prepare_only)
