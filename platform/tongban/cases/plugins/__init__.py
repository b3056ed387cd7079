"""Plugins at the cases: what they are told of a case, and what became of their faults.

What an answer works with is in `office`, which stands on the one door; the door itself stands on the rest.
"""

from tongban.cases.plugins.faults import faults_of, write_faults
from tongban.cases.plugins.tables import PluginFaultRow, PluginToldRow
from tongban.cases.plugins.telling import TELL_PLUGIN, follow_case, hears, tell_plugins, told_next

__all__ = [
    "TELL_PLUGIN",
    "PluginFaultRow",
    "PluginToldRow",
    "faults_of",
    "follow_case",
    "hears",
    "tell_plugins",
    "told_next",
    "write_faults",
]
