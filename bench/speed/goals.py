"""The goals for the classifier's speed, and what of the figures answers them."""


def rows(figures):
    """Goal, what is asked, what was measured, whether that is enough; None where it was not measured."""
    ratios = figures.get("turns", {}).get("ratios", {})
    sets = figures["texts"]
    jmh = figures.get("jmh", [])
    found = [
        _least("pattern tier on prose, MB/s a core", 60, _throughput(jmh, "patterns", "prose-large")),
        _least("pattern tier on figures, MB/s a core", 30, _throughput(jmh, "patterns", "digits-large")),
        _least("pattern tier beside java.util.regex, times, on the set where it is least", None, _worst(ratios, "patterns / regex")),
        _least("pattern tier beside Presidio's rules, times, on the set where it is least", 200, _worst(ratios, "patterns / presidio rules")),
        _least("all tiers beside Presidio with the small model, times, mixed", 10, _ratio(ratios, "all / presidio model-sm", "mixed")),
        _least("all tiers beside Presidio with the small model, times, clean", 5, _ratio(ratios, "all / presidio model-sm", "clean")),
        _least("as documents are routed beside Presidio with the small model, times, mixed", None, _ratio(ratios, "early / presidio model-sm", "mixed")),
        _most("letter of 10 KB, all tiers, p50 ms", 130, _letter(jmh, "all", "letters")),
        _most("circular of 10 KB that names nobody, all tiers, p50 ms", 60, _letter(jmh, "all", "circulars")),
        _most("letter of 10 KB decided early by patterns, p50 ms", 2, _letter(jmh, "early", "letters")),
        _most("growth of the pattern tier: exponent of time over length, 10 KB to 100 MB", 1.05, _exponent(figures, "patterns")),
        _most("growth of all tiers: exponent of time over length, 10 KB to where all of the text is read", 1.05, _exponent(figures, "all")),
        _most("heap beyond the text and its findings, 100 MB against 1 MB, pattern tier, times", 2, _memory(figures)),
    ]
    if "corpora-mixed" in sets:
        routed = _ratio(ratios, "early / presidio model-sm", "corpora-mixed")
        found.insert(7, _least("as documents are routed beside Presidio with the small model, times, corpora, mixed", None, routed))
        found.insert(6, _least("all tiers beside Presidio with the small model, times, corpora, mixed", 10, _ratio(ratios, "all / presidio model-sm", "corpora-mixed")))
        found.insert(7, _least("all tiers beside Presidio with the small model, times, corpora, clean", 5, _ratio(ratios, "all / presidio model-sm", "corpora-clean")))
    return found


def exponent(rows):
    """Slope of the logarithm of time over the logarithm of length; 1 is linear."""
    import math

    points = [(math.log(row["bytes"]), math.log(row["cpuNanos"] / row["passes"])) for row in rows]
    if len(points) < 2:
        return None
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    return round(slope, 3)


def wholly_read(rows):
    return [row for row in rows if not row["reasons"]]


def _exponent(figures, subject):
    rows = [row for row in figures.get("growth", {}).get("rows", []) if row["subject"] == subject]
    return exponent([row for row in wholly_read(rows) if row["bytes"] >= 10_000])


def _memory(figures):
    rows = {r["bytes"]: r["heapBeyondText"] for r in figures.get("growth", {}).get("rows", []) if r["subject"] == "patterns"}
    if not rows.get(10**6) or 10**8 not in rows:
        return None
    return round(rows[10**8] / rows[10**6], 2)


def _throughput(jmh, subject, texts):
    return _one(jmh, "TierBenchmark", subject, texts, "megabytesPerSecond")


def _letter(jmh, subject, texts):
    return _one(jmh, "LetterBenchmark", subject, texts, "p50Millis")


def _one(jmh, benchmark, subject, texts, field):
    for row in jmh:
        if (row["benchmark"], row["subject"], row["texts"]) == (benchmark, subject, texts):
            return row[field]
    return None


def _ratio(ratios, pair, texts):
    return ratios.get(pair, {}).get(texts, {}).get("median")


def _worst(ratios, pair):
    medians = [one["median"] for one in ratios.get(pair, {}).values()]
    return min(medians) if medians else None


def _least(what, goal, value):
    return {"what": what, "goal": goal and f"≥ {goal}", "value": value, "met": None if goal is None or value is None else value >= goal}


def _most(what, goal, value):
    return {"what": what, "goal": f"≤ {goal}", "value": value, "met": None if value is None else value <= goal}
