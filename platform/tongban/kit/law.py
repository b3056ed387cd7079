"""The law for plugins: a case as it stands, what happened, what may be asked of it. Pure."""

from tongban.law import Actor, Applicant, Case, Command, Event, HandedIn, Refusal, State, commands, events

__all__ = ["Actor", "Applicant", "Case", "Command", "Event", "HandedIn", "Refusal", "State", "commands", "events"]
