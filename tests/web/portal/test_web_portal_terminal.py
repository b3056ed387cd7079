"""A self-service terminal: the same rules, its own channel, and nothing of a person left behind (L1; 335 §28)."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from portal_visitor import Portal, Visitor
from tongban.cli.main import commands
from tongban.errors import TongbanError
from typed_example import typed_from

ITEM = "elderly-allowance"  # lists online, window, kiosk and agent; asks for no file


def asked(portal: Portal, *more: str, secret: str) -> Result:
    """Ask the command for the address of a terminal in the hall of 云阳."""
    settings = portal.app.extensions["tongban"].settings
    env = {"TONGBAN_HOME": str(settings.home), "TONGBAN_DATA": str(settings.data), "TONGBAN_SECRET_KEY": secret}
    env["DATABASE_URL"] = settings.database_url
    return CliRunner().invoke(commands, ["kiosk", "yunyang", "一楼大厅", *more], env=env)


def terminal(portal: Portal) -> Visitor:
    """Make a browser a terminal, by the address that the command prints."""
    printed = asked(portal, secret=portal.app.extensions["tongban"].settings.secret_key)
    assert printed.exit_code == 0, printed.output
    visitor = portal.visitor()
    assert visitor.get("/yunyang/kiosk/" + printed.output.strip().rsplit("/", 1)[1]).status_code == 302
    return visitor


def hand_in(portal: Portal, visitor: Visitor) -> str:
    """Apply for 高龄津贴 page by page, by the item's own example; returns the case's number."""
    address = visitor.post(f"items/{ITEM}/start", page=f"items/{ITEM}").location
    typed = typed_from(portal.books.workspace, portal.definition(ITEM), "granted-eighty")
    while not address.endswith("/review"):
        answer = visitor.post(address, {**typed, "action": "next"} if "/materials" in address else typed, page=address)
        assert answer.status_code == 302, answer.text
        address = answer.location
    answer = visitor.post(address.replace("/review", "/submit"), page=address)
    return str(answer.location.split("/cases/")[1].split("/")[0])


def test_without_the_site_s_own_secret_no_address_is_printed(portal: Portal) -> None:
    settings = portal.app.extensions["tongban"].settings
    printed = asked(portal, secret="")
    assert isinstance(printed.exception, TongbanError)
    assert "没有签名密钥" in str(printed.exception)
    (settings.data / "secret.key").write_text(settings.secret_key)  # as a demonstration keeps it
    printed = asked(portal, "--at", "http://here", secret="")
    assert printed.output.startswith("http://here/yunyang/kiosk/")
    assert portal.visitor().get(printed.output.strip().removeprefix("http://here")).status_code == 302


@pytest.mark.row("L1")
@pytest.mark.article("335 §28")
def test_a_terminal_and_a_home_hand_in_alike_but_for_the_channel(portal: Portal) -> None:
    rows = []
    for login, visitor in (("home", portal.visitor()), ("hall", terminal(portal))):
        portal.enrol(login, "罗素芬", "person")
        visitor.log_in(login)
        rows.append(portal.case(hand_in(portal, visitor)))
    assert [each.channel for each in rows] == ["online", "kiosk"]
    assert len({(each.state, each.waits_for, each.due_at, each.due_kind) for each in rows}) == 1


@pytest.mark.row("L1")
def test_what_an_item_does_not_take_in_at_a_terminal_is_told_at_its_beginning(portal: Portal) -> None:
    visitor = terminal(portal)
    portal.enrol("company")
    visitor.log_in("company")
    told = visitor.post("items/occupy-road/start", page="items/occupy-road")
    assert told.status_code == 400
    assert "不在自助终端收件，可以通过以下渠道申请：网上、窗口、寄递。" in told.text
    assert portal.count_drafts() == 0


@pytest.mark.row("L1")
def test_a_terminal_that_nobody_touches_leaves_the_account_and_stays_a_terminal(portal: Portal) -> None:
    visitor = terminal(portal)
    assert "Refresh" not in visitor.get("").headers, "nobody is there who could be left behind"
    portal.enrol("company")
    visitor.log_in("company")
    assert visitor.get("").headers["Refresh"] == "300; url=/yunyang/kiosk"
    visitor.get("kiosk")
    assert visitor.get("cases").status_code == 302, "the account has been left"
    visitor.log_in("company")
    assert "Refresh" in visitor.get("").headers
    assert "Refresh" in visitor.get("/jiangbei/").headers, "nor on another office's page"
    assert "Refresh" not in portal.company("other").get("").headers, "a person's own browser is left alone"


@pytest.mark.parametrize("mark", ["made-up", "WyJ5dXpob25nIiwieCJd.AAAA"])
def test_an_address_that_was_not_signed_here_makes_no_terminal(portal: Portal, mark: str) -> None:
    answer = portal.visitor().get(f"kiosk/{mark}")
    assert answer.status_code == 404
    assert "自助终端地址无效" in answer.text


@pytest.mark.row("L1")
def test_a_terminal_is_still_one_in_the_morning(portal: Portal) -> None:
    visitor = terminal(portal)
    visitor.client.delete_cookie("session")  # it ends with two hours that nobody came
    portal.enrol("early", "罗素芬", "person")
    visitor.log_in("early")
    assert portal.case(hand_in(portal, visitor)).channel == "kiosk"
