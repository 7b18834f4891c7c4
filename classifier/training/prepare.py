"""Cuts labelled documents into windows of word pieces with one label each.

A document is a line {"text", "spans": [{"start", "end", "type"}], "unlabelled": [types]}. A span of type IGNORE trains
nothing. A type in "unlabelled" may occur outside the spans: there the loss leaves open whether it does.
"""

import argparse
import json
import unicodedata

import numpy as np
from tokenizers import BertWordPieceTokenizer

from tagger import LABELS, OVERLAP, TYPES, WINDOW

IGNORED = -100
CLS, SEP = 101, 102


class Pieces:
    """Word pieces of a text. Of a run of the same mark only the first two are read: rulers and leaders say no more."""

    def __init__(self, vocabulary):
        self.tokenizer = BertWordPieceTokenizer(vocabulary, lowercase=True)
        known = self.tokenizer.get_vocab()
        self.marks = {number for piece, number in known.items() if len(piece) == 1 and is_mark(piece)}

    def of(self, text):
        """Numbers of the pieces and where each stands in the text."""
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        numbers, offsets = [], []
        for number, offset in zip(encoding.ids, encoding.offsets):
            if number in self.marks and numbers[-2:] == [number, number]:
                continue
            numbers.append(number)
            offsets.append(offset)
        return numbers, offsets


def is_mark(character):
    """Whether this is punctuation to models of the BERT family: all of ASCII but letters and digits, and Unicode's."""
    return unicodedata.category(character).startswith("P") or (character.isascii() and not character.isalnum())


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
        numbers, offsets = pieces.of(document["text"])
        if not numbers:
            continue
        row_labels = labels_of(offsets, document["spans"])
        open_types = sum(1 << TYPES.index(kind) for kind in document.get("unlabelled", []))
        for start in windows(len(numbers)):
            inner = numbers[start : start + WINDOW - 2]
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
        made = encode(map(json.loads, lines), Pieces(chosen.vocabulary))
    np.savez(chosen.out, **made)
    counts = np.bincount(made["labels"][made["labels"] >= 0].astype(int), minlength=len(LABELS))
    print(len(made["ids"]), "windows,", int(made["lengths"].sum()), "pieces,", dict(zip(LABELS, counts.tolist())))


if __name__ == "__main__":
    main()
