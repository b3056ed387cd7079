"""A real case made an example: personal data replaced by reserved samples, and played to show that it still plays."""

from tongban.assurance.recording.disguise import Disguise
from tongban.assurance.recording.real_case import Recorded, record_case

__all__ = ["Disguise", "Recorded", "record_case"]
