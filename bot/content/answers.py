"""What kinds of answer can a question expect?

Each kind is plain data; `bot.understanding` reads a citizen's words against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: The value stored when a person says that they do not know, or prefer not to say.
UNKNOWN = "desconhecido"

#: What yes and no are called where examples are given of them.
YES, NO = "sim", "nao"

#: The range of a number that has none of its own.
ANY_NUMBER = 1e12


def in_language(text: str, translations: Mapping[str, str], language: str) -> str:
    """The text in that language, or in the language without its country; else as it is."""
    if not language or not translations:
        return text
    return translations.get(language) or translations.get(language.split("-", maxsplit=1)[0]) or text


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a closed question."""

    #: What is stored: a slug such as "febre".
    id: str
    #: What the citizen sees: "Febre".
    label: str
    #: Other words that mean it, as people write them: "febri", "quentura".
    synonyms: tuple[str, ...] = ()
    #: Words that mean it only where this is asked: "pressão", "de sete meses". Unasked, they tell nothing.
    when_asked: tuple[str, ...] = ()
    #: Language → label; it is understood, too.
    translations: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def names_when_asked(self) -> tuple[str, ...]:
        """All words that mean it where this is asked, what the citizen sees first."""
        return (self.label, *self.synonyms, *self.when_asked)

    def labelled(self, language: str) -> str:
        """The label in that language, or in the language without its country; else as it is."""
        return in_language(self.label, self.translations, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo:
    """Stored as true or false."""

    #: Statements that mean yes, and denied mean no: "testou positivo", "tive contato".
    about: tuple[str, ...] = ()
    #: Such as mean it only where this is asked: "minha irmã pegou".
    when_asked: tuple[str, ...] = ()
    allow_unknown: bool = True

    @property
    def about_when_asked(self) -> tuple[str, ...]:
        """All statements that mean yes where this is asked."""
        return (*self.about, *self.when_asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the options, by number, id, label or synonym; stored as the option's id."""

    options: tuple[Option, ...]
    allow_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiChoice:
    """Any number of the options ("1, 3 e 4", "febre e tosse", "nenhum"); stored as a list of ids, empty for none."""

    options: tuple[Option, ...]
    #: The option that means "none of these", shown last.
    none: Option
    allow_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number with a plausible range; stored as int when whole, else float."""

    minimum: float
    maximum: float
    #: Shown in explanations and accepted behind the number: "kg".
    unit: str = ""
    #: More words for the unit: "quilos", "kilo".
    unit_words: tuple[str, ...] = ()
    whole: bool = False
    allow_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Years of age; babies in months are stored as 0; stored as int."""

    maximum: int = 120
    allow_unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Temperature:
    """Degrees Celsius ("38,5", "uns 39 graus", "385" is not guessed); stored as float."""

    minimum: float = 34.0
    maximum: float = 43.0
    allow_unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """Whole days from the start until today ("3 dias", "desde ontem", "uma semana"); stored as int."""

    maximum_days: int = 60
    allow_unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityAnswer:
    """A municipality of the deployment, misspellings forgiven; stored as its name."""

    allow_unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeText:
    """Any words (a name, a message left for the team); stored as text, trimmed."""

    maximum_length: int = 1000
    #: A person's name: "meu nome é Maria", "sou a Maria" are stored as "Maria".
    name: bool = False
    allow_unknown: bool = field(default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A day ("12/03/2026", "ontem", "12 de março"); stored as "2026-03-12"."""

    #: How many days back it may lie.
    past_days: int = 36_600
    #: How many days ahead it may lie.
    future_days: int = 0
    allow_unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cpf:
    """A CPF with right check digits; stored as its 11 digits."""

    allow_unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cns:
    """A number of the Cartão Nacional de Saúde with its right check; stored as its 15 digits."""

    allow_unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A Brazilian telephone with its area code; stored as "+5585912345678"."""

    allow_unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture, sound, film or file that the citizen sends; stored as what it is: "image"."""

    #: What is accepted: "image", "audio", "video", "file".
    media: tuple[str, ...] = ("image", "file")
    allow_unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place shared by the telephone, stored as "-3.731862,-38.526670", or a municipality in words, as its name."""

    allow_unknown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who it is about: "eu", "mãe", "filho" … or "outra pessoa"; understood at any time ("é para minha mãe")."""

    allow_unknown: bool = False


Answer = (
    YesNo
    | Choice
    | MultiChoice
    | Number
    | Age
    | Temperature
    | Duration
    | MunicipalityAnswer
    | FreeText
    | Date
    | Cpf
    | Cns
    | Phone
    | Attachment
    | Location
    | Subject
)

#: Kind of answer → its part of a response's name: `utter_invalid_age`. A text that is a name is told apart by `name`.
KIND_NAMES: Mapping[type, str] = {
    YesNo: "yes_no",
    Choice: "choice",
    MultiChoice: "multi_choice",
    Number: "number",
    Age: "age",
    Temperature: "temperature",
    Duration: "duration",
    MunicipalityAnswer: "municipality",
    Date: "date",
    Cpf: "cpf",
    Cns: "cns",
    Phone: "phone",
    Attachment: "attachment",
    Location: "location",
    Subject: "subject",
}
