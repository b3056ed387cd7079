"""Every key of who decides, where and how, and what one may do against a decision."""

from __future__ import annotations

from tongban.definitions.vocabulary.basis import USCC, BasisEntry
from tongban.definitions.vocabulary.entries import Entry, ListOf, Part
from tongban.definitions.vocabulary.kinds import OneOf, Pattern, Text, Whole, YesNo

URL = (r"https?://\S+", "网址，如 https://www.example.gov.cn/")


class AuthorityEntry(Entry):
    name = Text(required=True)
    uscc = Pattern(*USCC)
    nature = OneOf("statutory", "authorised", "entrusted")
    source = OneOf(
        "own_level", "delegated_down", "authorised_above", "authorised_peer", "entrusted_above", "entrusted_peer"
    )
    entrusted_by = Text()


class CounterEntry(Entry):
    name = Text(required=True)
    address = Text(required=True)
    hours = Text(required=True)
    phone = Text()


class ContactEntry(Entry):
    way = OneOf("window", "web", "phone", "letter", "email", required=True)
    value = Text(required=True)


class KioskEntry(Entry):
    name = Text(required=True)
    address = Text(required=True)


class AppointmentEntry(Entry):
    daily = Whole(1, required=True)
    ahead_days = Whole(1, required=True)
    slots = ListOf(Text(), least=1)
    note = Text()


class ServiceEntry(Entry):
    address = Text()
    hours = Text()
    phone = Text()
    complaints = Text()
    traffic = Text()
    counters = ListOf(Part(CounterEntry))
    consult = ListOf(Part(ContactEntry), least=1)
    complain = ListOf(Part(ContactEntry), least=1)
    online_url = Pattern(*URL)
    mobile_url = Pattern(*URL)
    kiosks = ListOf(Part(KioskEntry), least=1)
    appointment = Part(AppointmentEntry)


class RemedyEntry(Entry):
    office = Text(required=True)
    address = Text()
    phone = Text()
    url = Pattern(*URL)


class RemediesEntry(Entry):
    review = Part(RemedyEntry)
    litigation = Part(RemedyEntry)


class QuantityLimitEntry(Entry):
    text = Text(required=True)
    basis = Part(BasisEntry)


class IntermediaryEntry(Entry):
    name = Text(required=True)
    content = Text(required=True)
    basis = Part(BasisEntry)


class ReachEntry(Entry):
    level = OneOf("village", "township", "county", "city", "province", "national", required=True)
    note = Text()


class CourierEntry(Entry):
    materials = YesNo()
    results = YesNo()


class AnswerEntry(Entry):
    question = Text(required=True)
    answer = Text(required=True)
