"""Writes a trained tagger as the classifier reads it: model.onnx in eight bits, vocab.txt, model.json."""

import argparse
import hashlib
import json
import os
import shutil
import tempfile

import numpy as np
import onnx
import torch
from onnx import TensorProto, compose, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from tagger import CONTEXT, LABELS, OVERLAP, TYPES, WIDTH, WINDOW, First, Rest, Whole
from train import load

UNREPORTED = ("ORG", "PROFESSION")
# The logit of a type in a window that the first layer ruled out.
QUIET = -30.0


def export(model, example, path, inputs, outputs):
    names = inputs + outputs
    torch.onnx.export(
        model,
        example,
        path,
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={name: {0: "windows", 1: "pieces"} for name in names},
        opset_version=17,
        dynamo=False,
    )


def quantized(model, example, inputs, outputs, folder):
    """The network in eight bits."""
    plain, shaped, small = (os.path.join(folder, name) for name in ("plain.onnx", "shaped.onnx", "small.onnx"))
    export(model, example, plain, inputs, outputs)
    quant_pre_process(plain, shaped, skip_symbolic_shape=True)
    # Without the reduced range, AVX2 saturates: 16-bit sums of two products of eight bits.
    quantize_dynamic(shaped, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    return onnx.load(small)


def whole(tagger, folder):
    ids = torch.randint(1000, 20000, (1, WINDOW))
    return quantized(Whole(tagger), (ids,), ["input_ids"], ["logits"], folder)


def in_two(tagger, below, folder):
    """One network that asks its other layers only about the pieces that the first one points to, and those beside them."""
    ids = torch.randint(1000, 20000, (1, WINDOW))
    first = quantized(First(tagger), (ids,), ["input_ids"], ["state", "early"], folder)
    rest = quantized(Rest(tagger), (torch.randn(1, WINDOW, WIDTH),), ["state"], ["logits"], folder)
    compose.add_prefix(first, "first/", rename_inputs=False, rename_outputs=False, inplace=True)
    compose.add_prefix(rest, "rest/", inplace=True)
    constants = {
        "below": np.array(below, np.float32),
        "zero": np.array([0], np.int64),
        "one": np.array([1], np.int64),
        "end": np.array([-1], np.int64),
        "before": np.array([CONTEXT - 1], np.int64),
        "behind": np.array([CONTEXT + 2], np.int64),
        "labels": np.array([len(LABELS)], np.int64),
        "quiet": np.array([0.0] + [QUIET] * (len(LABELS) - 1), np.float32).reshape(1, 1, -1),
    }
    # What stands before and behind the window is no piece of it, so places among the pieces are one less. A piece is pointed to
    # unless it is below: one that is not a number is looked at, and the answer then says so.
    nodes = [
        helper.make_node("Slice", ["early", "one", "end", "one"], ["inner"]),
        helper.make_node("Less", ["inner", "below"], ["unlikely"]),
        helper.make_node("Not", ["unlikely"], ["pointed"]),
        helper.make_node("Cast", ["pointed"], ["number"], to=TensorProto.INT32),
        helper.make_node("ReduceMax", ["number"], ["any"], keepdims=0),
        helper.make_node("Cast", ["any"], ["looked_at"], to=TensorProto.BOOL),
        helper.make_node("Shape", ["input_ids"], ["shape"]),
        helper.make_node("Concat", ["shape", "labels"], ["rows"], axis=0),
    ]
    answer = helper.make_tensor_value_info("nothing/logits", TensorProto.FLOAT, [1, "pieces", len(LABELS)])
    nothing = helper.make_graph(
        [helper.make_node("Expand", ["quiet", "rows"], ["nothing/logits"])], "nothing", [], [answer]
    )
    around = [
        helper.make_node("ArgMax", ["number"], ["look/first"], axis=1, keepdims=0),
        helper.make_node("ArgMax", ["number"], ["look/last"], axis=1, keepdims=0, select_last_index=1),
        helper.make_node("Sub", ["look/first", "before"], ["look/early"]),
        helper.make_node("Max", ["look/early", "zero"], ["look/from"]),
        helper.make_node("Gather", ["shape", "one"], ["look/pieces"]),
        helper.make_node("Add", ["look/last", "behind"], ["look/late"]),
        helper.make_node("Min", ["look/late", "look/pieces"], ["look/to"]),
        helper.make_node("Slice", ["state", "look/from", "look/to", "one"], ["rest/state"]),
    ]
    outside = [
        helper.make_node("Sub", ["look/pieces", "look/to"], ["look/more"]),
        helper.make_node("Concat", ["one", "look/from", "labels"], ["look/rows_before"], axis=0),
        helper.make_node("Concat", ["one", "look/more", "labels"], ["look/rows_behind"], axis=0),
        helper.make_node("Expand", ["quiet", "look/rows_before"], ["look/quiet_before"]),
        helper.make_node("Expand", ["quiet", "look/rows_behind"], ["look/quiet_behind"]),
        helper.make_node("Concat", ["look/quiet_before", "rest/logits", "look/quiet_behind"], ["look/logits"], axis=1),
    ]
    look = helper.make_graph(
        [*around, *rest.graph.node, *outside], "look", [], [renamed(answer, "look/logits")], rest.graph.initializer
    )
    nodes.append(helper.make_node("If", ["looked_at"], ["logits"], then_branch=look, else_branch=nothing))
    graph = helper.make_graph(
        [*first.graph.node, *nodes],
        "token-classifier",
        first.graph.input,
        [renamed(answer, "logits")],
        [*first.graph.initializer, *(numpy_helper.from_array(value, name) for name, value in constants.items())],
    )
    made = helper.make_model(graph, opset_imports=merged(first, rest), ir_version=first.ir_version)
    onnx.checker.check_model(made)
    return made


def merged(*models):
    versions = {opset.domain: opset.version for model in models for opset in model.opset_import}
    return [helper.make_opsetid(domain, version) for domain, version in versions.items()]


def renamed(value, name):
    copy = onnx.ValueInfoProto()
    copy.CopyFrom(value)
    copy.name = name
    return copy


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
    parser.add_argument(
        "--below",
        type=float,
        help="of a tagger with an early answer: a window in which its first layer gives no piece this probability ends there",
    )
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    model_path = os.path.join(arguments.out, "model.onnx")
    vocabulary_path = os.path.join(arguments.out, "vocab.txt")
    tagger = load(arguments.tagger).eval()
    with tempfile.TemporaryDirectory() as folder:
        made = in_two(tagger, arguments.below, folder) if arguments.below else whole(tagger, folder)
    onnx.save(made, model_path)
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
        "calibration": "uncalibrated",
    }
    with open(os.path.join(arguments.out, "model.json"), "w", encoding="utf-8") as file:
        json.dump(description, file, indent=2)
        file.write("\n")
    print(os.path.getsize(model_path), "bytes", description["modelSha256"])


if __name__ == "__main__":
    main()
