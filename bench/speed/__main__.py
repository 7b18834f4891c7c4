"""How fast the classifier is, beside the same patterns in java.util.regex and beside Presidio: `make speed`.

Writes bench/reports/classifier-speed.md and .json. Texts are generated, and drawn from the corpora that SLUICE_CORPORA
names if it does; they are in a temporary folder while the run lasts and nowhere afterwards.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import build
import machine
import report
import steps
from process import raise_file_limit

SEED = 20_261_123


@dataclass
class Plan:
    """How much of everything."""

    core: set
    small: int = 80_000
    large: int = 2_000_000
    rounds: int = 5
    seconds: float = 1
    warm_up: float = 4
    repeats: int = 3
    heap: str = "512m"
    only: tuple = ()
    jmh: list = field(default_factory=lambda: ["-f", "1"])
    lengths: dict = field(
        default_factory=lambda: {
            "patterns": [10**power for power in range(3, 9)],
            "all": [10**3, 10**4, 10**5, 10**6, 4 * 10**6, 10**8],
        }
    )

    @staticmethod
    def brief(core):
        """The same with fewer rounds and shorter measurements."""
        return Plan(
            core=core,
            small=50_000,
            rounds=3,
            warm_up=3,
            repeats=1,
            jmh=["-f", "1", "-wi", "4", "-i", "3", "-w", "2s", "-r", "1s"],
            lengths={"patterns": [10**power for power in range(3, 9)], "all": [10**3, 10**4, 10**5, 10**6]},
        )

    @staticmethod
    def quick(core):
        """Whether everything runs; its figures mean nothing."""
        return Plan(
            core=core,
            small=12_000,
            large=40_000,
            rounds=2,
            seconds=0.05,
            warm_up=0.1,
            repeats=1,
            only=("prose", "letters", "mixed"),
            jmh=["-f", "1", "-wi", "1", "-i", "2", "-w", "100ms", "-r", "100ms"],
            lengths={"patterns": [10**3, 10**5], "all": [10**3, 10**4]},
        )


def options():
    parser = argparse.ArgumentParser(prog="make speed", description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to see whether it runs; no report unless asked")
    parser.add_argument("--brief", action="store_true", help="fewer rounds and shorter measurements: about half the time")
    parser.add_argument("--report", type=Path, help="folder to write into (default: bench/reports)")
    parser.add_argument("--python", default=sys.executable, help="the Python that Presidio gets; 3.12 for both models")
    parser.add_argument("--without-presidio", action="store_true")
    parser.add_argument("--core", type=int, default=(os.cpu_count() or 1) - 1, help="the core that everything runs on")
    parser.add_argument("--corpora", type=Path, default=os.environ.get("SLUICE_CORPORA") or None)
    parser.add_argument("--render", type=Path, metavar="FILE", help="print the report of these figures and do nothing else")
    parser.add_argument("--parts", default="turns,jmh,growth,whole", help="some of turns, jmh, growth, whole")
    return parser.parse_args()


def main():
    chosen = options()
    if chosen.render:
        print(report.markdown(json.loads(chosen.render.read_text(encoding="utf-8"))), end="")
        return
    began = time.monotonic()

    def say(what):
        print(f"[{time.monotonic() - began:5.0f} s] {what}", file=sys.stderr, flush=True)

    build.check()
    raise_file_limit()
    make = Plan.quick if chosen.quick else Plan.brief if chosen.brief else Plan
    plan = make(core={chosen.core})
    python = None if chosen.without_presidio else build.presidio(chosen.python, say)
    figures = {
        "quick": chosen.quick,
        "brief": chosen.brief,
        "seed": SEED,
        "machine": {**machine.facts(), "pinned": hasattr(os, "sched_setaffinity"), "loadBefore": machine.load()},
        "build": build.facts(),
    }
    if python:
        presidio, spacy = build.presidio_version(python)
        figures["presidio"] = {"presidio-analyzer": presidio, "spacy": spacy}
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder:
        figures["texts"] = build.make_texts(folder, SEED, plan.small, plan.large, chosen.corpora)
        sets = [name for name in figures["texts"] if not name.endswith("-large") and name in (plan.only or figures["texts"])]
        say(f"{len(sets)} sets of texts")
        parts = {
            "turns": lambda: steps.turns(folder, sets, python, plan, say),
            "jmh": lambda: steps.jmh(folder, sets, plan, say),
            "growth": lambda: steps.growth(SEED, plan, say),
            "whole": lambda: steps.whole(folder, python, plan, say),
        }
        for name in chosen.parts.split(","):
            say(f"{name} ...")
            figures[name] = parts[name]()
    figures["machine"]["loadAfter"] = machine.load()
    text = report.markdown(figures)
    print(text, end="")
    where = chosen.report or (None if chosen.quick else build.ROOT / "bench" / "reports")
    if where:
        where.mkdir(parents=True, exist_ok=True)
        (where / "classifier-speed.md").write_text(text, encoding="utf-8")
        (where / "classifier-speed.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        say("report written")


main()
