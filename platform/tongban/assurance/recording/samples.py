"""Sample values that are formally right and belong to nobody, by number: the same number, the same value.

Identity numbers carry the sequence 000, which is given to nobody; credit codes the division 000000; addresses a road
that says that it is a sample; e-mail the domain reserved for examples (RFC 2606).
"""

from __future__ import annotations

from stdnum.cn import ric, uscc

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714


def sample_person(number: int) -> str:
    """Give a name that nobody bears: 示例甲, 示例乙 … 示例甲乙."""
    return f"示例{_stems(number)}"


def sample_body(number: int) -> str:
    """Give the name of an organisation that there is not."""
    return f"示例单位{_stems(number)}"


def sample_id_number(number: int) -> str:
    """Give an identity number with a right check digit: born in January 1990 onwards, sequence 000."""
    months, day = divmod(number, 28)
    years, month = divmod(months, 12)
    body = f"500000{1990 + years % 20}{month + 1:02}{day + 1:02}000"
    return body + str(ric.calc_check_digit(body + "0"))


def sample_uscc(number: int) -> str:
    """Give a credit code with both check digits right, of a division that there is not."""
    organisation = f"MA{number % 10**6:06}"
    body = f"91000000{organisation}{_organisation_digit(organisation)}"
    return body + str(uscc.calc_check_digit(body))


def sample_phone(number: int) -> str:
    """Give a mobile number of the block that the repository's samples use."""
    return f"1380000{number % 10**4:04}"


def sample_email(number: int) -> str:
    return f"sample{number}@example.com"


def sample_detail(number: int) -> str:
    """Give the detail line of an address."""
    return f"示例路 {number + 1} 号"


def _stems(number: int) -> str:
    more, last = divmod(number, len(_STEMS))
    return (_stems(more - 1) if more else "") + _STEMS[last]


def _organisation_digit(body: str) -> str:
    values = (int(each, 36) for each in body)
    digit = 11 - sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(digit, str(digit))
