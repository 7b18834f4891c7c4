"""Makes labelled documents for the token classifier out of templates; see README.md."""

import argparse
import collections
import json
import os
import random
import sys
import time

import noise
import template
from names import HOME, Pools
from slots import Filler

HERE = os.path.dirname(os.path.abspath(__file__))
JOINTS = {
    False: ("\n\n", "\n\n", "\n", "\n", "\n\n\n", "\n---\n", "\n\n* * *\n\n", "\n\n----------\n\n", "\n\n"),
    True: (" ", " ", " ", "\n", "\n\n", "\n\n", "  ", " - ", "\n- ", "\n* ", "\n• "),
}


def merge(segments):
    """Neighbouring parts of one person's name made one segment; empty ones left out."""
    out = []
    for segment in segments:
        text, label, owner = segment
        if not text:
            continue
        if (
            owner is not None
            and len(out) > 1
            and out[-1][0] in (" ", "  ")
            and out[-1][1] is None
            and out[-2][2] is owner
        ):
            before = out[-2][0] + out.pop()[0]
            out[-1] = (before + text, label, owner)
        else:
            out.append(segment)
    return out


def spans_of(segments):
    """The text and its spans in code points, white space around a value outside of its span."""
    text, spans, at = [], [], 0
    for value, label, _ in segments:
        if label and value.strip():
            start = at + len(value) - len(value.lstrip())
            spans.append({"start": start, "end": start + len(value.strip()), "type": label})
        text.append(value)
        at += len(value)
    return "".join(text), spans


class Generator:
    """Documents of the languages of `templates` (language to templates); document i depends on seed and i alone."""

    def __init__(self, templates, weights, seed):
        self.seed, pools = seed, Pools()
        self.languages = sorted(templates)
        self.weights = [weights[language] for language in self.languages]
        self.fillers = {language: Filler(language, pools) for language in self.languages}
        self.labelled = {k: [t for t in v if not t.negative] for k, v in templates.items()}
        self.negative = {k: [t for t in v if t.negative] for k, v in templates.items()}
        self.by_file = {k: self._by_file(v) for k, v in templates.items()}
        self.boilerplate = {k: self._boilerplate(f) for k, f in self.fillers.items()}

    @staticmethod
    def _by_file(templates):
        files = collections.defaultdict(list)
        for t in templates:
            files[t.domain].append(t)
        return files

    @staticmethod
    def _boilerplate(filler):
        def lines(section):
            parsed = [template.parse(v, section) for v in filler.values[section]]
            return [(nodes, any(isinstance(n, template.Slot) and n.label for n in nodes)) for nodes in parsed]

        return lines("header"), lines("footer")

    def choose(self, language, draw):
        """One to six templates: about a fifth of the documents have negatives only."""
        count = draw.choices((1, 2, 3, 4, 5, 6), (22, 20, 18, 16, 13, 11))[0]
        labelled, negative = self.labelled[language], self.negative[language]
        if negative and (not labelled or draw.random() < 0.22):
            return [draw.choice(negative) for _ in range(count)]
        chosen = [draw.choice(labelled)]
        while len(chosen) < count:
            r = draw.random()
            if r < 0.45:
                chosen.append(draw.choice(self.by_file[language][chosen[0].domain]))
            elif r < 0.75 or not negative:
                chosen.append(draw.choice(labelled))
            else:
                chosen.append(draw.choice(negative))
        draw.shuffle(chosen)
        return chosen

    def segments(self, index):
        """Language, templates and segments of document `index` before noise, and its draws."""
        draw = random.Random(f"{self.seed}:{index}")
        language = draw.choices(self.languages, self.weights)[0]
        filler, chosen = self.fillers[language], self.choose(language, draw)
        clean = all(t.negative for t in chosen)
        shared, known, out = draw.random() < 0.35, {}, []
        header, footer = self.boilerplate[language]
        if draw.random() < 0.15:
            nodes, labelled = draw.choice(header)
            if not (clean and labelled):
                out += filler.fill(nodes, {}, draw) + [(draw.choice(("\n", "\n\n")), None, None)]
        for i, t in enumerate(chosen):
            if i:
                out.append((draw.choice(JOINTS[t.lines == chosen[i - 1].lines == 1]), None, None))
            out += filler.fill(t.nodes, known if shared else {}, draw)
        if draw.random() < 0.12:
            nodes, labelled = draw.choice(footer)
            if not (clean and labelled):
                out += [(draw.choice(("\n", "\n\n")), None, None)] + filler.fill(nodes, {}, draw)
        return language, chosen, merge(out), draw

    def document(self, index):
        """Document `index`, as a line of the output."""
        language, chosen, segments, draw = self.segments(index)
        segments = noise.apply(segments, draw, self.fillers[language].values, language)
        text, spans = spans_of(segments)
        return {
            "text": text,
            "spans": spans,
            "lang": language,
            "template": "+".join(t.name for t in chosen),
            "domain": collections.Counter(t.domain for t in chosen).most_common(1)[0][0],
        }


def load(folder, languages, report=None):
    """Templates by language. Every malformed file is written to `report`, else the first raises TemplateError."""
    found, failed = {}, 0
    for language in languages:
        found[language] = []
        for path in template.files(folder, language):
            try:
                found[language] += template.read_file(path, language)
            except template.TemplateError as e:
                if report is None:
                    raise
                failed += 1
                print(e, file=report)
        if not found[language]:
            raise template.TemplateError(f"{os.path.join(folder, language)}:1: no templates of this language")
    return found, failed


def check(folder, languages):
    """Reads and fills every template; prints counts of each file. How many files are malformed."""
    templates, failed = load(folder, languages, sys.stdout)
    pools, total = Pools(), [0, 0, 0]
    print(f"{'file':40} {'templates':>9} {'negatives':>9} {'expansions':>14}")
    for language, listed in templates.items():
        filler = Filler(language, pools)
        for name, group in Generator._by_file(listed).items():
            for t in group:
                for seed in range(3):
                    filler.fill(t.nodes, {}, random.Random(seed))
            row = len(group), sum(t.negative for t in group), sum(t.expansions() for t in group)
            total = [a + b for a, b in zip(total, row)]
            print(f"{language + '/' + name:40} {row[0]:9} {row[1]:9} {row[2]:14,}")
    print(f"{'all':40} {total[0]:9} {total[1]:9} {total[2]:14,}")
    return failed


def parse_languages(text):
    """Language to weight of `en:6,es:2,fr`; a weight left out is 1."""
    weights = {}
    for part in text.split(","):
        language, _, weight = part.strip().partition(":")
        if language not in HOME:
            raise argparse.ArgumentTypeError(f"unknown language {language!r}; known are {', '.join(sorted(HOME))}")
        weights[language] = float(weight or 1)
    return weights


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--templates", default=os.path.join(HERE, "templates"), help="folder with LANG/*.txt")
    parser.add_argument(
        "--languages", type=parse_languages, help="as en:6,es:2,fr:1; all that have templates if left out, English half"
    )
    parser.add_argument("--count", type=int, default=1000, help="documents")
    parser.add_argument(
        "--start", type=int, default=0, help="number of the first document, to make parts of one set apart"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default="-", help="file, - for standard output")
    parser.add_argument("--check", action="store_true", help="only read and fill every template and count")
    options = parser.parse_args(arguments)
    present = [x for x in sorted(HOME) if template.files(options.templates, x)]
    weights = options.languages or {x: max(1, len(present) - 1) if x == "en" else 1 for x in present}
    try:
        if not weights:
            raise template.TemplateError(f"{options.templates}:1: no templates here")
        if options.check:
            return 1 if check(options.templates, weights) else 0
        templates, _ = load(options.templates, weights)
    except template.TemplateError as e:
        print(e, file=sys.stderr)
        return 1
    generator = Generator(templates, weights, options.seed)
    began, types = time.monotonic(), collections.Counter()
    out = sys.stdout if options.out == "-" else open(options.out, "w", encoding="utf-8")
    with out:
        for index in range(options.start, options.start + options.count):
            document = generator.document(index)
            types.update(s["type"] for s in document["spans"])
            types["documents"] += 1
            types["documents without a span"] += not document["spans"]
            out.write(json.dumps(document, ensure_ascii=False) + "\n")
    took = time.monotonic() - began
    print(
        f"{options.count} documents in {took:.1f} s, {60 * options.count / max(took, .001):.0f} a minute; "
        + ", ".join(f"{v} {k}" for k, v in sorted(types.items())),
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
