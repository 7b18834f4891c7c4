"""Noise over segments (text, label, owner): a label travels with its segment, so that spans stay exact."""

import html
import re

from people import without_accents

LOOKALIKES = {
    "rn": "m",
    "m": "rn",
    "l": "1",
    "1": "l",
    "O": "0",
    "0": "O",
    "I": "l",
    "cl": "d",
    "d": "cl",
    "fi": "ﬁ",
    "fl": "ﬂ",
    "ff": "ﬀ",
    "S": "5",
    "5": "S",
    "B": "8",
    "8": "B",
    "h": "b",
    "e": "c",
    "c": "e",
    "vv": "w",
    "w": "vv",
    "ii": "u",
    "u": "ii",
    "g": "q",
    ",": ".",
    ".": ",",
    "tt": "it",
    "li": "h",
    "Z": "2",
    "G": "6",
    "ri": "n",
    "n": "ri",
    "-": "—",
}
LOOKALIKE = re.compile("|".join(re.escape(k) for k in sorted(LOOKALIKES, key=lambda k: (-len(k), k))))
NEIGHBOURS = {
    c: row[max(0, i - 1) : i] + row[i + 1 : i + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for i, c in enumerate(row)
}
SPOKEN_SIGNS = {"@": " at ", "_": " underscore ", "/": " slash ", "-": " dash ", ".": " dot ", "+": " plus "}


def each(segments, change):
    return [(change(text), label, owner) for text, label, owner in segments]


def of_label(segments, change, label):
    return [(change(t) if l == label else t, l, o) for t, l, o in segments]


def ocr(segments, draw):
    """Characters mistaken for their like, letters set apart, spaces lost."""
    rate = draw.choice((0.01, 0.02, 0.04, 0.08))

    def mistake(match):
        return LOOKALIKES[match[0]] if draw.random() < rate else match[0]

    def read(text):
        text = LOOKALIKE.sub(mistake, text)
        if draw.random() < 0.15:
            at = draw.randrange(len(text) or 1)
            if 0 < at < len(text) and text[at - 1].isalpha() and text[at].isalpha():
                text = text[:at] + " " + text[at:]
        return text

    return each(segments, read)


def typos(segments, draw):
    """Letters swapped, lost, doubled or of the next key."""
    rate = draw.choice((0.02, 0.04, 0.08))

    def slip(match):
        word = match[0]
        if draw.random() >= rate * 2:
            return word
        at, kind = draw.randrange(1, len(word) - 1), draw.random()
        if kind < 0.3:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if kind < 0.55:
            return word[:at] + word[at + 1 :]
        if kind < 0.75:
            return word[:at] + word[at] + word[at:]
        near = NEIGHBOURS.get(word[at], "")
        return word[:at] + (draw.choice(near) if near else word[at]) + word[at + 1 :]

    return each(segments, lambda text: re.sub(r"[^\W\d_]{4,}", slip, text))


def dictation(segments, draw, values):
    """What a dictation machine writes: lower case, signs dropped or named, fillers, numbers in words."""
    comma, period, paragraph, line, *_ = map(str.lower, values["dictation"])
    named, digits = draw.random() < 0.4, values["digit"]
    filler_rate = draw.choice((0, 0.01, 0.03))
    out = []
    for text, label, owner in segments:
        text = text.lower()
        if label == "CODE":
            if draw.random() < 0.5:
                text = "".join(
                    (
                        f" {digits[int(c)]} "
                        if c in "0123456789"
                        else SPOKEN_SIGNS.get(c, c) if "@" in text else " " if c in "-./()" else c
                    )
                    for c in text
                )
        elif label in ("PERSON", "USERNAME"):
            text = re.sub(r"[.,\"“”()]", " ", text) if label == "PERSON" else text
        else:
            if named:
                text = re.sub(r"\n\s*\n\s*", f" {paragraph} ", text).replace("\n", f" {line} ")
                text = re.sub(r",(?=\s|$)", f" {comma}", text)
                text = re.sub(r"\.(?=\s|$)", f" {period}", text)
            text = re.sub(r"[,;:!?.\"„“”«»()\[\]{}|*#>=_]+(?=\s|$)|(?<=\s)[-–—*#>|\[({«\"„“]+|^[\[({«\"„“]+", " ", text)
            if label is None and filler_rate:
                words = text.split(" ")
                for at in range(1, len(words)):
                    if words[at] and words[at - 1] and draw.random() < filler_rate:
                        words[at] = f"{draw.choice(values['filler'])} {words[at]}"
                text = " ".join(words)
        out.append((re.sub(r"\s+", " ", text), label, owner))
    return squeeze(out)


def squeeze(segments):
    """Segments with no space after a space."""
    out, last = [], " "
    for text, label, owner in segments:
        if last == " ":
            text = text.lstrip(" ")
        if text:
            out.append((text, label, owner))
            last = text[-1]
    if out and out[-1][0].endswith(" "):
        out[-1] = (out[-1][0].rstrip(" "), *out[-1][1:])
    return out


def _replace(segments, changes):
    """The segments with characters replaced: position in the whole text to what stands there instead."""
    out, at = [], 0
    for text, label, owner in segments:
        inside = [i for i in range(at, at + len(text)) if i in changes]
        pieces, last = [], at
        for i in inside:
            pieces += [text[last - at : i - at], changes[i]]
            last = i + 1
        pieces.append(text[last - at :])
        out.append(("".join(pieces), label, owner))
        at += len(text)
    return out


def wrap(segments, draw, hyphenate=False):
    """Long lines broken at 60–80 columns, at a space or, if asked, inside words with a hyphen."""
    width, whole, changes, begin = draw.randint(60, 80), "".join(s[0] for s in segments), {}, 0
    while begin < len(whole):
        end = whole.find("\n", begin)
        end = len(whole) if end < 0 else end
        while end - begin > width:
            cut = begin + width
            if hyphenate and whole[cut - 3 : cut + 3].isalpha() and draw.random() < 0.6:
                changes[cut] = "-\n" + whole[cut]
                begin = cut
                continue
            space = whole.rfind(" ", begin + 1, cut + 1)
            if space < 0:
                break
            changes[space] = "\n"
            begin = space + 1
        begin = end + 1
    return _replace(segments, changes)


def quote(segments, draw):
    """Each line begins as a quoted one of a mail."""
    mark = draw.choice(("> ", "> ", ">", "> > ", "| "))
    return [(mark, None, None)] + each(segments, lambda t: t.replace("\n", "\n" + mark))


def glue(segments, draw):
    """Spaces beside labelled values lost."""
    out = list(segments)
    for i in range(1, len(out)):
        (before, b, o), (after, a, p) = out[i - 1], out[i]
        if (
            a
            and not b
            and before.endswith(" ")
            and draw.random() < 0.3
            and (before[-2:-1] in ":,;.-(" or draw.random() < 0.3)
        ):
            out[i - 1] = (before[:-1], b, o)
        elif b and not a and after.startswith(" ") and draw.random() < 0.15:
            out[i] = (after[1:], a, p)
    return out


def entities(segments, draw):
    """Characters written as references of HTML."""
    named = draw.random() < 0.6

    def encode(text):
        text = html.escape(text, quote=draw.random() < 0.7)
        if named:
            text = "".join(
                (
                    f"&{html.entities.codepoint2name[ord(c)]};"
                    if ord(c) > 127 and ord(c) in html.entities.codepoint2name
                    else f"&#{ord(c)};" if ord(c) > 127 else c
                )
                for c in text
            )
        return text.replace("\n", "<br>\n") if draw.random() < 0.5 else text

    return each(segments, encode)


def misread(text):
    """UTF-8 read as Latin-1, where all of it can be."""
    return text.encode("utf-8").decode("latin-1") if any(ord(c) > 127 for c in text) else text


def upper(text):
    return text.upper()


def apply(segments, draw, values, language):
    """All noise of one document; which kinds is drawn."""
    r = draw.random()
    spoken = 0.19 <= r < 0.27
    if draw.random() < (0.12 if language != "en" else 0.05):
        segments = each(segments, without_accents)
    if draw.random() < 0.12:
        segments = each(segments, lambda t: t.replace("'", "’").replace(' "', " “").replace('"', "”"))
    if r < 0.15:
        segments = each(segments, str.lower)
    elif r < 0.19:
        segments = each(segments, upper)
    elif r > 0.97:
        segments = of_label(segments, str.lower, "PERSON")
    elif r > 0.94:
        segments = of_label(segments, upper, "PERSON")
    if spoken:
        segments = dictation(segments, draw, values)
    scanned = not spoken and draw.random() < 0.06
    if scanned:
        segments = ocr(segments, draw)
    if draw.random() < 0.04:
        segments = typos(segments, draw)
    if spoken:
        return wrap(segments, draw) if draw.random() < 0.1 else segments
    if draw.random() < 0.04:
        segments = each(segments, lambda t: t.replace("\t", draw.choice(("    ", "  ", " "))))
    if draw.random() < 0.03:
        segments = each(segments, lambda t: t.replace(". ", ".  "))
    if draw.random() < 0.03:
        segments = each(segments, lambda t: t.replace("\n", "\n\n"))
    if draw.random() < 0.02:
        segments = each(segments, lambda t: t.replace(" ", "  ", 1) if draw.random() < 0.5 else t)
    if draw.random() < 0.02:
        segments = each(segments, lambda t: t.replace(" ", "\u00a0"))
    if draw.random() < 0.03:
        segments = glue(segments, draw)
    if scanned or draw.random() < 0.12:
        segments = wrap(segments, draw, scanned and draw.random() < 0.7)
    if draw.random() < 0.02:
        segments = entities(segments, draw)
    elif draw.random() < 0.01:
        segments = each(segments, misread)
    if draw.random() < 0.05:
        segments = quote(segments, draw)
    return segments
