"""Programs that measure when they are told to, one at a time, so that all of them share what the machine is going through."""

import json
import statistics
import subprocess

from process import pinned


class Peer:
    """One program in a process of its own; it speaks the lines that PeerMain documents."""

    def __init__(self, name, command, cores):
        self.name = name
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=pinned(cores)
        )
        self.about = self._answer()
        self.peak = None

    def measure(self, texts, seconds):
        self.process.stdin.write(f"pass {texts} {seconds}\n")
        self.process.stdin.flush()
        return self._answer()

    def end(self):
        self.process.stdin.write("end\n")
        self.process.stdin.close()
        self.peak = self._answer().get("peakResidentBytes")
        self.process.wait()

    def _answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended before it answered, with {self.process.wait()}")
        return json.loads(line)


def take_turns(peers, sets, rounds, seconds, warm_up, say):
    """Every peer over every set in every round, one after the other, another one first each time.

    A program that compiles itself while it runs first gets its time to do so; warm_up is seconds by peer.
    """
    for peer in peers:
        for texts in sets:
            peer.measure(texts, warm_up[peer.name])
    results = {peer.name: {texts: [] for texts in sets} for peer in peers}
    for turn in range(rounds):
        for texts in sets:
            order = peers[turn % len(peers) :] + peers[: turn % len(peers)]
            for peer in order:
                results[peer.name][texts].append(peer.measure(texts, seconds))
        say(f"round {turn + 1} of {rounds} done")
    return results


def speed(passes):
    """Million bytes a processor second over all rounds, and its range over the rounds."""
    each = [one["bytes"] / one["cpuNanos"] * 1000 for one in passes]
    return {
        "megabytesPerCpuSecond": _round(sum(p["bytes"] for p in passes) / sum(p["cpuNanos"] for p in passes) * 1000),
        "least": _round(min(each)),
        "most": _round(max(each)),
        "megabytesPerSecond": _round(sum(p["bytes"] for p in passes) / sum(p["wallNanos"] for p in passes) * 1000),
        "shareOfCore": round(sum(p["cpuNanos"] for p in passes) / sum(p["wallNanos"] for p in passes), 3),
        "p50Millis": _round(statistics.median(p["p50Nanos"] for p in passes) / 1e6),
        "p95Millis": _round(statistics.median(p["p95Nanos"] for p in passes) / 1e6),
        "findings": passes[-1]["findings"],
        "documents": passes[-1]["documents"] // passes[-1]["passes"],
        "early": passes[-1].get("early", 0),
        "degraded": passes[-1].get("degraded", 0),
    }


def ratio(ours, theirs):
    """How many times as fast, round by round in processor time: the median, the least and the most."""
    each = [
        (a["bytes"] / a["cpuNanos"]) / (b["bytes"] / b["cpuNanos"]) for a, b in zip(ours, theirs, strict=True)
    ]
    return {"median": _round(statistics.median(each)), "least": _round(min(each)), "most": _round(max(each))}


def _round(value):
    return float(f"{value:.3g}")
