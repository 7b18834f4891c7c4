"""The figures of a run as Markdown."""

import goals


def markdown(figures):
    lines = ["# The classifier's speed", ""]
    if figures.get("brief"):
        lines += ["A brief run: fewer rounds and shorter measurements than the whole one.", ""]
    if figures["quick"]:
        lines += ["A quick run, to see that everything runs: **its figures mean nothing**.", ""]
    lines += [_machine(figures), ""]
    lines += ["## Goals", "", *_goals(figures)]
    for part, write in (("turns", _turns), ("jmh", _jmh), ("growth", _growth), ("whole", _whole)):
        if part in figures:
            lines += ["", *write(figures)]
    lines += ["", *_texts(figures), "", *_covered(figures)]
    return "\n".join(lines).rstrip() + "\n"


def _machine(figures):
    machine, build = figures["machine"], figures["build"]
    presidio = figures.get("presidio")
    peer = f"Presidio {presidio['presidio-analyzer']} on spaCy {presidio['spacy']}" if presidio else "no Presidio"
    return (
        f"{machine['cpu']}, {machine['cores']} cores, {machine['memoryGiB']} GiB, {machine['system']}; {build['jdk']}; "
        f"Python {machine['python']}, {peer}. Detectors `{build['detectorsDigest'][:12]}`, model {build['tokenModel']}. "
        f"{'Everything ran on one core.' if machine['pinned'] else 'The system cannot keep a process on one core.'} "
        f"Processes that wanted to run: {machine['loadBefore']} before, {machine['loadAfter']} after. "
        "A megabyte is a million bytes of UTF-8. Ratios hold for this run; no figure is compared with another machine's."
    )


def _goals(figures):
    rows = []
    for goal in goals.rows(figures):
        verdict = {True: "met", False: "**missed**", None: ""}[goal["met"]]
        rows.append([goal["what"], goal["goal"] or "", _number(goal["value"]), verdict])
    return _table(["what", "goal", "measured", ""], rows)


def _turns(figures):
    turns = figures["turns"]
    names = list(next(iter(turns["peers"].values()))["sets"])
    head = ["MB a second of processor time", *names, "peak memory"]
    rows = []
    for peer, found in turns["peers"].items():
        peak = found["peakResidentBytes"]
        speeds = [_number(found["sets"][name]["megabytesPerCpuSecond"]) for name in names]
        rows.append([peer, *speeds, f"{peak / 1e6:.0f} MB" if peak else ""])
    middle = [
        [peer, *(_number(found["sets"][name]["p50Millis"]) for name in names)] for peer, found in turns["peers"].items()
    ]
    ratios = [[pair, *(_ratio(found[name]) for name in names)] for pair, found in turns["ratios"].items()]
    share = min(one["shareOfCore"] for peer in turns["peers"].values() for one in peer["sets"].values())
    early = turns["peers"]["early"]["sets"]["letters"]
    return [
        "## Side by side",
        "",
        f"Each program in a process of its own, the same texts, taking turns in {turns['rounds']} rounds; processor time of all "
        f"of its threads. The least that one got of its core was {share:.0%}.",
        "",
        *_table(head, rows),
        "",
        "Milliseconds of the median document:",
        "",
        *_table(["", *names], middle),
        "",
        "Times as fast, the median of the rounds, and in brackets the least and the most:",
        "",
        *_table(["", *names], ratios),
        "",
        f"`early` is the classifier as documents are routed: it decided {early['early']} of {early['documents']} letters by "
        "their patterns. `regex` runs each pattern over the whole text, `regex-gated` tries at each beginning of a word only "
        "those that can begin there. `presidio rules` are the recognizers without a model that Presidio switches on for "
        "English, called directly, which spares it the tokens and context words of its analyzer; `rules-all` are all that it has.",
    ]


def _jmh(figures):
    speeds, letters = [], []
    for row in figures["jmh"]:
        if "megabytesPerSecond" in row:
            speeds.append([row["subject"], row["texts"], f"{_number(row['megabytesPerSecond'])} ± {_number(row['error'])}"])
        else:
            letters.append([row["subject"], row["texts"], _number(row["p50Millis"]), _number(row["p95Millis"])])
    return [
        "## JMH",
        "",
        *_table(["what", "texts", "MB/s"], speeds),
        "",
        *_table(["one of 10 KB by", "texts", "p50 ms", "p95 ms"], letters),
    ]


def _growth(figures):
    growth = figures["growth"]
    rows = [
        [
            row["subject"],
            f"{row['bytes']:,}",
            _number(row["secondsPerMegabyte"]),
            str(row["findings"]),
            ", ".join(row["reasons"]),
            f"{row['heapBeyondText'] / 1e6:.1f}",
            f"{row['peakResidentBytes'] / 1e6:.0f}" if "peakResidentBytes" in row else "",
        ]
        for row in growth["rows"]
    ]
    head = ["what", "bytes", "s/MB", "findings", "not wholly read", "heap beyond the text, MB", "resident, MB"]
    return [
        "## Growth",
        "",
        f"One document of each length, each in a process of its own, heap at most {growth['heap']}. Heap beyond the text is what was "
        "in use after a collection, the text left out: windows, and findings, which grow with what there is to find. A document "
        "beyond the limit of a tier is degraded, so it is never cleared; the rest of it costs nothing.",
        "",
        *_table(head, rows),
    ]


def _whole(figures):
    rows = [
        [
            row["what"],
            _number(row["wallSeconds"]),
            _number(row["cpuSeconds"]),
            _number(row["bytes"] / 1e6 / row["wallSeconds"]),
            f"{row['peakResidentBytes'] / 1e6:.0f}",
        ]
        for row in figures["whole"]
    ]
    return ["## Whole processes", "", "From the command to its end, files cached.", "", *_table(["what", "s", "processor s", "MB/s", "resident, MB"], rows)]


def _texts(figures):
    rows = [
        [name, str(found["documents"]), f"{found['bytes']:,}", f"{found['digitShare']:.0%}"]
        for name, found in figures["texts"].items()
    ]
    return ["## Texts", "", f"Seed {figures['seed']}.", "", *_table(["set", "documents", "bytes", "digits"], rows)]


def _covered(figures):
    build = figures["build"]
    covered = ", ".join(f"`{name}`" for name in build["regexCovers"])
    return [
        "## What java.util.regex was asked for",
        "",
        f"{build['regexPatterns']} patterns with the checks and labels of {covered}. Not in them, though the pattern tier does it in "
        "the same time: names by dictionaries and context, health terms, tables, disguises, wrapped lines, foreign addresses, "
        "spelled numbers, and the check of the language.",
    ]


def _ratio(found):
    return f"{_number(found['median'])} ({_number(found['least'])}–{_number(found['most'])})"


def _number(value):
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _table(head, rows):
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows)]


def _row(cells):
    return "| " + " | ".join(cells) + " |"
