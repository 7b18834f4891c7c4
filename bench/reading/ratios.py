"""What the figures of a run say: speeds, ratios round by round, and whether memory grows."""

import statistics


def speed(passes):
    """Documents and million bytes a second of wall time: the median of the rounds, the least and the most."""
    each = [one["documents"] / one["wallNanos"] * 1e9 for one in passes]
    return {
        "documentsPerSecond": _round(statistics.median(each)),
        "least": _round(min(each)),
        "most": _round(max(each)),
        "megabytesPerSecond": _round(statistics.median(one["bytes"] / one["wallNanos"] * 1e3 for one in passes)),
        "cpuMillisPerDocument": _round(statistics.median(one["cpuNanos"] / one["documents"] / 1e6 for one in passes)),
        "coresBusy": _round(statistics.median(one["cpuNanos"] / one["wallNanos"] for one in passes)),
        "peakResidentBytes": max(one["peakBytes"] for one in passes),
        "characters": passes[-1]["characters"] // passes[-1]["passes"],
    }


def ratio(ours, theirs, take="wallNanos"):
    """How many of their documents a second we do, each round against the same round: the median, the least and the most."""
    each = [
        (a["documents"] / a[take]) / (b["documents"] / b[take]) for a, b in zip(ours, theirs, strict=True)
    ]
    return {"median": _round(statistics.median(each)), "least": _round(min(each)), "most": _round(max(each))}


def failures(results):
    """Documents that were not read, by reader and set; a run that has any proves nothing about speed."""
    found = {}
    for reader, sets in results.items():
        for name, passes in sets.items():
            count = sum(one["failures"] for one in passes)
            if count:
                found[f"{reader}, {name}"] = count
    return found


def same_documents(results):
    """Whether all readers read the same bytes of every set, as often as they say."""
    digests = {}
    for sets in results.values():
        for name, passes in sets.items():
            for one in passes:
                digests.setdefault(name, set()).add((one["digest"], one["documents"] // one["passes"]))
    return all(len(found) == 1 for found in digests.values())


MOST_GROWTH = 1.10


def memory(passes):
    """Resident bytes at the beginning, in the middle and at the end, and how they go on.

    Flat means that the last quarter of the run has at most a tenth more than its second quarter; in the first one heaps fill
    up and compilers work. The slope is that of the last three quarters, and what it comes to over as many documents as an
    hour holds at this speed is told with its error: a short run knows little about an hour.
    """
    done, points = 0, []
    for one in passes:
        done += one["documents"]
        points.append((done, one["parentBytes"] + one["childrenBytes"], one["parentBytes"], one["childrenBytes"]))
    rate = done / sum(one["wallNanos"] for one in passes) * 1e9
    hour = rate * 3600
    quarters = [[y for x, y, *_ in points if low < x / done <= low + 0.25] for low in (0.25, 0.75)]
    second, last = (statistics.mean(quarter or [points[-1][1]]) for quarter in quarters)
    slope, error = _line([(x, y) for x, y, *_ in points if x > done / 4])
    return {
        "documents": done,
        "documentsPerSecond": _round(rate),
        "shareOfAnHour": _round(done / hour),
        "beginning": _at(points, 0),
        "middle": _at(points, len(points) // 2),
        "end": _at(points, len(points) - 1),
        "peakBytes": max(one["peakBytes"] for one in passes),
        "lastBesideSecondQuarter": _round(last / second),
        "bytesPerThousandDocuments": round(slope * 1000),
        "growthInAnHour": _round(slope * hour / second),
        "growthInAnHourError": _round(2 * error * hour / second),
        "flat": last / second <= MOST_GROWTH,
    }


def _at(points, place):
    """The mean of up to five neighbours, since a child that was just replaced is small."""
    near = points[max(0, place - 2) : place + 3]
    return {
        "parentBytes": round(statistics.mean(point[2] for point in near)),
        "childrenBytes": round(statistics.mean(point[3] for point in near)),
    }


def _line(points):
    """Slope of the least squares and its standard error."""
    if len(points) < 3:
        return 0.0, 0.0
    mean_x = statistics.mean(x for x, _ in points)
    mean_y = statistics.mean(y for _, y in points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    rest = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points)
    return slope, (rest / (len(points) - 2) / spread) ** 0.5


def _round(value):
    return float(f"{value:.3g}")
