"""Writes the small networks that the tests of the token classifier run; their answers can be told by hand.

Needs `pip install onnx`; run it in this folder. The files are committed, so the tests need no Python.

toy.onnx     A name counts as a PERSON where the word "dear" stands at most REACH pieces before or behind it: what is read
             too near to a window's border is missed. Labels O, B-PERSON, I-PERSON, B-LOCATION, I-LOCATION.
nan.onnx     Answers of the right shape that are no numbers.
shape.onnx   Answers for two labels fewer.
failing.onnx Looks beyond its table, which the runtime refuses.
huge.onnx    Asks for more memory than there is.
names.onnx   Has inputs of other names.
blind.onnx   Sees nothing anywhere.
"""

from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

REACH = 12
LABELS = 5
FOLDER = Path(__file__).parent.parent / "resources/dev/sluice/classifier/model"
PIECES = (
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    + list("abcdefghijklmnopqrstuvwxyz0123456789.,-")
    + ["##" + c for c in "abcdefghijklmnopqrstuvwxyz"]
    + ["dear", "ingrid", "lind", "##qvist", "the", "train", "leaves", "in", "bergen"]
)


def network(name, nodes, tensors=(), ids="input_ids", labels="labels"):
    inputs = [helper.make_tensor_value_info(ids, TensorProto.INT64, ["n", "l"])]
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", "l", labels])
    graph = helper.make_graph(nodes, name, inputs, [output], [numpy_helper.from_array(t, n) for n, t in tensors])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="toy")
    model.ir_version = 8
    checker.check_model(model)
    save(model, FOLDER / f"{name}.onnx")


def toy():
    first, inner, cue, place = 0, 1, 2, 3
    table = np.zeros((len(PIECES), 4), np.float32)
    table[PIECES.index("ingrid"), first] = 1
    table[PIECES.index("lind"), inner] = 1
    table[PIECES.index("##qvist"), inner] = 1
    table[PIECES.index("dear"), cue] = 1
    table[PIECES.index("bergen"), place] = 1
    weights = np.zeros((LABELS, 4, 2 * REACH + 1), np.float32)
    weights[1, first, REACH] = weights[2, inner, REACH] = weights[3, place, REACH] = 20
    weights[1:3, cue, :] = 10
    bias = np.array([0, -25, -25, -15, -15], np.float32)
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Transpose", ["rows"], ["columns"], perm=[0, 2, 1]),
        helper.make_node("Conv", ["columns", "weights", "bias"], ["scores"], pads=[REACH, REACH]),
        helper.make_node("Transpose", ["scores"], ["logits"], perm=[0, 2, 1]),
    ]
    network("toy", nodes, [("table", table), ("weights", weights), ("bias", bias)])


def broken():
    ones = [("ones", np.ones((len(PIECES), LABELS), np.float32))]
    rows = helper.make_node("Gather", ["ones", "input_ids"], ["rows"])
    network("nan", [rows, helper.make_node("Neg", ["rows"], ["less"]), helper.make_node("Sqrt", ["less"], ["logits"])], ones)
    fewer = [("ones", np.ones((len(PIECES), LABELS - 2), np.float32))]
    network("shape", [helper.make_node("Gather", ["ones", "input_ids"], ["logits"])], fewer)
    far = [*ones, ("far", np.array(1 << 20, np.int64))]
    beyond = helper.make_node("Add", ["input_ids", "far"], ["beyond"])
    network("failing", [beyond, helper.make_node("Gather", ["ones", "beyond"], ["logits"])], far)
    vast = [*ones, ("vast", np.array([1 << 20, 1 << 20, 1, 1], np.int64)), ("axes", np.array([0, 1], np.int64))]
    nodes = [
        rows,
        helper.make_node("Expand", ["rows", "vast"], ["expanded"]),
        helper.make_node("ReduceMax", ["expanded"], ["logits"], axes=[0, 1], keepdims=0),
    ]
    network("huge", nodes, vast)
    nothing = [("nothing", np.eye(1, LABELS, dtype=np.float32).repeat(len(PIECES), 0) * 9)]
    network("blind", [helper.make_node("Gather", ["nothing", "input_ids"], ["logits"])], nothing)
    network("names", [helper.make_node("Gather", ["ones", "tokens"], ["logits"])], ones, ids="tokens")


toy()
broken()
(FOLDER / "toy-vocab.txt").write_text("\n".join(PIECES) + "\n")
