"""How fast documents are read, beside bare Tika in one process: `make reading`.

Writes bench/reports/reading-speed.md and .json. Documents are generated, with the samples of the repository; where
SLUICE_CORPORA names a folder, its files are read from there and stay there.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "speed"))

import build
import documents
import machine
import report
import runs
from process import output, raise_file_limit

SEED = 20_261_123


@dataclass
class Plan:
    """How much of everything."""

    each: int = 12
    rounds: int = 7
    seconds: float = 5
    warm_up: float = 90
    kind_rounds: int = 3
    kind_seconds: float = 1.5
    memory_seconds: float = 75

    @staticmethod
    def quick():
        """The same in about four minutes; its figures are rough."""
        return Plan(each=6, rounds=3, seconds=2, warm_up=12, kind_rounds=2, kind_seconds=0.4, memory_seconds=15)


def options():
    parser = argparse.ArgumentParser(prog="make reading", description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small sizes, about four minutes; no report unless asked")
    parser.add_argument("--memory-seconds", type=float, help="seconds of the memory run of each reader (default: 75)")
    parser.add_argument("--hour", action="store_true", help="a whole hour of documents for each of the two memory runs")
    parser.add_argument("--report", type=Path, help="folder to write into (default: bench/reports)")
    parser.add_argument("--cores", type=int, default=None, help="so many cores for everything (default: all)")
    parser.add_argument("--corpora", type=Path, default=os.environ.get("SLUICE_CORPORA") or None)
    parser.add_argument("--parts", default="mixed,kinds,corpora,memory", help="some of mixed, kinds, corpora, memory")
    parser.add_argument("--without-pipeline", action="store_true", help="extraction alone: no broker, no database")
    parser.add_argument("--render", type=Path, metavar="FILE", help="print the report of these figures and do nothing else")
    return parser.parse_args()


def main():
    chosen = options()
    if chosen.render:
        print(report.markdown(json.loads(chosen.render.read_text(encoding="utf-8"))), end="")
        return
    began = time.monotonic()

    def say(what):
        print(f"[{time.monotonic() - began:5.0f} s] {what}", file=sys.stderr, flush=True)

    if not build.BENCH_JAR.is_file():
        raise SystemExit(f"{build.BENCH_JAR.relative_to(build.ROOT)} is missing: run `make build` first")
    raise_file_limit()
    plan = Plan.quick() if chosen.quick else Plan()
    plan.memory_seconds = 3600 if chosen.hour else chosen.memory_seconds or plan.memory_seconds
    cores = set(sorted(os.sched_getaffinity(0))[: chosen.cores])
    parts = chosen.parts.split(",")
    figures = {
        "quick": chosen.quick,
        "seed": SEED,
        "cores": len(cores),
        "machine": {**machine.facts(), "loadBefore": machine.load()},
        "build": json.loads(output(build.java("dev.sluice.bench.reading.ReadingFacts"))),
    }
    with tempfile.TemporaryDirectory(prefix="sluice-reading-") as folder, scratch() as fast:
        figures["sets"] = documents.make(folder, SEED, plan.each)
        say(f"{figures['sets']['mixed']['documents']} documents")
        readers = runs.Readers(folder, cores, fast, plan, say)
        if not chosen.without_pipeline:
            readers.with_pipeline(Path(folder) / "services")
            figures["sets"]["mixed"] = readers.by_patterns_alone(documents.listed(folder, "mixed"))
            say(f"{figures['sets']['mixed']['leftOut']} of them not by patterns alone and left out")
        figures |= {"children": readers.children, "tikaOptions": readers.options}
        readers.warm_up(["mixed"])
        names = list(readers.peers)
        if "mixed" in parts:
            results = readers.turns(names, ["mixed"], plan.rounds, plan.seconds)
            figures["mixed"] = {"rounds": plan.rounds, **runs.summary(results)}
        if "kinds" in parts:
            kinds = [*documents.KINDS, "samples"]
            results = readers.turns(["tika", "extraction"], kinds, plan.kind_rounds, plan.kind_seconds)
            figures["kinds"] = {"rounds": plan.kind_rounds, **runs.summary(results)}
        if "corpora" in parts and chosen.corpora:
            found = readers.readable(documents.from_corpora(chosen.corpora), "corpora")
            results = readers.turns(["tika", "extraction"], ["corpora-both"], plan.kind_rounds, plan.seconds)
            figures["corpora"] = {"set": found, "rounds": plan.kind_rounds, **runs.summary(results)}
        if "memory" in parts:
            figures["memory"] = {
                name: runs.memory(readers, name, plan.memory_seconds, say) for name in names if name != "tika"
            }
        readers.end()
    figures["machine"]["loadAfter"] = machine.load()
    figures["seconds"] = round(time.monotonic() - began)
    text = report.markdown(figures)
    print(text, end="")
    where = chosen.report or (None if chosen.quick else build.ROOT / "bench" / "reports")
    if where:
        where.mkdir(parents=True, exist_ok=True)
        (where / "reading-speed.md").write_text(text, encoding="utf-8")
        (where / "reading-speed.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        say("report written")


def scratch():
    """Where bare Tika puts what it must put on a disk: in memory, as the product's children have it."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix="sluice-reading-", dir=memory)


main()
