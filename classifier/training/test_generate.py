"""Tests of the generator: `python3 -m unittest` in this folder, with what requirements.txt names."""

import contextlib
import difflib
import io
import json
import os
import random
import tempfile
import unittest

import generate
import identifiers
import noise
import slots
import template
from names import HOME, Pools
from people import without_accents

POOLS = Pools()
FILLERS = {language: slots.Filler(language, POOLS) for language in sorted(HOME)}
EVERY_SLOT = sorted(template.SLOT_TYPES) + sorted(template.PLAIN_SLOTS)
EVERY_FIELD = sorted(template.PERSON_FIELDS | template.PERSON_WORDS)
EXAMPLE = """# domain: example
{p1.title} {p1.last} [called|wrote to] {p2.full} [|again] about {drug}: see {p1.him} in {city}, or call {phone}, {email}.
---
hi {p1.first},
{p2.nick}, {p1.kin} of {p1.initiallast}, lives at {full_address}.
{p1.spelled} | {p1.initials} | {p1.lastfirst} | {p1.upper} | {job} at {company}
---
\\{"name": "{p1.full}", "id": "{id}", "tags": \\["a", "b"\\]\\}
---
Jenkins {version} follows {book}, and {eponym_disease} is no person.
---
No slot [here|at all]
"""


def folder(files):
    """A temporary folder with these files, name to text."""
    where = tempfile.TemporaryDirectory()
    for name, text in files.items():
        path = os.path.join(where.name, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
    return where


def example_generator(seed=7):
    with folder({f"{language}/example.txt": EXAMPLE for language in HOME}) as where:
        templates, _ = generate.load(where, sorted(HOME))
    return generate.Generator(templates, {language: 1 for language in HOME}, seed)


def bare(text):
    """What stays of a text under every change but mistakes: its letters and digits without case and marks."""
    return "".join(c for c in without_accents(text).lower() if c.isalnum())


class SlotTests(unittest.TestCase):
    def test_every_slot_is_filled_in_every_language(self):
        for language, filler in FILLERS.items():
            for name in EVERY_SLOT + [f"p{n}.{x}" for n in (1, 9) for x in EVERY_FIELD]:
                nodes = template.parse("{" + name + "}")
                for seed in range(15):
                    with self.subTest(language=language, slot=name, seed=seed):
                        ((text, label, _),) = filler.fill(nodes, {}, random.Random(seed))
                        self.assertTrue(text.strip())
                        self.assertEqual(text, text.strip())
                        self.assertNotRegex(text, "[<{]")
                        self.assertEqual(
                            label,
                            (
                                template.SLOT_TYPES.get(name)
                                if "." not in name
                                else "PERSON" if name[3:] in template.PERSON_FIELDS else None
                            ),
                        )

    def test_a_person_keeps_name_and_gender_within_a_template(self):
        for seed in range(200):
            people, draw, filler = {}, random.Random(seed), FILLERS["en"]
            first, _, last, _, he, _, upper = filler.fill(
                template.parse("{p1.first} {p1.last} {p1.he} {p1.upper}"), people, draw
            )
            self.assertEqual(he[0], "she" if people[1].female else "he")
            self.assertIn(last[0].upper(), upper[0])
            self.assertEqual(first[0], people[1].first)

    def test_check_digits_are_right(self):
        draw, made = random.Random(3), FILLERS["de"].identifiers
        for _ in range(200):
            code = made.slots["iban"](draw).replace(" ", "")
            self.assertEqual(int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97, 1)
        self.assertEqual(identifiers.luhn("7992739871"), "3")


class SpanTests(unittest.TestCase):
    def test_spans_are_the_values_put_in(self):
        generator = example_generator()
        for index in range(300):
            segments = generator.segments(index)[2]
            text, spans = generate.spans_of(segments)
            values = [(v.strip(), label) for v, label, _ in segments if label]
            self.assertEqual([(text[s["start"] : s["end"]], s["type"]) for s in spans], values)

    def test_white_space_around_a_value_is_outside_of_its_span(self):
        text, spans = generate.spans_of([("tel", None, None), (" 5 5 ", "CODE", None), ("\n", "CODE", None)])
        self.assertEqual((text, spans), ("tel 5 5 \n", [{"start": 4, "end": 7, "type": "CODE"}]))

    def test_parts_of_one_name_are_one_span(self):
        people, draw = {}, random.Random(1)
        segments = generate.merge(
            FILLERS["en"].fill(template.parse("{p1.first} {p1.last} {p2.last}, {p1.last}"), people, draw)
        )
        text, spans = generate.spans_of(segments)
        self.assertEqual(
            [text[s["start"] : s["end"]] for s in spans],
            [f"{people[1].first} {people[1].last}", people[2].last, people[1].last],
        )

    def test_noise_without_mistakes_keeps_every_value(self):
        generator = example_generator()
        values = FILLERS["en"].values
        kinds = {
            "lower": lambda s, d: noise.each(s, str.lower),
            "upper": lambda s, d: noise.each(s, str.upper),
            "wrap": noise.wrap,
            "hyphenate": lambda s, d: noise.wrap(s, d, True),
            "glue": noise.glue,
            "quote": lambda s, d: noise.quote(s, random.Random(0)),
            "accents": lambda s, d: noise.each(s, without_accents),
        }
        for name, change in kinds.items():
            for index in range(120):
                with self.subTest(noise=name, index=index):
                    _, _, before, draw = generator.segments(index)
                    after = change(before, draw)
                    text, spans = generate.spans_of(after)
                    self.assertEqual(
                        [bare(v) for v, label, _ in before if label], [bare(text[s["start"] : s["end"]]) for s in spans]
                    )
        _, _, before, draw = generator.segments(0)
        text, spans = generate.spans_of(noise.dictation(before, random.Random(1), values))
        self.assertEqual(
            [bare(v) for v, label, _ in before if label == "PERSON"],
            [bare(text[s["start"] : s["end"]]) for s in spans if s["type"] == "PERSON"],
        )

    def test_noise_with_mistakes_stays_near_every_value(self):
        generator = example_generator()
        for change in (noise.ocr, noise.typos):
            for index in range(150):
                _, _, before, draw = generator.segments(index)
                text, spans = generate.spans_of(change(before, draw))
                values = [v for v, label, _ in before if label]
                self.assertEqual(len(values), len(spans))
                for value, span in zip(values, spans):
                    if len(value) > 12:
                        near = difflib.SequenceMatcher(None, value, text[span["start"] : span["end"]]).ratio()
                        self.assertGreater(near, 0.6, (value, text[span["start"] : span["end"]]))

    def test_spans_of_documents_are_in_order_and_within_the_text(self):
        generator = example_generator()
        for index in range(1500):
            document, last = generator.document(index), 0
            for span in document["spans"]:
                self.assertLessEqual(last, span["start"])
                last = span["end"]
                value = document["text"][span["start"] : last]
                self.assertTrue(value)
                self.assertEqual(value, value.strip())


class DeterminismTests(unittest.TestCase):
    def test_a_document_depends_on_seed_and_number_alone(self):
        one, two, other = example_generator(), example_generator(), example_generator(seed=8)
        first = [one.document(i) for i in range(60)]
        self.assertEqual(first, [two.document(i) for i in range(59, -1, -1)][::-1])
        self.assertNotEqual(first, [other.document(i) for i in range(60)])

    def test_the_program_writes_the_same_file_twice(self):
        with folder({"en/example.txt": EXAMPLE}) as where:
            texts = []
            for name in ("a", "b"):
                out = os.path.join(where, name)
                with contextlib.redirect_stderr(io.StringIO()):
                    self.assertEqual(
                        generate.main(["--templates", where, "--count", "50", "--seed", "3", "--out", out]), 0
                    )
                with open(out, encoding="utf-8") as f:
                    texts.append(f.read())
        self.assertEqual(*texts)
        document = json.loads(texts[0].splitlines()[0])
        self.assertEqual(sorted(document), ["domain", "lang", "spans", "template", "text"])


class TemplateTests(unittest.TestCase):
    def test_malformed_templates_are_refused_with_file_and_line(self):
        for wrong in (
            "{p1.surname}",
            "{p0.full}",
            "{nonsense}",
            "{city",
            "a } b",
            "[a|b",
            "a ] b",
            "[x]",
            '{"a": 1}',
            "{}",
            "[a|{city]",
            "[a|[b|c]",
        ):
            with self.subTest(template=wrong), folder(
                {"en/bad.txt": f"# domain\nfine {{city}}\n---\nfine\n{wrong}\n"}
            ) as where:
                with self.assertRaisesRegex(template.TemplateError, r"bad\.txt:5: "):
                    generate.load(where, ["en"])
                printed = io.StringIO()
                with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                    self.assertEqual(generate.main(["--templates", where, "--check"]), 1)
                self.assertIn("bad.txt:5: ", printed.getvalue())

    def test_every_malformed_template_of_a_file_is_named(self):
        with folder({"en/bad.txt": "{x}\n---\nfine\n---\n[a]\n"}) as where:
            with self.assertRaisesRegex(template.TemplateError, r"(?s)bad\.txt:1: .*bad\.txt:5: "):
                generate.load(where, ["en"])

    def test_escapes_choices_and_counts(self):
        with folder({"en/example.txt": EXAMPLE}) as where:
            templates = generate.load(where, ["en"])[0]["en"]
        self.assertEqual([t.expansions() for t in templates], [4, 1, 1, 1, 2])
        self.assertEqual([t.negative for t in templates], [False, False, False, True, True])
        text = "".join(
            s[0]
            for s in FILLERS["en"].fill(template.parse(r"\[ \] \{ \} \| C:\x [a[b|b]|a[b|b]]"), {}, random.Random(1))
        )
        self.assertEqual(text, r"[ ] { } | C:\x ab")

    def test_documents_of_negatives_have_no_span(self):
        generator, seen = example_generator(), 0
        for index in range(600):
            document = generator.document(index)
            if all(name in ("example#4", "example#5") for name in document["template"].split("+")):
                seen += 1
                self.assertEqual(document["spans"], [], document["text"])
        self.assertGreater(seen, 60)

    def test_the_committed_templates_are_well_formed(self):
        where = os.path.join(generate.HERE, "templates")
        if not os.path.isdir(where):
            self.skipTest("no templates here yet")
        for language in sorted(HOME):
            for path in template.files(where, language):
                self.assertTrue(template.read_file(path, language))


if __name__ == "__main__":
    unittest.main()
