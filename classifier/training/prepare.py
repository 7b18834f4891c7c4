"""Cuts labelled documents into windows of word pieces with one label each.

A document is a line {"text", "spans": [{"start", "end", "type"}], "unlabelled": [types]}. A span of type IGNORE trains
nothing. A type in "unlabelled" may occur outside the spans: there the loss leaves open whether it does.
"""

import argparse
import json

import numpy as np
from tokenizers import BertWordPieceTokenizer

from tagger import LABELS, OVERLAP, TYPES, WINDOW

IGNORED = -100
CLS, SEP = 101, 102


def tokenizer(vocabulary):
    return BertWordPieceTokenizer(vocabulary, lowercase=True)


def labels_of(offsets, spans):
    """A label per piece; spans are ordered and do not overlap."""
    labels = np.zeros(len(offsets), np.int8)
    at = 0
    for span in sorted(spans, key=lambda s: s["start"]):
        while at < len(offsets) and offsets[at][1] <= span["start"]:
            at += 1
        first = True
        piece = at
        while piece < len(offsets) and offsets[piece][0] < span["end"]:
            if span["type"] == "IGNORE":
                labels[piece] = IGNORED
            else:
                labels[piece] = 1 + 2 * TYPES.index(span["type"]) + (0 if first else 1)
            first = False
            piece += 1
        at = piece
    return labels


def windows(pieces):
    """Where windows begin in a document of so many pieces."""
    inner = WINDOW - 2
    step = inner - OVERLAP
    return [0] if pieces <= inner else [*range(0, pieces - inner, step), pieces - inner]


def encode(documents, pieces, most=None):
    ids, labels, lengths, opens = [], [], [], []
    for document in documents:
        encoding = pieces.encode(document["text"], add_special_tokens=False)
        if not encoding.ids:
            continue
        row_labels = labels_of(encoding.offsets, document["spans"])
        open_types = sum(1 << TYPES.index(kind) for kind in document.get("unlabelled", []))
        for start in windows(len(encoding.ids)):
            inner = encoding.ids[start : start + WINDOW - 2]
            row = np.zeros(WINDOW, np.int32)
            row[: len(inner) + 2] = [CLS, *inner, SEP]
            row_label = np.full(WINDOW, IGNORED, np.int8)
            row_label[1 : len(inner) + 1] = row_labels[start : start + WINDOW - 2]
            ids.append(row)
            labels.append(row_label)
            lengths.append(len(inner) + 2)
            opens.append(open_types)
        if most and len(ids) >= most:
            break
    return {
        "ids": np.stack(ids).astype(np.uint16),
        "labels": np.stack(labels),
        "lengths": np.array(lengths, np.int16),
        "open": np.array(opens, np.uint8),
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("documents", help="JSON lines")
    arguments.add_argument("out", help="windows, .npz")
    arguments.add_argument("--vocabulary", required=True, help="vocab.txt of the base model")
    chosen = arguments.parse_args()
    with open(chosen.documents, encoding="utf-8") as lines:
        made = encode(map(json.loads, lines), tokenizer(chosen.vocabulary))
    np.savez(chosen.out, **made)
    counts = np.bincount(made["labels"][made["labels"] >= 0].astype(int), minlength=len(LABELS))
    print(len(made["ids"]), "windows,", int(made["lengths"].sum()), "pieces,", dict(zip(LABELS, counts.tolist())))


if __name__ == "__main__":
    main()
