"""From a file to nodes and faults."""

import re
from pathlib import Path

import yaml

from config.marked_yaml import limits, syntax
from config.marked_yaml.building import Builder, Stopped
from config.marked_yaml.faults import Fault, Mark
from config.marked_yaml.nodes import Node
from config.marked_yaml.places import Places

#: characters YAML refuses, and invisible line breaks that editors do not count as lines
_UNFIT = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

#: libyaml's parser where PyYAML was built with it, as in its published wheels: ten times faster
_PARSER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path, *, root: Path) -> tuple[Node | None, tuple[Fault, ...]]:
    """Read one YAML file; marks name it relative to `root`. Faults come sorted; the node is None when there is none."""
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    try:
        with path.open("rb") as opened:
            data = opened.read(limits.FILE_BYTES + 1)
    except FileNotFoundError:
        return None, (
            Fault(
                "unreadable-file", Mark(file, 1, 1), "o arquivo não existe", english="the file is not there"
            ),
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        told, english = f"não consegui ler o arquivo ({reason})", f"the file cannot be read ({reason})"
        return None, (Fault("unreadable-file", Mark(file, 1, 1), told, english=english),)
    return read_bytes(data, file=file)


def read_bytes(data: bytes, *, file: str) -> tuple[Node | None, tuple[Fault, ...]]:
    """Read YAML from memory as `read` does from a file."""
    if len(data) > limits.FILE_BYTES:
        sentence = f"arquivo maior que {limits.FILE_BYTES // 1_000_000} MB; divida-o em vários"
        english = f"file larger than {limits.FILE_BYTES // 1_000_000} MB; divide it into several"
        return None, (Fault("file-too-large", Mark(file, 1, 1), sentence, english=english),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark = Places(error.object[: error.start].decode(), file).end
        return None, (
            Fault(
                "bad-encoding",
                mark,
                "o arquivo não está em UTF-8 a partir daqui; salve-o como UTF-8",
                english="from here on the file is not UTF-8; save it as UTF-8",
            ),
        )
    if unfit := _UNFIT.search(text):
        mark = Places(text[: unfit.start()], file).end
        sentence = f"caractere invisível ou inválido (U+{ord(unfit.group()):04X}); apague-o"
        english = f"invisible or invalid character (U+{ord(unfit.group()):04X}); delete it"
        return None, (Fault("bad-character", mark, sentence, english=english),)
    return _read_text(text, file)


def _read_text(text: str, file: str) -> tuple[Node | None, tuple[Fault, ...]]:
    parser = _PARSER(text)
    places = Places(text, file)
    builder = Builder(places)
    try:
        node = builder.document(iter(parser.get_event, None))
    except Stopped:
        node = None
    except yaml.YAMLError as error:
        node = None
        builder.faults.append(_broken(error, places))
    finally:
        parser.dispose()
    return node, tuple(sorted(builder.faults, key=lambda fault: fault.mark))


def _broken(error: yaml.YAMLError, places: Places) -> Fault:
    rule, told = syntax.explain(error)
    mark = places.mark(*syntax.place(error))
    line = places.line(mark)
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[mark.column - 1 : mark.column] == "\t":
        rule, mark, told = "tab", Mark(mark.file, mark.line, line.index("\t") + 1), syntax.TAB
    return Fault(rule, mark, told.pt, english=told.en)
