"""The figures of a run as Markdown."""

READERS = {"tika": "bare Tika", "extraction": "Sluice, extraction", "pipeline": "Sluice, to the decision"}
GOALS = [
    ("extraction alone, documents a second beside bare Tika", "extraction", 0.8),
    ("pipeline to the decision with the pattern tier, documents a second beside bare Tika", "pipeline", 0.6),
]


def goals(figures):
    """Goal, what is asked, what was measured, whether that is enough; None where it was not measured."""
    rows = []
    mixed = figures.get("mixed")
    for what, reader, least in GOALS:
        value = mixed and mixed["ratios"].get(reader, {}).get("mixed", {}).get("wall", {}).get("median")
        met = None if value is None else value >= least and not mixed["failures"] and mixed["sameDocuments"]
        rows.append({"what": what, "goal": f"≥ {least}", "value": value, "met": met})
    for reader, found in figures.get("memory", {}).items():
        rows.append(
            {
                "what": f"{READERS[reader]}: resident memory in the last quarter of {found['documents']:,} documents beside the second, times",
                "goal": "≤ 1.1",
                "value": found["lastBesideSecondQuarter"],
                "met": found["flat"] and not found["failures"],
            }
        )
    return rows


def markdown(figures):
    lines = ["# The speed of reading", ""]
    if figures["quick"]:
        lines += ["A quick run over few documents: **its figures are rough**.", ""]
    lines += [_machine(figures), "", "## Goals", "", *_goals(figures)]
    for part, write in (("mixed", _mixed), ("kinds", _kinds), ("corpora", _corpora), ("memory", _memory)):
        if part in figures:
            lines += ["", *write(figures)]
    return "\n".join([*lines, "", *_sets(figures)]).rstrip() + "\n"


def _machine(figures):
    machine, build = figures["machine"], figures["build"]
    return (
        f"{machine['cpu']}, {machine['cores']} cores, {machine['memoryGiB']} GiB, {machine['system']}; {build['jdk']}; "
        f"{build['extractor']}. Everything ran on {figures['cores']} cores; Sluice read in {figures['children']} child "
        f"processes, bare Tika in {figures['cores']} threads under a child's own flags "
        f"(`{' '.join(figures['tikaOptions'])}`). Processes that wanted to run: {machine['loadBefore']} before, "
        f"{machine['loadAfter']} after. A megabyte is a million bytes of files. Ratios hold for this run; no figure is "
        "compared with another machine's."
    )


def _goals(figures):
    rows = []
    for goal in goals(figures):
        verdict = {True: "met", False: "**missed**", None: ""}[goal["met"]]
        rows.append([goal["what"], goal["goal"], _number(goal["value"]), verdict])
    return _table(["what", "goal", "measured", ""], rows)


def _mixed(figures):
    mixed = figures["mixed"]
    return [
        "## Side by side",
        "",
        f"Each reader in processes of its own, the same documents in memory, taking turns in {mixed['rounds']} rounds; medians "
        "of the rounds. `to the decision` is one node's way from the message to the last commit: published to an embedded "
        "Kafka, planned, read, classified by patterns, decided by the default bundle and stored with its audit events, "
        "originals and outbox in an embedded PostgreSQL that waits for the disk; broker and database have their part of "
        "the same cores. Signing the log and the models are not in it.",
        "",
        *_speeds(mixed, "mixed"),
        "",
        *_failures(mixed),
    ]


def _speeds(found, name):
    head = ["", "documents/s", "(least–most)", "MB/s", "processor ms a document", "cores busy", "peak resident, MB", "beside bare Tika", "by processor time"]
    rows = []
    for reader, sets in found["speeds"].items():
        one = sets[name]
        ratio = found["ratios"].get(reader, {}).get(name)
        rows.append(
            [
                READERS[reader],
                _number(one["documentsPerSecond"]),
                f"{_number(one['least'])}–{_number(one['most'])}",
                _number(one["megabytesPerSecond"]),
                _number(one["cpuMillisPerDocument"]),
                _number(one["coresBusy"]),
                f"{one['peakResidentBytes'] / 1e6:.0f}",
                _ratio(ratio["wall"]) if ratio else "",
                _ratio(ratio["cpu"]) if ratio else "",
            ]
        )
    return _table(head, rows)


def _failures(found):
    if found["failures"]:
        named = "; ".join(f"{where}: {count}" for where, count in found["failures"].items())
        return [f"**Documents that were not read**, so that no ratio counts: {named}."]
    if not found["sameDocuments"]:
        return ["**The readers did not read the same documents**, so that no ratio counts."]
    return ["Every reader read every document of the same bytes in every round: none failed, none was left out."]


def _kinds(figures):
    kinds = figures["kinds"]
    rows = []
    for name in kinds["ratios"]["extraction"]:
        speeds = {reader: kinds["speeds"][reader][name] for reader in ("tika", "extraction")}
        ratio = kinds["ratios"]["extraction"][name]
        rows.append(
            [
                name,
                _number(speeds["tika"]["documentsPerSecond"]),
                _number(speeds["extraction"]["documentsPerSecond"]),
                _ratio(ratio["wall"]),
                _ratio(ratio["cpu"]),
                _number(speeds["extraction"]["characters"] / speeds["tika"]["characters"]),
            ]
        )
    head = ["", "bare Tika, documents/s", "Sluice, documents/s", "beside bare Tika", "by processor time", "characters, times"]
    return [
        "## By format",
        "",
        f"Extraction alone, {kinds['rounds']} short rounds. The last column is how much more text was read: what stands beside the "
        "page, and some of it twice.",
        "",
        *_table(head, rows),
        "",
        *_failures(kinds),
    ]


def _corpora(figures):
    corpora = figures["corpora"]
    left = corpora["set"]["leftOut"]
    return [
        "## Files of the corpora",
        "",
        f"{corpora['set']['documents']} of {corpora['set']['offered']} files of which bare Tika is known to give text, "
        f"{corpora['set']['bytes'] / 1e6:.1f} MB; {left['tika']} were left out because bare Tika gave none now and "
        f"{left['extraction']} because Sluice held them incomplete.",
        "",
        *_speeds(corpora, "corpora-both"),
        "",
        *_failures(corpora),
    ]


def _memory(figures):
    rows = []
    for reader, found in figures["memory"].items():
        at = [
            f"{found[when]['parentBytes'] / 1e6:.0f} + {found[when]['childrenBytes'] / 1e6:.0f}"
            for when in ("beginning", "middle", "end")
        ]
        verdict = "flat" if found["flat"] else "**grows**"
        rows.append(
            [
                READERS[reader],
                f"{found['documents']:,}",
                f"{found['shareOfAnHour']:.0%}",
                *at,
                f"{found['peakBytes'] / 1e6:.0f}",
                f"{found['bytesPerThousandDocuments'] / 1e3:+.0f}",
                f"{found['growthInAnHour']:+.0%} ± {found['growthInAnHourError']:.0%}",
                verdict,
            ]
        )
    head = ["", "documents", "of an hour's", "beginning, MB", "middle", "end", "peak", "KB a thousand documents", "an hour's growth", ""]
    return [
        "## Memory",
        "",
        "Resident megabytes of the process and of its children together, the mixed set again and again. Flat is a last quarter of the "
        "run that has at most a tenth more than the second. The slope is of the least squares over the last three quarters, and an "
        "hour's growth is what it comes to over as many documents as an hour holds at this speed, with twice its standard error: "
        "`--hour` measures it. The process of the second row has the broker in it; the database is not counted.",
        "",
        *_table(head, rows),
    ]


def _sets(figures):
    rows = [[name, str(found["documents"]), f"{found['bytes']:,}"] for name, found in figures["sets"].items()]
    return [
        "## Documents",
        "",
        f"Generated from seed {figures['seed']}, and the samples of the repository that are complete without character "
        "recognition. `mixed` is all of them" + _left_out(figures["sets"]["mixed"]) + ".",
        "",
        *_table(["set", "documents", "bytes"], rows),
    ]


def _left_out(found):
    if not found.get("leftOut"):
        return ""
    return f" but {found['leftOut']} that are not decided by patterns alone, since there every tier reads"


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
