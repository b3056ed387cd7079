"""Changes of bodies (36 §14(3); T6): told beforehand, carried out once, and nothing left that belongs to nobody."""

from tongban.cases.handing_over.carry import Carried, carry_out
from tongban.cases.handing_over.orphans import orphans
from tongban.cases.handing_over.plan import MovePlan, Plan, plan
from tongban.cases.handing_over.plugin_texts import naming

__all__ = ["Carried", "MovePlan", "Plan", "carry_out", "naming", "orphans", "plan"]
