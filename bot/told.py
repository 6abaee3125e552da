"""In which language is something told to those who run Bela? As in the rooms below: `config.told`."""

from config.told import NOTHING, Language, Told, alike, joined

__all__ = ["NOTHING", "Language", "Told", "alike", "joined"]
