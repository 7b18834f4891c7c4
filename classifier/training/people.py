"""People with names of many origins, and the forms in which a text names them."""

import unicodedata
from dataclasses import dataclass

from names import HOME
from person_words import ALPHABETS, AS_IN, FAMILY_FIRST, NICK_OF, PARTICLE_SHARE, PARTICLES, WORDS

LETTERS = {c: i for i, c in enumerate("abcdefghijklmnopqrstuvwxyz")}


def without_accents(text):
    """The text with its letters' marks taken away, as a keyboard without them writes it."""
    swapped = text.translate(
        {
            ord("đ"): "d",
            ord("Đ"): "D",
            ord("ø"): "o",
            ord("Ø"): "O",
            ord("ł"): "l",
            ord("Ł"): "L",
            ord("ı"): "i",
            ord("ß"): "ss",
            ord("æ"): "ae",
            ord("ð"): "d",
            ord("þ"): "th",
            ord("Æ"): "Ae",
            ord("ə"): "e",
            ord("Ə"): "E",
            ord("œ"): "oe",
            ord("Œ"): "Oe",
        }
    )
    return "".join(c for c in unicodedata.normalize("NFD", swapped) if not unicodedata.combining(c))


@dataclass
class Person:
    """One person of a template; `field` gives a form of the name, or a word that stands for it."""

    language: str
    female: bool
    first: str
    middle: str
    last: str
    suffix: str
    family_first: bool

    def field(self, name, draw):
        return getattr(self, "_" + name)(draw)

    def _first(self, draw):
        return self.first

    def _last(self, draw):
        return self.last

    def _firstlower(self, draw):
        return self.first.lower()

    def _full(self, draw):
        if self.family_first:
            return f"{self.last} {self.middle + ' ' if self.middle and draw.random() < .5 else ''}{self.first}"
        r, m, given = draw.random(), self.middle, self.first
        if m:
            if r < 0.14:
                given += f" {m[0]}."
            elif r < 0.19:
                given += f" {m[0]}"
            elif r < 0.31:
                given += f" {m}"
            elif r < 0.33:
                given = f"{given[0]}. {m}"
            elif r < 0.34:
                given = f"{given[0]}. {m[0]}."
        if draw.random() < 0.02:
            given += draw.choice((' "%s"', " '%s'", " (%s)", " “%s”")) % self._nick(draw)
        return f"{given} {self.last}{self.suffix}"

    def _upper(self, draw):
        return self._full(draw).upper()

    def _nick(self, draw):
        known = NICK_OF.get(self.first)
        if known:
            return draw.choice(known)
        plain = self.first.split(" ")[0].split("-")[0]
        stem = plain[: draw.choice((3, 3, 4))]
        if len(plain) < 5:
            return plain + draw.choice(("", "y", "ie", "i", "o", "ito"))
        return stem + ("" if stem[-1] in "aeiouy" else draw.choice(("", "", "y", "ie", "i", "o")))

    def _parts(self):
        given = [p[0] for p in self.first.replace("-", " ").split() if p[0].isalpha()]
        family = [p[0] for p in self.last.replace("-", " ").split() if p[0].isupper()] or [self.last[0].upper()]
        return [x.upper() for x in given[:2] + ([self.middle[0]] if self.middle else []) + family[:2]]

    def _initials(self, draw):
        letters = self._parts()
        if len(letters) > 2 and draw.random() < 0.5:
            letters = [letters[0], letters[-1]]
        return draw.choice(
            (".".join(letters) + ".", "".join(letters), ". ".join(letters) + ".", ".".join(letters), "".join(letters))
        )

    def _lastfirst(self, draw):
        last, first, r = self.last, self.first, draw.random()
        middle = f" {self.middle[0]}." if self.middle and draw.random() < 0.4 else ""
        if r < 0.45:
            return f"{last}, {first}{middle}"
        if r < 0.6:
            return f"{last.upper()} {first}"
        if r < 0.7:
            return f"{last}, {first[0]}{draw.choice(('.', ''))}"
        if r < 0.78:
            return f"{last} {first[0]}"
        if r < 0.88:
            return f"{last.upper()}, {first.upper()}{middle}"
        return f"{last} {first}" if r < 0.95 else f"{last.upper()}, {first}"

    def _initiallast(self, draw):
        first = self.first[0] + draw.choice((".", ".", ".", ""))
        if self.middle and draw.random() < 0.25:
            first += f" {self.middle[0]}{first[1:]}" if draw.random() < 0.5 or len(first) < 2 else f"{self.middle[0]}."
        return f"{first} {self.last}"

    def _spelled(self, draw):
        full = f"{self.first} {self.last}"
        plain = without_accents(full)
        letters = [c for c in plain if c.isalpha()]
        of_last = [c for c in without_accents(self.last) if c.isalpha()]
        alphabet, r = ALPHABETS[self.language].split(" "), draw.random()
        joint = draw.choice(("-", " ", ".", ", ", " - "))
        if r < 0.3:
            return f"{full}, {joint.join(of_last).upper()}"
        if r < 0.5:
            return f"{self.first} {joint.join(of_last).upper()}"
        if r < 0.65:
            return "  ".join(joint.join(c for c in w if c.isalpha()).upper() for w in plain.split(" "))
        if r < 0.75:
            return " ".join(letters).lower()
        words = [alphabet[LETTERS.get(c.lower(), 0)] for c in of_last]
        if r < 0.85:
            return f"{self.first} {' '.join(words)}"
        pairs = [f"{c.upper()} {AS_IN[self.language]} {w}" for c, w in zip(of_last, words)]
        return f"{full}, {', '.join(pairs)}"

    def _word(self, at):
        return WORDS[self.language][1 if self.female else 0][at]

    def _he(self, draw):
        return self._word(0)

    def _him(self, draw):
        return self._word(1)

    def _his(self, draw):
        return self._word(2)

    def _He(self, draw):
        return self._word(0).capitalize()

    def _Him(self, draw):
        return self._word(1).capitalize()

    def _His(self, draw):
        return self._word(2).capitalize()

    def _title(self, draw):
        return draw.choice(WORDS[self.language][3 if self.female else 2])

    def _kin(self, draw):
        return draw.choice(WORDS[self.language][5 if self.female else 4])


class People:
    """Draws people for a language: home names 40 %, lexicon 15 %, invented 10 %, all origins alike for the rest."""

    def __init__(self, pools, language, syllables):
        self.pools, self.language, self.syllables = pools, language, syllables
        self.home = pools.origins[HOME[language]]
        self.words = tuple(pools.own[f"words.{language}.{part}"] for part in ("first", "last"))

    def _given(self, origin, female, draw):
        if origin.name in self.syllables and draw.random() < 0.8:
            parts = self.syllables[origin.name]
            a, b = draw.choice(parts), draw.choice(parts)
            if origin.name == "korean":
                return (
                    draw.choice((f"{a}-{b}", f"{a}{b}", f"{a} {b.capitalize()}", f"{a}-{b.capitalize()}")).capitalize()
                    if draw.random() < 0.7
                    else f"{a.capitalize()} {b}"
                )
            return (a if draw.random() < 0.3 else draw.choice((a + b, a + b, f"{a}-{b}"))).capitalize()
        return draw.choice(origin.female if female else origin.male)

    def _surname(self, origin, female, draw):
        r = draw.random()
        if r < 0.10:
            return draw.choice(self.pools.invented)
        last = draw.choice(origin.last_female if female else origin.last_male)
        kinds = PARTICLES.get(origin.name)
        if kinds and " " not in last and "'" not in last and draw.random() < PARTICLE_SHARE.get(origin.name, 0.06):
            particle = draw.choice(kinds)
            if particle == "d'" and last[0] not in "AEIOUH":
                particle = "de "
            last = particle + last
        return last

    def person(self, draw, family=None):
        """A new person; of the family of `family` (the same surname) if given."""
        female, r = draw.random() < 0.5, draw.random()
        origin = self.home if r < 0.5 else draw.choice(self.pools.world)
        given = self._given(origin, female, draw)
        last = self._surname(origin, female, draw)
        if 0.35 <= r < 0.5:
            last = draw.choice(self.pools.lexicon_last)
            if draw.random() < 0.6:
                given = draw.choice(self.pools.lexicon_first)
        elif r < 0.06:  # a name that is a word too
            first, family_name = self.words
            given = draw.choice(first) if draw.random() < 0.6 else given
            last = draw.choice(family_name) if draw.random() < 0.6 else last
        elif r < 0.11 and self.language == "en":
            given, last = draw.choice(self.pools.common_first), draw.choice(self.pools.common_last)
        elif r > 0.92:  # a given name of the country, a surname from elsewhere
            given = self._given(self.home, female, draw)
        if draw.random() < 0.04:
            given = draw.choice(self.pools.invented_first)
        if origin.name in ("hispanic", "portuguese") and draw.random() < 0.5:
            joint = draw.choice((" ", " ", " ", " y ", "-")) if origin.name == "hispanic" else " "
            last += joint + self._surname(origin, female, draw)
        elif draw.random() < 0.04:
            last += "-" + self._surname(origin, female, draw)
        if draw.random() < (0.2 if origin.name in ("hispanic", "portuguese", "french", "italian") else 0.02):
            given += draw.choice((" ", " ", "-")) + self._given(origin, female, draw)
        middle = ""
        if origin.name == "vietnamese":
            middle = draw.choice(("Thị", "Ngọc", "Thu") if female else ("Văn", "Đức", "Minh", "Hữu"))
        elif draw.random() < 0.55:
            middle = (
                draw.choice(self.home.female if female else self.home.male)
                if draw.random() < 0.7
                else self._given(origin, female, draw)
            )
        suffix = (
            draw.choice((" Jr.", ", Jr.", " Jr", " Sr.", " II", " III", ", III", " IV"))
            if not female and draw.random() < (0.04 if self.language == "en" else 0.006)
            else ""
        )
        if family:
            last = family.last
        if origin is not self.home and draw.random() < 0.4:
            given, middle, last = map(without_accents, (given, middle, last))
        return Person(
            self.language, female, given, middle, last, suffix, draw.random() < FAMILY_FIRST.get(origin.name, 0)
        )
