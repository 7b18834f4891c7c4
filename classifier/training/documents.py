"""Makes labelled documents for the token classifier out of whole written ones with marks; see README.md."""

import argparse
import glob
import json
import os
import random
import re
import sys
from dataclasses import dataclass

import noise
from generate import merge, spans_of
from names import HOME, Pools
from slots import Filler

HERE = os.path.dirname(os.path.abspath(__file__))
HEAD = re.compile(r"=== ([a-z]{2}) \| (.+?) \| (sensitive|ordinary) *")
MARK = re.compile(r"\{\{([a-z0-9]+)(?:\.([a-z]+))?=(.+?)\}\}", re.DOTALL)
PERSON = re.compile(r"p(\d+)([fmx])")
FORMS = frozenset("full first last lastfirst initiallast initials nick other".split())
LABELS = {
    "city": "LOCATION",
    "place": "LOCATION",
    "address": "ADDRESS",
    "zip": "ADDRESS",
    "org": "ORG",
    "job": "PROFESSION",
    "user": "USERNAME",
    "code": "CODE",
    "phone": "CODE",
    "email": "CODE",
}
# Marks whose value may be another one of the same kind, and the slot that gives it.
OTHERS = {"city": "city", "address": "street_address", "user": "username", "phone": "phone", "email": "email"}

# Types of which a document's writer may have left out some: there the teacher is followed.
OPEN = ["LOCATION", "ORG", "PROFESSION", "CODE"]


class DocumentError(ValueError):
    """A file that does not follow the form; the message begins with file:line."""


@dataclass(frozen=True)
class Part:
    """A stretch of a document: plain text when it has no kind, else what is marked."""

    text: str
    kind: str = ""  # p1f, city, …
    form: str = ""  # of a person: full, first, …

    @property
    def label(self):
        if not self.kind:
            return None
        return "PERSON" if self.form else LABELS[self.kind]


@dataclass(frozen=True)
class Document:
    name: str  # file without ending, #, number from 1
    language: str
    domain: str
    sensitive: bool
    parts: tuple


def parse(text, where):
    """The parts of a document's text. Raises DocumentError that begins with `where`."""
    parts, at = [], 0
    for mark in MARK.finditer(text):
        kind, form, value = mark.groups()
        person = PERSON.fullmatch(kind)
        if person and form not in FORMS or not person and (form or kind not in LABELS):
            raise DocumentError(f"{where}: unknown mark {mark[0]}")
        if mark.start() > at:
            parts.append(Part(text[at : mark.start()]))
        parts.append(Part(value, kind, form or ""))
        at = mark.end()
    parts.append(Part(text[at:]))
    if any("{{" in p.text or "}}" in p.text for p in parts):
        raise DocumentError(f"{where}: a mark that is not closed or not opened")
    return tuple(parts)


def read_file(path):
    """The documents of one file. Raises DocumentError with file and line of its first fault."""
    found, lines, name = [], [], os.path.basename(path).removesuffix(".txt")

    def finish():
        if found:
            language, domain, sort, line = found.pop()
            parts = parse("".join(lines).strip("\n") + "\n", f"{path}:{line}")
            sensitive = sort == "sensitive"
            if not sensitive and any(p.form for p in parts):
                raise DocumentError(f"{path}:{line}: a person in an ordinary document")
            found.append(Document(f"{name}#{len(found) + 1}", language, domain, sensitive, parts))

    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            head = HEAD.fullmatch(line.rstrip("\n"))
            if head:
                finish()
                found.append((*head.groups(), number))
                lines.clear()
            elif found:
                lines.append(line)
            elif line.strip() and not line.startswith("#"):
                raise DocumentError(f"{path}:{number}: text before the first head line")
    finish()
    return found


def lines_of(parts):
    """The parts of each line; a mark over several lines stays in the one where it begins."""
    lines = [[]]
    for part in parts:
        pieces = [part.text] if part.kind else part.text.splitlines(keepends=True)
        for piece in pieces:
            lines[-1].append(part if part.kind else Part(piece))
            if not part.kind and piece.endswith("\n"):
                lines.append([])
    return [line for line in lines if line]


def like(value, written):
    """A value in capitals or in lower case where what was written is."""
    if written.islower():
        return value.lower()
    return value.upper() if written.isupper() and len(written) > 3 else value


class Writer:
    """Documents of the languages written; document i depends on seed and i alone."""

    def __init__(self, documents, weights, seed):
        self.seed, pools = seed, Pools()
        self.weights = {k: v for k, v in weights.items() if any(d.language == k for d in documents)}
        self.fillers = {language: Filler(language, pools) for language in self.weights}
        self.listed = {k: [d for d in documents if d.language == k] for k in self.weights}

    def person(self, filler, kind, draw):
        gender = PERSON.fullmatch(kind)[2]
        while True:
            drawn = filler.people.person(draw)
            if gender == "x" or drawn.female == (gender == "f"):
                return drawn

    def filled(self, parts, filler, draw, other):
        """Segments of the parts; with `other` people and places other than those that are written."""
        people, out = {}, []
        for part in parts:
            value, owner = part.text, None
            if part.form:
                if part.kind not in people:
                    people[part.kind] = self.person(filler, part.kind, draw)
                owner = people[part.kind]
                if other and part.form != "other" and not any(c.isdigit() for c in value):
                    value = like(owner.field(part.form, draw), value)
            elif other and part.kind in OTHERS and draw.random() < 0.6:
                value = like(filler.by_name[OTHERS[part.kind]](draw), value)
            out.append((value, part.label, owner))
        return out

    def chosen(self, draw):
        """A language, the documents of which this one is made, and their lines: now and then some of one within another."""
        language = draw.choices(list(self.weights), list(self.weights.values()))[0]
        first = draw.choice(self.listed[language])
        lines, used = lines_of(first.parts), [first]
        while draw.random() < 0.3:
            other = draw.choice(self.listed[language])
            more = lines_of(other.parts)
            if other.sensitive and draw.random() < 0.6:
                start = draw.choice([at for at, line in enumerate(more) if any(p.kind for p in line)] or [0])
                start = max(0, start - draw.choice((0, 0, 1)))
                more = more[start : start + draw.choice((1, 1, 2, 3))]
            others = [[Part(p.text, self.renamed(p.kind, len(used)), p.form) for p in line] for line in more]
            at = draw.randint(0, len(lines))
            lines[at:at] = others
            used.append(other)
        return language, used, [part for line in lines for part in line]

    @staticmethod
    def renamed(kind, number):
        """The kind of a mark in the document put in as such a number: its people are others."""
        person = PERSON.fullmatch(kind)
        return f"p{number}0{person[1]}{person[2]}" if person else kind

    def document(self, index):
        """Document `index`, as a line of the output."""
        draw = random.Random(f"{self.seed}:{index}")
        language, used, parts = self.chosen(draw)
        segments = merge(self.filled(parts, self.fillers[language], draw, draw.random() < 0.6))
        if draw.random() < 0.6:
            segments = noise.apply(segments, draw, self.fillers[language].values, language)
        text, spans = spans_of(segments)
        names = "+".join(d.name for d in used)
        return {
            "text": text,
            "spans": spans,
            "unlabelled": OPEN,
            "lang": language,
            "template": names,
            "domain": used[0].domain,
        }


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", default=os.path.join(HERE, "documents"), help="folder with files of documents")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default="-", help="file, - for standard output")
    parser.add_argument("--check", action="store_true", help="only read every file and count")
    options = parser.parse_args(arguments)
    try:
        paths = sorted(glob.glob(os.path.join(glob.escape(options.documents), "*.txt")))
        documents = [d for path in paths for d in read_file(path)]
        if not documents:
            raise DocumentError(f"{options.documents}:1: no documents here")
    except DocumentError as e:
        print(e, file=sys.stderr)
        return 1
    by_language = {k: sum(d.language == k for d in documents) for k in sorted(HOME)}
    print(len(documents), "documents,", sum(d.sensitive for d in documents), "sensitive:", by_language, file=sys.stderr)
    if options.check:
        return 0
    writer = Writer(documents, by_language, options.seed)
    out = sys.stdout if options.out == "-" else open(options.out, "w", encoding="utf-8")
    with out:
        for index in range(options.count):
            out.write(json.dumps(writer.document(index), ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
