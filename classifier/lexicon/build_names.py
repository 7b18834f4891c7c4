"""Builds the name and word lists of the pattern tier; run by hand, output is committed.

usage: build_names.py NAMES_PACKAGE FAKER_PACKAGE AMERICAN_ENGLISH OUT_DIR
"""
import glob, importlib.util, os, re, sys, unicodedata

names_dir, faker_dir, words_file, out = sys.argv[1:5]
EXTRA = {"ø": "o", "ł": "l", "ß": "s", "æ": "a", "þ": "t", "ð": "d", "đ": "d", "œ": "o", "ı": "i", "ħ": "h"}


def fold(text):
    text = unicodedata.normalize("NFD", text.lower())
    return "".join(EXTRA.get(c, c) for c in text if not unicodedata.combining(c))


def census(name):
    with open(os.path.join(names_dir, name)) as f:
        return [line.split()[0].lower() for line in f if line.strip()]


first, last = {}, {}
for listing in ("dist.male.first", "dist.female.first"):
    for rank, name in enumerate(census(listing)):
        first[name] = min(rank, first.get(name, 10**6))
for rank, name in enumerate(census("dist.all.last")):
    last[name] = rank

LATIN = re.compile(r"[a-z]{2,20}$")


def strings(value):
    if isinstance(value, str):
        yield value
    elif hasattr(value, "keys"):
        for key in value.keys():
            yield from strings(key)
    elif hasattr(value, "__iter__"):
        for each in value:
            yield from strings(each)


sys.path.insert(0, os.path.dirname(faker_dir))
for path in sorted(glob.glob(os.path.join(faker_dir, "providers/person/*/__init__.py"))):
    locale = path.split(os.sep)[-2]
    module = importlib.import_module(f"faker.providers.person.{locale}")
    for attribute, value in vars(module.Provider).items():
        if "prefix" in attribute or "suffix" in attribute or "format" in attribute:
            continue
        target = first if "first" in attribute else last if "last" in attribute else None
        if target is None:
            continue
        for text in strings(value):
            for part in re.split(r"[\s\-']+", fold(text)):
                if LATIN.match(part) and (len(part) > 2):
                    target.setdefault(part, 10**6)

with open(words_file) as f:
    words = sorted({w.strip() for w in f if re.match(r"[a-z]{2,24}$", w.strip())})

with open(os.path.join(out, "names.txt"), "w") as f:
    for name in sorted(set(first) | set(last)):
        marks = ""
        if name in first:
            marks += "F" if first[name] < 400 else "f"
        if name in last:
            marks += "L" if last[name] < 1000 else "l"
        f.write(f"{name} {marks}\n")
with open(os.path.join(out, "words.txt"), "w") as f:
    f.write("\n".join(words) + "\n")
print(len(first), len(last), len(words))
