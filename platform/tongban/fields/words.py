"""What controls say beside the definition's own texts: handed in by whoever knows the reader's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all controls; the default is Chinese. Places like `%(size)s` are filled when a page is written."""

    required: str = "（必填）"
    optional: str = "（选填）"
    example: str = "示例：%(example)s"
    wrong: str = "有误："
    choose: str = "请选择"
    between: str = "、"
    formats: str = "可以上传 %(formats)s 格式的文件，不超过 %(size)s MB。"
    kept: str = "已上传：%(name)s。重新选择文件即可替换。"
    signer: str = "签名人姓名"
    signed: str = "我确认以上姓名为本人签署"
    draw: str = "在下面用手指或者鼠标手写签名（可以不写，填写姓名同样有效）"
    draw_again: str = "清除重写"
    drawing: str = "手写签名"
    drawing_empty: str = "手写签名区，还没有写"
    declared: str = "我已阅读并作出上述声明"
    row: str = "%(label)s：第 %(number)s 行"
    remove_row: str = "删除此行"
    add_row: str = "增加一行"
    card: str = "%(label)s %(number)s"
    remove_card: str = "删除这一组"
    add_card: str = "增加一组"
    of_table: str = "：%(label)s"
    yuan: str = "元"
    begin: str = "开始日期"
    end: str = "结束日期"
    yes: str = "是"
    no: str = "否"
    province: str = "所在省（直辖市）"
    city: str = "所在市（州）"
    county: str = "所在区县"
    detail: str = "详细地址（街道、门牌号）"


CHINESE = Words()
