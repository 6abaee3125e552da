"""What does the help of each command say in English? The Portuguese stands in the command itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.told import Language

#: Below `bela`, by how it is called.
COMMANDS: Final[Mapping[str, str]] = {
    "": "Bela: tele-orientation and triage on Rocket.Chat.",
    "check": """Says what Bela and the Rocket.Chat server lack, and how each thing is mended.

Example: bela check""",
    "config": "The settings of this city or state.",
    "config show": """Shows what is in force and where it comes from; secrets stay hidden.

Example: bela config show""",
    "contract": """Rehearses with made-up people everything that Bela assumes of Rocket.Chat, and says what differs.

Makes accounts, visitors and departments named bela-contrato and deletes them at the end, also when it is interrupted; what a
rehearsal that was killed left behind, the next one deletes. Run it before and after an upgrade of Rocket.Chat. It needs
BELA_ROCKETCHAT_ADMIN_USERNAME and BELA_ROCKETCHAT_ADMIN_PASSWORD in .env. The exit code is 1 when something differs.

Example: bela contract""",
    "database": """Only the PostgreSQL that Bela starts, with nobody answered: to bring a backup back. Below it, the keys of the data.

Example: bela database""",
    "database change-master-key": """Changes the master key: the new one (of «bela key») is asked for here, or read from the input. No Bela may be running.

Afterwards put the new one into BELA_MASTER_KEY, in the .env of every machine. Older backups open with the old one only.

Example: bela database change-master-key""",
    "database reseal": """Encrypts everything stored anew, with the newest data key. Whether Bela runs or not.

May be interrupted at any moment: run again, it goes on where it stopped.

Example: bela database reseal""",
    "database rotate-data-key": """Makes a new data key: what is stored from now on is encrypted with it. Whether Bela runs or not.

What is stored already stays readable with the key of before; to bring it under the new one: bela database reseal.

Example: bela database rotate-data-key""",
    "demo": """Shows everything on this machine: the citizen's page, the agents' desk and the bot.

Example: bela demo""",
    "diagnostics": """Gathers settings, findings, health and the ends of the logs in one file, without secrets or people's data.

Example: bela diagnostics --out bela.tar.gz""",
    "flows": "The content: conversations, texts and protocol.",
    "flows check": """Reads the whole content and points out every fault with file, line and column.

Example: bela flows check""",
    "flows compare": """Says what changed from one version to another, as «diff» does.

Example: bela flows compare 2 3""",
    "flows coverage": """Says which steps, branches and rules the cases come by, and shows the lines that none comes by.

Example: bela flows coverage --fail-under 95""",
    "flows diff": """Says what would change if the draft were published: questions, branches, limits, rules and texts.

Example: bela flows diff""",
    "flows draw": """Draws a flow of the draft, or the whole pack, with the colour of the risk and the hand-offs.

Example: bela flows draw triagem --out triagem.svg""",
    "flows faults": """Shows what the content did wrong in conversations: where, how often, and when for the last time.

Example: bela flows faults --days 7""",
    "flows lint": """Points out everything that is wrong, or could be better, in the content.

Shows all of it at once, with file, line, column and the name of the rule; every rule has a page with an example in docs/lint.

Example: bela flows lint --strict""",
    "flows new": """Begins a new question: a flow, its text and a test case, with comments that say what to replace.

As long as answer and source are not written, «bela flows lint» points out what is missing, and none of it goes live.

Example: bela flows new piscina""",
    "flows page": """Shows the address of the draft's page, with its key; Bela has to be running on this machine.

Example: bela flows page""",
    "flows prove": """Proves that the content does not do what it must never do: lower the class of a grave case, leave somebody unanswered.

What does not hold is shown with the shortest conversation that shows the problem and with the lines of the YAML; the exit code is
1.

Example: bela flows prove --cache var/provas""",
    "flows publish": """Puts the draft live, or a version in review; conversations under way stay in the version they began in.

Example: bela flows publish --note "New telephone number of the clinic\"""",
    "flows replay": """Takes the triages made so far through another protocol: who would change class, and by which rules. Nothing is changed.

Example: bela flows replay --since 30d --with draft""",
    "flows restore": """Brings the files of a version into the folder of the draft; what is live does not change.

Example: bela flows restore 3""",
    "flows review": """Keeps the draft as a new version, for somebody else to read and publish.

Example: bela flows review --note "New telephone number of the clinic\"""",
    "flows rollback": """Goes back to the version that was live before, or to the one that is given; the draft stays as it is.

Example: bela flows rollback --note "The new text was confusing\"""",
    "flows schema": """Shows the format of the content as a JSON Schema, with which an editor completes and checks the keys.

Example: bela flows schema --out flows/schema.json""",
    "flows simulate": """Talks with the content as it is on the disk, without publishing anything.

A file that is saved counts from the next message on. ":help" shows what else may be asked for; ":record NAME" keeps a test case.
With --web, a page shows the clock, the answers, the steps, the rules that applied and the red flags as well.

Example: bela flows simulate --web""",
    "flows status": """Says what is live, since when and by whom, and how the draft stands.

Example: bela flows status""",
    "flows test": """Talks with the content as cases/*.yml say and tells what came out otherwise.

Every failure shows the whole conversation and the line that differs. Without FILE, all cases of the pack count. Nothing is sent to
anybody.

Example: bela flows test --only grávida""",
    "flows unanswered": """Shows the questions that Bela could not answer, those alike together; without names or numbers.

Example: bela flows unanswered --days 7""",
    "flows versions": """Lists all versions and everything that ever went live.

Example: bela flows versions""",
    "flows vignettes": """Talks with each person of vignettes.yml and counts the wrong classes.

No grave case may be missed, and at most 3 % of all may get a class that is too low; otherwise the exit code is 1.

Example: bela flows vignettes --conversations""",
    "guard": """Guards: if Bela stops, new conversations go to people until she is back.

Example: bela guard""",
    "key": """Makes a new master key for BELA_MASTER_KEY; keep it outside this machine as well.

Example: bela key""",
    "person": "The people of the registry.",
    "person begin": """Makes Bela begin a conversation in a person's open room, now or at a given time.

ENTRY is the name of an «entry» of the content that is live. The contact is made only once, also if Bela stops and comes back; if
by then the conversation is with one of the team, or is closed, it is not made.

Example: bela person begin BELA-7K3M-94QX acompanhamento --at "2026-12-01 09:00" --set dia=3""",
    "person show": """Shows the history of a person.

Example: bela person show BELA-7K3M-94QX""",
    "provision": """Prepares a Rocket.Chat server: bot, permissions, departments and settings.

Example: bela provision""",
    "run": """Answers people: connects to Rocket.Chat and goes on until it is stopped (Ctrl-C).

A second process of the same bot stands by and takes over within seconds. SIGHUP reads the settings again.

Example: bela run""",
    "triage": "The triages made.",
    "triage explain": """Explains one triage or those of a person, with answers, rules, sources and version, and works out the result again.

The ID is the person's (BELA-…), and then all of theirs are explained; or that of the triage, which is shown with each; or its part
before the slash, which is the encounter's.

Example: bela triage explain BELA-7K3M-94QX""",
}

#: By the option, or by command and option where the same option is something else there.
_OPTIONS: Final[Mapping[str, str]] = {
    "--add-missing": "Writes a case for every question that no case comes by, by its keyword.",
    "--answer": "With --refresh: what everybody answers to a new question, wherever it is asked.",
    "--as": "Which bot, where there are several (rocketchat.more_bots).",
    "--at": "When, by the city's clock; without this, now.",
    "--built-in": "Also what Bela brings along and the pack did not change.",
    "--by": "Who does this; if not given, your account.",
    "--cache": "Folder for what has been proved, so that it is not proved again; may be deleted at any time.",
    "--channel": "What the person writes through: livechat, whatsapp …",
    "--conversations": "Shows the conversation of every case that went wrong.",
    "--days": "For how many days back.",
    "--deployment": "Folder of the city or state.",
    "--fail-under": "Ends with 1 if steps or branches are below N %.",
    "--force": "Also where there are changes that no version keeps.",
    "--forget-older": "At the end, deletes the older keys; no Bela may be running.",
    "--format": "How to say it: in sentences, JSON or SARIF 2.1.0.",
    "--from-unanswered": "With the words of a group of «bela flows unanswered».",
    "--json": "Writes the report as JSON, for programs.",
    "--lang": "In Portuguese or in English; BELA_LANG sets it for all commands.",
    "--laws": "Only shows the laws that are proved.",
    "--no-defaults": "Without the cases that every flow is given for nothing (audio, sticker, silence …).",
    "--note": "Why, in one sentence; it is kept on record.",
    "--only": "Only the cases that have this text in their name.",
    "--onto": "The live version whose changes the draft has already.",
    "--out": "Where to keep it; without this, on the terminal.",
    "--port": "Where the page listens; without this, on a free port.",
    "--refresh": "Writes the cases that fail anew, by what happens now. Check afterwards what changed.",
    "--set": "What is known already; may be repeated.",
    "--since": "Since how long ago: 30d, 12h, 4w.",
    "--strict": "Warnings count as errors, too (exit code 1).",
    "--traffic": "Shows how often each was answered in 30 days.",
    "--web": "Opens the simulator as a page, and shows its address.",
    "--with": 'By which protocol: "draft", the draft\'s, or the number of a version.',
    "--with-open-conversations": "Runs even with conversations of people open; does not touch them.",
    "diagnostics --out": "File to make; never overwrites one.",
    "flows draw --format": "As a picture (svg) or as text for documents (mermaid).",
    "flows simulate --as": "Who writes: a name of the pack's folder people/, or a YAML file with name, channel, at and slots.",
    "flows vignettes --json": "Shows the table as data (JSON).",
}

#: Capitals that stand for what is to be written.
_CAPITALS: Final[Mapping[str, str]] = {
    "ANTES": "BEFORE",
    "ARGUMENTOS": "ARGS",
    "ARQUIVO": "FILE",
    "CANAL": "CHANNEL",
    "COMANDO": "COMMAND",
    "DEPOIS": "AFTER",
    "DIAS": "DAYS",
    "ENTRADA": "ENTRY",
    "FLUXO": "FLOW",
    "GRUPO": "GROUP",
    "NOME": "NAME",
    "OPÇÕES": "OPTIONS",
    "PASTA": "FOLDER",
    "PESSOA": "PERSON",
    "PORTA": "PORT",
    "QUAL": "WHICH",
    "QUANDO": "WHEN",
    "RESPOSTA": "ANSWER",
    "ROBÔ": "BOT",
    "TEMPO": "TIME",
    "TEXTO": "TEXT",
    "VALOR": "VALUE",
    "VERSÃO": "VERSION",
}
_CAPITALS_IN_PORTUGUESE: Final = {english: portuguese for portuguese, english in _CAPITALS.items()}


def option(command: str, name: str) -> str | None:
    """What the option of that command is for; None where it is not written here."""
    return _OPTIONS.get(f"{command} {name}", _OPTIONS.get(name))


def capitals(word: str, language: Language) -> str:
    """The word in that language; one that stands in no list stays."""
    return (_CAPITALS if language is Language.en else _CAPITALS_IN_PORTUGUESE).get(word, word)
