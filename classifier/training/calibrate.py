"""Puts what `sluice evaluate --calibrate --report DIR` measured into a model's description.

Thresholds over the calibrated one are lowered to it; lower ones stay, for they leak no more. Needs no package.
"""

import argparse
import json
import os


def calibrated(description, measured, leak_rate=None):
    """The description with the bound that was measured of this very network; refuses another one's, and none.

    leak_rate takes another of the measured choices than the one that was asked for.
    """
    if measured["modelSha256"] != description["modelSha256"]:
        raise SystemExit("the calibration is of another network: measure the one in the folder")
    chosen = measured
    if leak_rate is not None:
        choices = {choice["leakRate"]: choice for choice in measured["choices"]}
        if leak_rate not in choices:
            raise SystemExit(f"expected a leak rate of {sorted(choices)}, found {leak_rate}")
        chosen = choices[leak_rate]
    if chosen["threshold"] is None:
        raise SystemExit("no threshold bounds the leak rate: " + chosen["reason"])
    thresholds = {
        kind: None if value is None else min(value, chosen["threshold"])
        for kind, value in description["thresholds"].items()
    }
    bound = {
        "modelSha256": measured["modelSha256"],
        "threshold": chosen["threshold"],
        "leakRate": chosen["leakRate"],
        "confidence": chosen["confidence"],
        "documents": chosen["calibration"]["documents"],
        "leaked": chosen["calibration"]["leaked"],
    }
    return {**description, "thresholds": thresholds, "calibration": bound}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="folder with model.json")
    parser.add_argument("calibration", help="calibration.json of the report")
    parser.add_argument("--leak-rate", type=float, help="another one of its choices")
    arguments = parser.parse_args()
    path = os.path.join(arguments.model, "model.json")
    with open(path, encoding="utf-8") as file:
        description = json.load(file)
    with open(arguments.calibration, encoding="utf-8") as file:
        measured = json.load(file)
    result = calibrated(description, measured, arguments.leak_rate)
    draft = path + ".new"
    with open(draft, "w", encoding="utf-8") as file:
        json.dump(result, file, indent=2)
        file.write("\n")
    os.replace(draft, path)
    print(json.dumps(result["thresholds"]), json.dumps(result["calibration"]))


if __name__ == "__main__":
    main()
