"""Builds the lists of ordinary words of the languages beside English; run by hand, output is committed.

usage: build_languages.py TRAINING_DIR RESOURCES_DIR

The words are those of this project's own training templates: what stands there in lower case and, in German, also the
nouns. Names of the name list stay out unless they stand in lower case.
"""
import glob, os, re, sys, unicodedata

training, resources = sys.argv[1:3]
EXTRA = {"ø": "o", "ł": "l", "ß": "s", "æ": "a", "þ": "t", "ð": "d", "đ": "d", "œ": "o", "ı": "i", "ħ": "h"}


def fold(text):
    text = unicodedata.normalize("NFC", text.lower())
    return "".join(EXTRA.get(c) or unicodedata.normalize("NFD", c)[0] for c in text)


with open(os.path.join(resources, "names.txt")) as f:
    names = {line.split()[0] for line in f}
with open(os.path.join(resources, "words.txt")) as f:
    english = {line.strip() for line in f}

for language in ("de", "es", "fr", "it", "nl", "pt"):
    kept = {}
    files = sorted(glob.glob(os.path.join(training, "templates", language, "*.txt")))
    files.append(os.path.join(training, "values", language + ".txt"))
    for path in files:
        with open(path) as f:
            for line in f:
                if line.startswith("#"):
                    continue
                line = re.sub(r"\{[^}]*\}|<[^>]*>|\S*[@_/\\]\S*", " § ", line)
                opens = True
                for token in re.findall(r"[^\W\d_]+|§|[.!?:\n]", line):
                    if not token[0].isalpha():
                        opens = token in ".!?:\n"
                        continue
                    word = fold(token)
                    noun = language == "de" and token[0].isupper() and not opens and token[1:].islower()
                    opens = False
                    if not re.fullmatch(r"[a-z]{3,20}", word) or not (token.islower() or noun):
                        continue
                    if noun and word in names:
                        continue
                    kept[word] = kept.get(word, 0) + 1
    words = sorted(w for w, n in kept.items() if n > 1 or w not in english)
    with open(os.path.join(resources, f"words-{language}.txt"), "w") as f:
        f.write("\n".join(words) + "\n")
    print(language, len(words))
