"""Template files: text with choices `[a|b]` and slots `{name}`, separated by lines of `---`."""

import glob
import math
import os
import re
from dataclasses import dataclass, field

PERSON_FIELDS = frozenset("full first last nick initials lastfirst firstlower upper initiallast spelled".split())
PERSON_WORDS = frozenset("he him his He Him His title kin".split())
LABELS = {
    "LOCATION": "city county district landmark",
    "ADDRESS": "street_address full_address zip",
    "ORG": "company hospital school agency department_of_company",
    "PROFESSION": "job",
    "USERNAME": "username handle",
    "CODE": "id phone phone_spoken email email_spoken ssn mrn iban card plate policy_no account_no",
}
SLOT_TYPES = {slot: label for label, slots in LABELS.items() for slot in slots.split()}
PLAIN_SLOTS = frozenset(
    "state country nationality date date_words year time weekday month age money number small percent version url_doc"
    " path drug disease eponym_disease procedure lab product brand software course book law animal food color"
    " material genus epithet foreign rare_word".split()
)
PERSON_SLOT = re.compile(r"p([1-9])\.([A-Za-z]+)")
ESCAPED = "[]{}|\\"


class TemplateError(ValueError):
    """A template that does not follow the form; the message begins with file:line."""


@dataclass(frozen=True)
class Slot:
    """A place for a value: of person `owner` (1–9) when not 0, else of the slot called `name`."""

    owner: int
    name: str

    @property
    def label(self):
        if self.owner:
            return "PERSON" if self.name in PERSON_FIELDS else None
        return SLOT_TYPES.get(self.name)


@dataclass(frozen=True)
class Choice:
    options: tuple  # of sequences of str, Slot and Choice


@dataclass(frozen=True)
class Template:
    name: str  # file without ending, #, number from 1
    language: str
    domain: str
    nodes: tuple
    negative: bool = field(default=False)
    lines: int = field(default=1)

    def expansions(self):
        """How many texts the choices alone make."""
        return _expansions(self.nodes)


def _expansions(nodes):
    return math.prod(sum(_expansions(o) for o in n.options) for n in nodes if isinstance(n, Choice))


def _labelled(nodes):
    return any(
        n.label if isinstance(n, Slot) else any(map(_labelled, n.options)) for n in nodes if not isinstance(n, str)
    )


class _Parser:
    def __init__(self, text, file, line):
        self.text, self.file, self.line, self.at = text, file, line, 0

    def error(self, at, what):
        raise TemplateError(f"{self.file}:{self.line + self.text.count(chr(10), 0, at)}: {what}")

    def slot(self):
        start = self.at
        end = self.text.find("}", start)
        name = self.text[start + 1 : end] if end >= 0 else None
        if name is None or not re.fullmatch(r"[A-Za-z0-9_.]+", name):
            self.error(start, "expected {slot}; write \\{ for a literal brace")
        self.at = end + 1
        person = PERSON_SLOT.fullmatch(name)
        if person:
            if person[2] not in PERSON_FIELDS and person[2] not in PERSON_WORDS:
                self.error(start, f"unknown field of a person: {{{name}}}")
            return Slot(int(person[1]), person[2])
        if name not in SLOT_TYPES and name not in PLAIN_SLOTS:
            self.error(start, f"unknown slot: {{{name}}}")
        return Slot(0, name)

    def sequence(self, inside):
        nodes, plain = [], []

        def flush():
            if plain:
                nodes.append("".join(plain))
                plain.clear()

        while self.at < len(self.text):
            c = self.text[self.at]
            if c == "\\" and self.text[self.at + 1 : self.at + 2] in tuple(ESCAPED):
                plain.append(self.text[self.at + 1])
                self.at += 2
            elif c == "{":
                flush()
                nodes.append(self.slot())
            elif c == "[":
                flush()
                nodes.append(self.choice())
            elif c == "}":
                self.error(self.at, "a closing brace without its opening; write \\} for a literal one")
            elif c == "]" and not inside:
                self.error(self.at, "a closing bracket without its opening; write \\] for a literal one")
            elif inside and c in "|]":
                break
            else:  # a pipe outside a choice has one meaning only
                plain.append(c)
                self.at += 1
        flush()
        return tuple(nodes)

    def choice(self):
        start, options = self.at, []
        while True:
            self.at += 1
            options.append(self.sequence(True))
            if self.at >= len(self.text):
                self.error(start, "a choice that is never closed; write \\[ for a literal bracket")
            if self.text[self.at] == "]":
                break
        self.at += 1
        if len(options) < 2:
            self.error(start, "a choice of one; write \\[ for a literal bracket")
        return Choice(tuple(options))


def parse(text, file="text", line=1):
    """The nodes of one template. Raises TemplateError."""
    return _Parser(text, file, line).sequence(False)


def read_file(path, language):
    """The templates of one file. Raises TemplateError with file and line of the first fault of each malformed one."""
    try:
        with open(path, encoding="utf-8", newline=None) as f:
            lines = f.read().lstrip("\ufeff").split("\n")
    except UnicodeDecodeError as e:
        raise TemplateError(f"{path}:1: not UTF-8: {e.reason} at byte {e.start}") from e
    first = 0
    while first < len(lines) and lines[first].startswith("#"):
        first += 1
    name = os.path.basename(path).removesuffix(".txt")
    templates, start, wrong = [], first, []
    for at in range(first, len(lines) + 1):
        if at < len(lines) and lines[at].rstrip() != "---":
            continue
        begin, end = start, at
        while begin < end and not lines[begin].strip():
            begin += 1
        while end > begin and not lines[end - 1].strip():
            end -= 1
        if begin < end:
            try:
                nodes = parse("\n".join(lines[begin:end]), path, begin + 1)
                templates.append(
                    Template(f"{name}#{len(templates) + 1}", language, name, nodes, not _labelled(nodes), end - begin)
                )
            except TemplateError as e:
                wrong.append(str(e))
        start = at + 1
    if wrong:
        raise TemplateError("\n".join(wrong))
    if not templates:
        raise TemplateError(f"{path}:1: no template in this file")
    return templates


def files(folder, language):
    return sorted(glob.glob(os.path.join(glob.escape(folder), language, "*.txt")))
