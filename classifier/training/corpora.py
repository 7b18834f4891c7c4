"""Brings labelled public corpora into the form that prepare.py reads.

Each source says which types it labels; what it doesn't label stays open. Sources in HELD_OUT never train a model whose
figures are quoted.
"""

import argparse
import glob
import json
import os

from tagger import TYPES

HELD_OUT = [
    "wikigold",
    "AmbientMeta",
    "Nannigalaxy",
    "aci-bench",
    "MedQuAD",
    "python/peps",
    "OWASP",
    "wikitext",
    "HL7/",
    "phi-deidentification",
    "phi-deid-scorer",
    "medical-deidentification",
]
CODES = {
    "PHONE", "FAX", "EMAIL", "MRN", "SSN", "ACCOUNT", "LICENSE", "ID", "DRIVER_LICENSE", "HEALTH_PLAN", "IBAN", "CARD",
    "NATIONAL_ID", "PASSPORT", "ROUTING_NUMBER", "TAX_ID", "VEHICLE", "DEVICE", "NPI",
}  # fmt: skip
DIRECT = {"PERSON": "PERSON", "ADDRESS": "ADDRESS", "USERNAME": "USERNAME"}
GOLD = {"gold-manual", "synthetic-exact", "synthetic-human-labelled"}
NEVER_TRAINED = {"DATE", "DOB", "AGE"}


def kind_of(label, source):
    if label in DIRECT:
        return DIRECT[label]
    if label in CODES:
        return "CODE"
    if label in ("ORG", "HOSPITAL"):
        return "ORG"
    if label == "LOCATION" and "MEDDOCAN" in source:
        return "LOCATION"
    return None if label in NEVER_TRAINED else "IGNORE"


def unlabelled(document, kind):
    quality, source = document["label_quality"], document["source"]
    if kind in ("clean", "neg_matched"):
        return ["LOCATION", "ORG", "PROFESSION"]
    if kind == "clinical_deid":
        return [] if document["spans"] else ["LOCATION", "ORG", "PROFESSION", "CODE"]
    if quality in GOLD and "MEDDOCAN" in source:
        return ["ORG", "PROFESSION", "USERNAME"]
    if quality in GOLD and "presidio" in source:
        return ["LOCATION", "PROFESSION", "USERNAME"]
    if quality in GOLD:
        return ["LOCATION", "ORG", "PROFESSION", "USERNAME", "CODE"]
    return TYPES


def converted(document, kind):
    spans = []
    end = 0
    for span in sorted(document["spans"], key=lambda s: (s["start"], -s["end"])):
        mapped = kind_of(span["type"], document["source"])
        if mapped and span["start"] >= end and span["end"] > span["start"]:
            spans.append({"start": span["start"], "end": span["end"], "type": mapped})
            end = span["end"]
    return {
        "id": document["id"],
        "source": document["source"],
        "kind": kind,
        "text": document["text"],
        "spans": spans,
        "unlabelled": unlabelled(document, kind),
    }


def read(folder, kinds):
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
        kind = os.path.basename(path)[: -len(".jsonl")]
        if kind in kinds:
            with open(path, encoding="utf-8") as lines:
                for line in lines:
                    yield converted(json.loads(line), kind)


def is_held_out(document):
    if "MEDDOCAN" in document["source"]:
        return sum(document["id"].encode()) % 2 == 0
    return any(name in document["source"] for name in HELD_OUT)


def part_of(document):
    if is_held_out(document):
        return "held_out"
    if document["kind"] in ("clean", "neg_matched", "clinical_deid", "quasi"):
        return "ordinary"
    return "weak" if len(document["unlabelled"]) == len(TYPES) else "gold"


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", help="folder of JSON lines files")
    arguments.add_argument(
        "out", help="folder for ordinary.jsonl, gold.jsonl, weak.jsonl, held_out.jsonl and the names in trained-on.txt"
    )
    chosen = arguments.parse_args()
    kinds = {"phi", "pii", "clean", "neg_matched", "clinical_deid", "quasi", "public_figures"}
    parts = ("ordinary", "gold", "weak", "held_out")
    counts = dict.fromkeys(parts, 0)
    trained = set()
    files = {part: open(os.path.join(chosen.out, part + ".jsonl"), "w", encoding="utf-8") for part in parts}
    for document in read(chosen.folder, kinds):
        part = part_of(document)
        counts[part] += 1
        if part != "held_out":
            trained.add(document["source"])
        files[part].write(json.dumps(document, ensure_ascii=False) + "\n")
    for file in files.values():
        file.close()
    with open(os.path.join(chosen.out, "trained-on.txt"), "w", encoding="utf-8") as names:
        names.writelines(f"{name}\n" for name in sorted(trained))
    print(counts)


if __name__ == "__main__":
    main()
