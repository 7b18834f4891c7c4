"""The parts of a run."""

import re

import build
import documents
import ratios
from peers import Peer

MAIN = "dev.sluice.bench.reading.ReadingPeerMain"
PARENT = ("-XX:+UseSerialGC", "-Xms64m", "-Xmx1g")
"""As ./sluice starts the program."""


class Readers:
    """Bare Tika and the product, each in a process of its own, on the same cores."""

    def __init__(self, folder, cores, scratch, plan, say):
        self.folder = folder
        self.cores = cores
        self.plan = plan
        self.say = say
        threads = len(cores)
        self.peers = {"extraction": self._peer("extraction", threads, PARENT)}
        # Bare Tika gets the flags that a child really runs with, and as much heap as all children together.
        first = self.peers["extraction"].measure("samples", 0)
        self.children, self.options = first["children"], _bare(first["childOptions"], threads)
        self.peers["tika"] = self._peer("tika", threads, [*self.options, f"-Djava.io.tmpdir={scratch}"])

    def with_pipeline(self, services):
        self.peers["pipeline"] = self._peer("pipeline", len(self.cores), PARENT, services)

    def by_patterns_alone(self, files):
        """The files of the mixed set that the whole way decides by patterns alone, and how many it does not.

        Every tier reads what patterns cannot vouch for, a text without prose for one, and that is another measurement. What is
        not read wholly stays, and spoils the run.
        """
        documents.write(self.folder, "offered", files)
        failed = {name: set(self.peers[name].measure("offered", 0)["failed"]) for name in ("extraction", "pipeline")}
        left = failed["pipeline"] - failed["extraction"]
        kept = [file for place, file in enumerate(files) if place not in left]
        return {**documents.write(self.folder, "mixed", kept), "leftOut": len(left)}

    def _peer(self, kind, threads, options, *more):
        command = build.java(MAIN, kind, self.folder, threads, *more, options=tuple(options))
        return Peer(kind, command, self.cores)

    def warm_up(self, sets):
        for name, peer in self.peers.items():
            # The whole way is many times as much code as the reading of documents: it takes longer until it is compiled.
            for one in sets:
                peer.measure(one, self.plan.warm_up * (2 if name == "pipeline" else 1))
            self.say(f"{name} is warm")

    def turns(self, names, sets, rounds, seconds):
        """Each reader over each set in every round, another one first each time; what each pass took."""
        results = {name: {one: [] for one in sets} for name in names}
        for turn in range(rounds):
            order = names[turn % len(names) :] + names[: turn % len(names)]
            for one in sets:
                for name in order:
                    results[name][one].append(self.peers[name].measure(one, seconds))
            self.say(f"round {turn + 1} of {rounds} over {', '.join(sets)} done")
        return results

    def readable(self, files, name):
        """The files of a list that both sides read; which side left how many out."""
        documents.write(self.folder, name, files)
        left = {}
        for reader in ("tika", "extraction"):
            left[reader] = set(self.peers[reader].measure(name, 0)["failed"])
        kept = [file for place, file in enumerate(files) if not any(place in failed for failed in left.values())]
        # The list has another name: a reader knows a set by its name.
        facts = documents.write(self.folder, name + "-both", kept)
        return {**facts, "offered": len(files), "leftOut": {reader: len(failed) for reader, failed in left.items()}}

    def end(self):
        for peer in self.peers.values():
            peer.end()


def _bare(options, threads):
    kept = [one for one in options if not re.match(r"-Xmx|-XX:AOT", one)]
    heap = next((int(one[4:]) for one in options if re.fullmatch(r"-Xmx\d+", one)), 768 << 20)
    return [f"-Xmx{heap * threads}", *kept]


def summary(results):
    """Speeds, ratios against bare Tika by wall and by processor time, and what failed."""
    sets = list(next(iter(results.values())))
    return {
        "speeds": {name: {one: ratios.speed(passes) for one, passes in found.items()} for name, found in results.items()},
        "ratios": {
            name: {
                one: {
                    "wall": ratios.ratio(results[name][one], results["tika"][one]),
                    "cpu": ratios.ratio(results[name][one], results["tika"][one], "cpuNanos"),
                }
                for one in sets
            }
            for name in results
            if name != "tika"
        },
        "failures": ratios.failures(results),
        "sameDocuments": ratios.same_documents(results),
    }


def memory(readers, name, seconds, say):
    """One reader alone over the mixed set until the time is over."""
    passes, spent = [], 0.0
    while spent < seconds:
        # A tenth of a minute each, so that the shortest run has points enough for a line.
        passes.append(readers.peers[name].measure("mixed", min(6.0, seconds / 15)))
        spent += passes[-1]["wallNanos"] / 1e9
    say(f"memory of {name}: {sum(one['documents'] for one in passes)} documents")
    return {**ratios.memory(passes), "failures": ratios.failures({name: {"mixed": passes}})}
