"""The kit against an instance that really runs: the command of a partner, over HTTP, with its own key (X2)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from sichuan_chongqing.commands import partner
from sichuan_chongqing.conformance import CHECKS
from sichuan_chongqing.exchange.tables import CaseRow
from sichuan_chongqing.tests.two_sides import Clock, speaking


@pytest.mark.row("X2", part="conformance kit over HTTP")
def test_a_running_instance_passes_the_kit_as_a_partner_runs_it(tmp_path: Path) -> None:
    with speaking(tmp_path, Clock(datetime.now(UTC))) as (cq, ga):
        address, own = ga.side().address("chongqing"), ga.settings
        env = {"TONGBAN_HOME": str(own.home), "TONGBAN_DATA": str(own.data), "TONGBAN_SECRET_KEY": "test-" * 8}
        orders = ["conformance", address, "--party", "chongqing", "--agreement", "chongqing-guangan"]
        told = CliRunner().invoke(partner, orders, env=env)
        assert told.exit_code == 0, told.output
        assert [line.split("  ")[0] for line in told.output.splitlines()] == ["通过"] * len(CHECKS)
        with cq.office() as office:
            assert office.session.query(CaseRow).count() == 0  # only probes are sent: nothing follows from them
        nobody = CliRunner().invoke(partner, [orders[0], "http://127.0.0.1:1", *orders[2:]], env=env)
        assert (nobody.exit_code, "连接失败" in nobody.output) == (1, True)
