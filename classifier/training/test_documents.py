"""Tests of the documents with marks: `python3 -m unittest` in this folder, with what requirements.txt names."""

import os
import random
import re
import tempfile
import unittest

import documents
from names import HOME

EXAMPLE = """# a comment before the first head line
=== en | rota | sensitive
Rota, week 31
late    {{p1f.first=Ottilie}} (swap with {{p2m.initiallast=D. Okafor}})
early   {{p1f.upper_is_no_form}}
"""
GOOD = """=== en | rota | sensitive
Rota, week 31
late    {{p1f.first=Ottilie}} (swap with {{p2m.initiallast=D. Okafor}})
sent to {{email=okafor@example.org}} from {{city=Port Ellen}}, {{p1f.first=Ottilie}}'s van
=== en | glossary | ordinary

Jenny: a spinning frame. {Braces} and [brackets] | pipes stay.
"""


def read(text, name="example.txt"):
    with tempfile.TemporaryDirectory() as where:
        path = os.path.join(where, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return documents.read_file(path)


class Reading(unittest.TestCase):
    def test_reads_documents_with_marks_and_without(self):
        rota, glossary = read(GOOD)
        self.assertEqual(("en", "rota", True, "example#1"), (rota.language, rota.domain, rota.sensitive, rota.name))
        self.assertEqual(
            [("Ottilie", "PERSON"), ("D. Okafor", "PERSON"), ("okafor@example.org", "CODE"), ("Port Ellen", "LOCATION")],
            [(p.text, p.label) for p in rota.parts if p.kind][:4],
        )
        self.assertEqual("Jenny: a spinning frame. {Braces} and [brackets] | pipes stay.\n", glossary.parts[0].text)

    def test_names_file_and_line_of_a_fault(self):
        for text, fault in (
            (EXAMPLE, r":2: a mark that is not closed"),
            (GOOD.replace(".first=", ".given="), r":1: unknown mark \{\{p1f.given=Ottilie\}\}"),
            (GOOD.replace("Jenny", "{{p1f.first=Jenny}}"), r":5: a person in an ordinary document"),
            ("Jenny\n" + GOOD, r":1: text before the first head line"),
        ):
            with self.assertRaisesRegex(documents.DocumentError, r"example\.txt" + fault):
                read(text)


class Writing(unittest.TestCase):
    def made(self, seed, count=200):
        writer = documents.Writer(read(GOOD), {language: 1 for language in HOME}, seed)
        return [writer.document(i) for i in range(count)]

    def test_spans_are_what_was_marked(self):
        seed = random.randrange(10**6)
        print("seed", seed)
        made = self.made(seed)
        for document in made:
            for span in document["spans"]:
                value = document["text"][span["start"] : span["end"]]
                self.assertEqual(value.strip(), value)
                self.assertTrue(value)
        written = [d for d in made if d["template"] == "example#1" and re.search(r"late +Ottilie \(swap", d["text"])]
        self.assertTrue(written)
        for document in written:
            values = [document["text"][s["start"] : s["end"]] for s in document["spans"] if s["type"] == "PERSON"]
            self.assertEqual(3, len(values))

    def test_a_person_has_one_name_throughout(self):
        rota = read(GOOD)[0]
        writer = documents.Writer([rota], {"en": 1}, 5)
        for seed in range(50):
            segments = writer.filled(rota.parts, writer.fillers["en"], random.Random(seed), True)
            first, other, again = [value for value, label, _ in segments if label == "PERSON"]
            self.assertEqual(first, again)
            self.assertNotEqual("Ottilie", first)
            self.assertNotEqual("D. Okafor", other)

    def test_ordinary_documents_have_no_people(self):
        ordinary = [d for d in self.made(6) if d["template"] == "example#2"]
        self.assertTrue(ordinary)
        self.assertFalse([s for d in ordinary for s in d["spans"]])

    def test_the_same_seed_makes_the_same_documents(self):
        self.assertEqual(self.made(7, 20), self.made(7, 20))
        self.assertNotEqual(self.made(7, 20), self.made(8, 20))


if __name__ == "__main__":
    unittest.main()
