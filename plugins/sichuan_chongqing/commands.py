"""`tongban partner …`: lint agreements, keys, try a partner's system, compare both histories, look after what waits."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import click

from sichuan_chongqing import demonstrating
from sichuan_chongqing.agreements import load_agreement
from sichuan_chongqing.agreements.lint import lint_agreement
from sichuan_chongqing.conformance import Setting, run_checks
from sichuan_chongqing.exchange.catalogue_facts import facts_of
from sichuan_chongqing.exchange.comparing import JUDGED, Compared, compare
from sichuan_chongqing.exchange.post import Away, post
from sichuan_chongqing.exchange.sending import count_waiting, dead_letters, resend
from sichuan_chongqing.exchange.side import AGREEMENTS, SideOf, keep_own_key, own_key, rings, side_of, trust
from sichuan_chongqing.exchange.tables import PLUGIN
from sichuan_chongqing.protocol.keys import ALGORITHMS, make_key
from tongban.kit.cases import Office, Offices
from tongban.kit.commands import opened
from tongban.kit.definitions import TongbanError
from tongban.kit.installing import create_app, desk_of, serve_forever, work_here
from tongban.kit.tables import scoped

PARTNER_PORT = 8100


@click.group(help="川渝通办：协议检查、密钥、联调测试、对账和未送达报文。")
def partner() -> None:
    """Hold the commands together."""


@contextmanager
def offices() -> Iterator[list[Office]]:
    """Open the instance and give the offices of all regions that use the plugin."""
    with opened() as house:
        session, now = house.sessions(), datetime.now(UTC)
        found = []
        for tenant in house.books.users_of(PLUGIN):
            answered = Offices(session, house.books, house.desk.files, tenant, now)(PLUGIN)
            if answered is not None:
                found.append(answered["office"])
        if not found:
            raise TongbanError("没有租户启用川渝通办插件，请先运行 tongban plugins on sichuan_chongqing。")
        yield found


@partner.command("lint", help="按双方目录检查通办协议。")
def lint() -> None:
    """Judge all agreements by all rules; exit 1 where there is an error."""
    with offices() as found:
        side, failed = side_of(found[0]), False
        for path in sorted(AGREEMENTS.glob("*.yaml")):
            loaded = load_agreement(path.read_text(encoding="utf-8"), path.name)
            facts = facts_of(found[0], side.party, loaded.agreement) if loaded.agreement else {}
            findings = lint_agreement(loaded, facts, found[0].now.date())
            for each in findings:
                click.echo(f"{each}\n    {each.article}  {each.hint}")
            failed = failed or any(each.is_error for each in findings)
        click.echo("有需要改正的问题。" if failed else "没有发现问题。")
    raise SystemExit(1 if failed else 0)


@partner.command("key", help="显示本方公钥，交给对方登记。")
@click.option("--new", type=click.Choice(ALGORITHMS), default=None, help="换一把新密钥；旧的继续有效七天。")
def key(new: str | None) -> None:
    """Tell our public key; with --new, change it: the file that is shown goes to the other side."""
    with offices() as found:
        side, folder = side_of(found[0]), found[0].books.settings.keys
        if new:
            keep_own_key(folder, side.party, make_key(new))
        ours = own_key(folder, side.party)
        said = {"party": side.party, "algorithm": ours.algorithm, "public": ours.public.hex(), "id": ours.id}
        click.echo(json.dumps(said, ensure_ascii=False))


@partner.command("trust", help="登记对方公钥（对方 partner key 的输出文件）。")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--days", type=click.IntRange(1), default=None, help="几天后停用；不写则一直有效。")
def trust_key(file: Path, days: int | None) -> None:
    """Trust a party's key from now on."""
    said = json.loads(file.read_text(encoding="utf-8"))
    with offices() as found:
        side, now = side_of(found[0]), found[0].now
        until = now + timedelta(days=days) if days else None
        public = bytes.fromhex(said["public"])
        made = trust(found[0].session, side.root, said["party"], said["algorithm"], public, now, until)
        found[0].session.commit()
        click.echo(f"已登记 {said['party']} 的密钥 {made.id[:16]}。")


@partner.command("conformance", help="按公开的协议测试一个系统（只发探测报文，不产生办件）。")
@click.argument("url")
@click.option("--party", required=True, help="被测的一方在协议里的编号。")
@click.option("--agreement", required=True, help="协议编号。")
def conformance(url: str, party: str, agreement: str) -> None:
    """Try a system with our own key; exit 1 where a check fails."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise TongbanError("地址应以 http:// 或 https:// 开头。")
    with offices() as found:
        checked = run_checks(_setting(found[0], url, party, agreement))
    for each in checked:
        click.echo(f"{'通过' if not each.fault else '不符'}  {each.title}{'：' + each.fault if each.fault else ''}")
    raise SystemExit(1 if any(each.fault for each in checked) else 0)


def _setting(office: Office, url: str, party: str, agreement: str) -> Setting:
    side = side_of(office)
    under = side.agreement(agreement)
    ours, theirs = under.side(side.party).regions[0], under.side(party).regions[0]
    known = rings(office.session, side.root)
    send = lambda endpoint, body: post(url, endpoint, body)  # noqa: E731
    return Setting(send, side.key, side.party, party, known, agreement, ours.division, theirs.division)


@partner.command("reconcile", help="与对方逐件对账；有不一致的以非零退出。")
@click.option("--all", "every", is_flag=True, help="一致的也列出。")
def reconcile(every: bool) -> None:
    """Compare both histories; what is on its way is no fault, what differs or was lost is."""
    faults = cases = on_the_way = 0
    with offices() as found:
        for office in found:
            side = side_of(office)
            with scoped(office.tenant):
                for party in side.partners:
                    for each in _compared(office, side, party):
                        cases += 1
                        faults += each.at_fault
                        on_the_way += each.judgement == "on_the_way"
                        if every or each.at_fault:
                            words = f"{each.case}  {each.said_by} 发出：本方 {each.here}，对方 {each.there}"
                            click.echo(f"{words}  {JUDGED[each.judgement]}")
    click.echo(f"共对账 {cases} 条报文流，途中 {on_the_way}，不一致 {faults}。")
    raise SystemExit(1 if faults else 0)


def _compared(office: Office, side: SideOf, party: str) -> list[Compared]:
    try:
        return list(compare(office, side, party))
    except Away as away:
        raise TongbanError(f"无法对账：{away}") from away


@partner.command("waiting", help="列出未送达和被拒收的报文；--resend 重新发送被拒收的。")
@click.option("--resend", "again", is_flag=True)
def waiting(again: bool) -> None:
    """Tell what waits; dead letters with the reason."""
    with offices() as found:
        for office in found:
            with scoped(office.tenant):
                click.echo(f"{office.tenant}：未送达 {count_waiting(office)} 条。")
                for row in dead_letters(office):
                    click.echo(f"  拒收 {row.case_id} 第 {row.sequence} 号 {row.kind}：{row.error}")
                    if again:
                        resend(office, row.case_id, row.sequence)
                office.session.commit()


@partner.command("demonstrate", help="在演示城市里建立两件跨域办件：一件办理中，一件办结。")
def demonstrate() -> None:
    """Make the second installation and both cases; once made, do nothing, so that a second start stays short."""
    with opened() as house:
        settings = demonstrating.with_its_secret(house.settings)
        first = demonstrating.Side(settings, house.sessions, desk_of(settings, house.books), "jiangbei")
        if demonstrating.is_made(first):
            click.echo("川渝跨域演示办件已在。")
            return
        second = demonstrating.side(demonstrating.partner_settings(settings.data, PARTNER_PORT), demonstrating.PARTNER)
        demonstrating.accounts_of(second)
        demonstrating.make(first, second)
    click.echo("已建立川渝跨域演示办件。")


@partner.command("demo", help="启动第二个平台（四川广安），与 make demo 的重庆平台互通。")
@click.option("--port", default=PARTNER_PORT, show_default=True)
@click.option(
    "--first-port", default=demonstrating.FIRST_PORT, show_default=True, help="第一个平台（make demo）的端口。"
)
def demo_partner(port: int, first_port: int) -> None:
    """Serve the second installation with a worker in the same process; it speaks with the first at its port."""
    with opened() as house:
        data = house.settings.data
    second = demonstrating.side(demonstrating.partner_settings(data, port, first_port), demonstrating.PARTNER)
    for each in demonstrating.accounts_of(second):
        click.echo(f"  {each.login:<24}{each.password:<16}{each.who}")
    click.echo(f"\n广安平台：http://127.0.0.1:{port}/{demonstrating.PARTNER}/  工作人员登录：/staff/login\n")
    stop = threading.Event()
    worker = threading.Thread(target=work_here, args=(second.sessions, second.desk, stop), daemon=True)
    worker.start()
    try:
        serve_forever(create_app(second.settings), "127.0.0.1", port)
    finally:
        stop.set()
        worker.join(10)
