"""The parts of a run; each gives what goes into the report."""

import json
import os
import tempfile
from pathlib import Path

import build
from peers import Peer, ratio, speed, take_turns
from process import output, run

OURS = ["patterns", "all", "early", "regex", "regex-gated"]
BESIDE = [
    ("patterns", "regex"),
    ("patterns", "regex-gated"),
    ("patterns", "presidio rules"),
    ("patterns", "presidio rules-all"),
    ("all", "presidio model-sm"),
    ("all", "presidio model-md"),
    ("early", "presidio model-sm"),
]


def turns(texts, sets, python, plan, say):
    """Ours and the peers on the same texts, taking turns on one core."""
    os.environ.update(build.presidio_environment())
    peers = [Peer(one, build.java("dev.sluice.bench.peer.PeerMain", one, texts), plan.core) for one in OURS]
    if python:
        script = str(build.PRESIDIO / "peer.py")
        for kind in build.presidio_kinds(python):
            peers.append(Peer(f"presidio {kind}", [str(python), script, kind, str(texts)], plan.core))
    warm_up = {peer.name: 0 if peer.name.startswith("presidio") else plan.warm_up for peer in peers}
    results = take_turns(peers, sets, plan.rounds, plan.seconds, warm_up, say)
    for peer in peers:
        peer.end()
    return {
        "rounds": plan.rounds,
        "peers": {
            peer.name: {
                "recognizers": peer.about.get("recognizers"),
                "peakResidentBytes": peer.peak,
                "sets": {name: speed(passes) for name, passes in results[peer.name].items()},
            }
            for peer in peers
        },
        "ratios": {
            f"{ours} / {theirs}": {name: ratio(results[ours][name], results[theirs][name]) for name in sets}
            for ours, theirs in BESIDE
            if theirs in results
        },
    }


def jmh(texts, sets, plan, say):
    """JMH on one core: bytes a second of each tier, milliseconds of a letter."""
    large = ",".join(f"{name}-large" for name in sets)
    small = ",".join(sets)
    regex = ",".join(f"{name}-large" for name in sets if name in ("prose", "digits", "clean", "mixed"))
    jobs = [
        ("TierBenchmark", {"subject": "patterns", "texts": large}),
        ("TierBenchmark", {"subject": "tokens,all", "texts": small}),
        ("TierBenchmark", {"subject": "regex,regex-gated", "texts": regex}),
        ("LetterBenchmark", {"subject": "all,patterns", "texts": ",".join(n for n in ("letters", "circulars") if n in sets)}),
        ("LetterBenchmark", {"subject": "early", "texts": "letters"}),
    ]
    found = []
    for benchmark, parameters in jobs:
        with tempfile.NamedTemporaryFile(suffix=".json") as result:
            chosen = [word for name, values in parameters.items() for word in ("-p", f"{name}={values}")]
            command = build.java("org.openjdk.jmh.Main", f"dev.sluice.bench.jmh.{benchmark}", *chosen, options=())
            command += ["-foe", "true", "-rf", "json", "-rff", result.name, "-jvmArgsAppend", f"-Dbench.texts={texts}", *plan.jmh]
            run(command, plan.core)
            found += [_jmh_row(row) for row in json.load(open(result.name, encoding="utf-8"))]
        say(f"JMH: {benchmark} {parameters['subject']} done")
    return found


def _jmh_row(row):
    kept = {"benchmark": row["benchmark"].split(".")[-2], **row["params"], "forks": row["forks"]}
    if row["mode"] == "thrpt":
        bytes_read = row["secondaryMetrics"]["bytes"]
        kept["megabytesPerSecond"] = _round(bytes_read["score"] / 1e6)
        kept["error"] = _round(_number(bytes_read["scoreError"]) / 1e6)
    else:
        percentiles = row["primaryMetric"]["scorePercentiles"]
        kept |= {"p50Millis": _round(percentiles["50.0"]), "p95Millis": _round(percentiles["95.0"])}
    return kept


def _number(value):
    # One iteration has no error.
    return 0 if value == "NaN" else float(value)


def growth(seed, plan, say):
    """One document of each length, each in a process of its own with the same heap."""
    rows = []
    options = ("-XX:+UseSerialGC", f"-Xmx{plan.heap}")
    for subject, lengths in plan.lengths.items():
        for length in lengths:
            main = "dev.sluice.bench.peer.GrowthMain"
            command = build.java(main, subject, length, seed, plan.seconds, plan.warm_up, options=options)
            row = {"subject": subject, **json.loads(output(command, plan.core))}
            row["secondsPerMegabyte"] = _round(row["cpuNanos"] / row["passes"] / row["bytes"] / 1000)
            row["heapBeyondText"] = row["liveHeapPeak"] - row["liveHeapBefore"]
            rows.append(row)
            say(f"{subject}: {length} bytes in {row['cpuNanos'] / row['passes'] / 1e9:.3g} s")
    return {"heap": plan.heap, "rows": rows}


def whole(texts, python, plan, say):
    """Whole processes, from the command to its end."""
    sluice = str(build.ROOT / "sluice")
    with tempfile.TemporaryDirectory() as folder:
        letter = Path(folder) / "letter.jsonl"
        with open(Path(texts) / "letters.jsonl", encoding="utf-8") as lines:
            letter.write_text(next(lines), encoding="utf-8")
        mixed = Path(texts) / "mixed.jsonl"
        out = ["--out", str(Path(folder) / "out.jsonl")]
        plain = {"SLUICE_AOT": "off"}
        # The first call prepares the fast start, which is no part of what is measured.
        run([sluice, "classify", "--jsonl", str(letter), *out])
        jobs = {
            "classify, one letter, one core, without the prepared start": (["classify", "--jsonl", letter, *out], plain),
            "classify, one letter, one core": (["classify", "--jsonl", letter, *out], {}),
            "classify, mixed, one core": (["classify", "--jsonl", mixed, *out], {}),
            "evaluate, mixed, one core": (["evaluate", mixed], {}),
        }
        rows = [_whole(name, [sluice, *map(str, words)], env, plan) for name, (words, env) in jobs.items()]
        rows.append(_whole("classify, mixed, all cores", [sluice, *map(str, jobs["classify, mixed, one core"][0])], {}, plan, None))
        if python:
            script = [str(python), str(build.PRESIDIO / "peer.py"), "model-sm", "--jsonl"]
            rows.append(_whole("presidio model-sm, one letter, one core", [*script, str(letter), *out], {}, plan))
            rows.append(_whole("presidio model-sm, mixed, one core", [*script, str(mixed), *out], {}, plan))
        sizes = {"one letter": _bytes(letter), "mixed": _bytes(mixed)}
    for row in rows:
        row["bytes"] = next(size for name, size in sizes.items() if name in row["what"])
    say("whole processes done")
    return rows


def _whole(name, command, env, plan, core=False):
    cores = plan.core if core is False else core
    runs = [run(command, cores, env) for _ in range(plan.repeats)]
    return {"what": name, **sorted(runs, key=lambda one: one["wallSeconds"])[len(runs) // 2]}


def _bytes(file):
    with open(file, encoding="utf-8") as lines:
        return sum(len(json.loads(line)["text"].encode()) for line in lines)


def _round(value):
    return float(f"{value:.3g}")
