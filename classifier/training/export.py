"""Writes a trained tagger as the classifier reads it: model.onnx in eight bits, vocab.txt, model.json."""

import argparse
import hashlib
import json
import os
import shutil
import tempfile

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from tagger import LABELS, OVERLAP, TYPES, WINDOW
from train import load

UNREPORTED = ("ORG", "PROFESSION")


def export(model, path):
    ids = torch.randint(1000, 20000, (1, WINDOW))
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids)),
        path,
        input_names=["input_ids", "attention_mask"],
        output_names=["logits"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": axes},
        opset_version=17,
        dynamo=False,
    )


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tagger", help="what train.py saved")
    parser.add_argument("out", help="folder")
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--thresholds", default="{}", help='JSON, as {"PERSON": 0.9, "CODE": null}; null: never')
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    model_path = os.path.join(arguments.out, "model.onnx")
    vocabulary_path = os.path.join(arguments.out, "vocab.txt")
    with tempfile.TemporaryDirectory() as folder:
        plain, shaped = os.path.join(folder, "plain.onnx"), os.path.join(folder, "shaped.onnx")
        export(load(arguments.tagger).eval(), plain)
        quant_pre_process(plain, shaped, skip_symbolic_shape=True)
        # Without the reduced range, AVX2 saturates: 16-bit sums of two products of eight bits.
        quantize_dynamic(shaped, model_path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    shutil.copyfile(arguments.vocabulary, vocabulary_path)
    chosen = json.loads(arguments.thresholds)
    description = {
        "name": "token-classifier",
        "version": arguments.version,
        "modelSha256": digest(model_path),
        "vocabularySha256": digest(vocabulary_path),
        "window": WINDOW,
        "overlap": OVERLAP,
        "labels": LABELS,
        "thresholds": {kind: None if kind in UNREPORTED else chosen.get(kind, 0.5) for kind in TYPES},
    }
    with open(os.path.join(arguments.out, "model.json"), "w", encoding="utf-8") as file:
        json.dump(description, file, indent=2)
        file.write("\n")
    print(os.path.getsize(model_path), "bytes", description["modelSha256"])


if __name__ == "__main__":
    main()
