"""What can be said of a definition before it is used: its examples are played on a virtual calendar. Pure."""

from tongban.assurance.moves import Move, moves
from tongban.assurance.play import Played, Surprise, examples, play, stage_of

__all__ = ["Move", "Played", "Surprise", "examples", "moves", "play", "stage_of"]
