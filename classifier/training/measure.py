"""Measures an exported tagger alone on documents that corpora.py held out.

Per source: documents in which no person was found though one is labelled, documents without a person in which one was
found, and overlapping recall and precision of persons where every person is labelled. For a line of thresholds.
"""

import argparse
import collections
import json

import numpy as np
import onnxruntime

from prepare import Pieces, windows
from tagger import LABELS, TYPES, WINDOW

THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


class Reader:
    def __init__(self, model, vocabulary, threads):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(model, options)
        self.pieces = Pieces(vocabulary)

    def scores(self, text):
        """Offsets of the pieces and, for each piece, the probability of each type."""
        numbers, offsets = self.pieces.of(text)
        count = len(numbers)
        found = np.zeros((count, len(TYPES)), np.float32)
        starts = windows(count) if count else []
        for number, start in enumerate(starts):
            inner = numbers[start : start + WINDOW - 2]
            ids = np.array([[101, *inner, 102]], np.int64)
            logits = self.session.run(["logits"], {"input_ids": ids})[0][0]
            odds = np.exp(logits - logits.max(-1, keepdims=True))
            odds /= odds.sum(-1, keepdims=True)
            types = odds[1:-1, 1::2] + odds[1:-1, 2::2]
            first = 0 if number == 0 else (starts[number - 1] + WINDOW - 2 - start) // 2
            found[start + first : start + len(inner)] = types[first:]
        return offsets, found

    def persons(self, text):
        """Words with the probability that they are part of a person's name: (start, end, probability)."""
        offsets, found = self.scores(text)
        words = []
        for (start, end), score in zip(offsets, found[:, 0]):
            glued = words and words[-1][1] == start and text[start].isalnum() and text[start - 1].isalnum()
            if glued:
                words[-1] = (words[-1][0], end, max(words[-1][2], float(score)))
            else:
                words.append((start, end, float(score)))
        return words


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents")
    parser.add_argument("folder", help="with model.onnx and vocab.txt")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--most", type=int, default=10**9, help="documents of a source")
    parser.add_argument("--show", type=float, help="print false persons above this probability in clean documents")
    parser.add_argument("--sources", default="", help="only sources that hold this")
    arguments = parser.parse_args()
    assert TYPES[0] == "PERSON" and LABELS[0] == "O"
    reader = Reader(arguments.folder + "/model.onnx", arguments.folder + "/vocab.txt", arguments.threads)
    taken = collections.Counter()
    rows = collections.defaultdict(lambda: collections.defaultdict(lambda: np.zeros(len(THRESHOLDS), int)))
    for line in open(arguments.documents, encoding="utf-8"):
        document = json.loads(line)
        source = document["kind"] + " " + document["source"]
        if arguments.sources not in source or taken[source] >= arguments.most:
            continue
        taken[source] += 1
        gold = [span for span in document["spans"] if span["type"] == "PERSON"]
        words = reader.persons(document["text"])
        row = rows[source]
        for column, threshold in enumerate(THRESHOLDS):
            found = [word for word in words if word[2] >= threshold]
            row["held"][column] += bool(found)
            row["missed"][column] += bool(gold) and not any(overlap(word, span) for word in found for span in gold)
            row["spans"][column] += len(gold)
            row["hit"][column] += sum(any(overlap(word, span) for word in found) for span in gold)
            row["words"][column] += len(found)
            row["right"][column] += sum(any(overlap(word, span) for span in gold) for word in found)
        if arguments.show and not gold:
            for start, end, score in words:
                if score >= arguments.show:
                    print(f"{score:.3f}", source, repr(document["text"][max(0, start - 40) : end + 30]))
    print("thresholds", *THRESHOLDS)
    for source, row in sorted(rows.items()):
        print(f"{taken[source]:5} {source}")
        if row["spans"][0]:
            print("      documents missed ", *row["missed"])
            print("      recall           ", *np.round(row["hit"] / row["spans"], 3))
            print("      words right      ", *np.round(row["right"] / np.maximum(row["words"], 1), 3))
        else:
            print("      documents held   ", *row["held"])


def overlap(word, span):
    return word[0] < span["end"] and span["start"] < word[1]


if __name__ == "__main__":
    main()
