"""Pools of given names and surnames by origin, of Faker's providers and of the lists beside this file."""

import importlib
import os
import random
import re
import unicodedata
from dataclasses import dataclass

from values import read_sections

HERE = os.path.dirname(os.path.abspath(__file__))
LEXICON = os.path.join(HERE, "../src/main/resources/dev/sluice/classifier/pattern/names.txt")
# Origin: Faker's locales in Latin script or with a transliteration below.
LOCALES = {
    "english": "en_US en_GB en_IE en_NZ en",
    "hispanic": "es_ES es_MX es_AR es_CL es_CO",
    "french": "fr_FR fr_BE fr_CA fr_CH",
    "german": "de_DE de_AT de_CH de_LU",
    "italian": "it_IT",
    "portuguese": "pt_PT pt_BR",
    "dutch": "nl_NL nl_BE",
    "southasian": "en_IN en_PK",
    "westafrican": "yo_NG ig_NG ha_NG tw_GH en_NG",
    "eastafrican": "en_KE sw zu_ZA",
    "arabic": "fr_DZ",
    "polish": "pl_PL",
    "czech": "cs_CZ sk_SK",
    "southslavic": "hr_HR sl_SI bg_BG mk_MK",
    "eastslavic": "ru_RU uk_UA",
    "baltic": "lt_LT lv_LV et_EE",
    "nordic": "sv_SE da_DK no_NO fi_FI",
    "icelandic": "is_IS",
    "hungarian": "hu_HU",
    "romanian": "ro_RO",
    "greek": "el_GR",
    "turkish": "tr_TR az_AZ uz_UZ",
    "indonesian": "id_ID",
    "gaelic": "ga_IE",
    "japanese": "ja_JP",
    "chinese": "zh_CN zh_TW",
    "korean": "",
    "vietnamese": "vi_VN",
    "hebrew": "",
    "polynesian": "",
    "persian": "",
    "georgian": "ka_GE",
    "armenian": "",
    "ethiopian": "",
    "thai": "en_TH",
    "filipino": "",
}
HOME = {
    "en": "english",
    "es": "hispanic",
    "fr": "french",
    "de": "german",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
}
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґјљњќѓџѕ",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i ye g j lj nj kj gj"
        " dzh dz".replace("_", "").split(" "),
    )
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split()))
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(),
    )
)
_ROMAN = {**_CYRILLIC, **_GREEK, **_GEORGIAN}
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿʻʼ’' \-]+")


@dataclass(frozen=True)
class Origin:
    name: str
    male: tuple
    female: tuple
    last_male: tuple
    last_female: tuple


def romanize(name):
    """The name in Latin letters, or None where no table covers it."""
    if _LATIN.fullmatch(name):
        return name.title() if name.isupper() and len(name) > 1 else name
    plain = unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFD", name.lower()) if c not in "\u0301\u0308\u0300")
    )
    out = "".join(_ROMAN.get(c, c) for c in plain)
    return out.title() if _LATIN.fullmatch(out) and len(out) > 1 else None


def _collect(provider, wanted, unwanted):
    found = []
    for attribute in sorted(vars(provider)):
        value = vars(provider)[attribute]
        if (
            all(w in attribute for w in wanted)
            and not any(u in attribute for u in unwanted)
            and isinstance(value, (tuple, list, dict))
        ):
            found += [romanize(v) for v in value if isinstance(v, str)]
    return [f for f in found if f]


def _tidy(names):
    return tuple(sorted({n.strip() for n in names if n and 1 < len(n.strip()) < 26}))


def _origin(name, own):
    male, female, last_male, last_female = [], [], [], []
    for locale in LOCALES[name].split():
        p = importlib.import_module(f"faker.providers.person.{locale}").Provider
        no = ["format", "pair", "kana", "usage"]
        m, f = _collect(p, ["first", "_male"], no), _collect(p, ["first", "female"], no)
        both = _collect(p, ["first"], no)
        male += m or both
        female += f or both
        lm, lf = _collect(p, ["last", "_male"], no), _collect(p, ["last", "female"], no)
        lasts = _collect(p, ["last_"], no + ["male"]) if not (lm and lf) else _collect(p, ["last_", "unisex"], no)
        last_male += lm + lasts + (_collect(p, ["male_last"], no))
        last_female += lf + lasts + [re.sub("(sk|ck|dzk)i$", r"\1a", x) for x in _collect(p, ["male_last"], no)]
    male += own.get(f"{name}.male", [])
    female += own.get(f"{name}.female", [])
    last_male += own.get(f"{name}.last", [])
    last_female += own.get(f"{name}.last", [])
    syllables = own.get(f"{name}.syllable", [])
    pairs = [a.capitalize() + b for a in syllables for b in syllables]
    male, female = male + pairs[::9], female + pairs[4::9]
    if name == "icelandic":
        last_male, last_female = [x + "son" for x in last_male], [x + "dóttir" for x in last_female]
    return Origin(name, _tidy(male), _tidy(female), _tidy(last_male), _tidy(last_female))


def chain(names, count, seed, known):
    """Invented names like `names`, none in `known`: an order-3 chain over letters."""
    draw, follow = random.Random(seed), {}
    for n in names:
        padded = "^^^" + n.lower() + "$"
        for i in range(3, len(padded)):
            follow.setdefault(padded[i - 3 : i], []).append(padded[i])
    made, out = set(), []
    while len(out) < count:
        state, letters = "^^^", []
        while len(letters) < 14:
            c = draw.choice(follow[state])
            if c == "$":
                break
            letters.append(c)
            state = state[1:] + c
        n = "".join(letters)
        if 4 <= len(n) <= 12 and n.isalpha() and n not in made and n not in known:
            made.add(n)
            out.append(n.capitalize())
    return tuple(out)


def _restore(n):
    if n.startswith("mc") and len(n) > 4:
        return "Mc" + n[2:].capitalize()
    return n.capitalize()


class Pools:
    """Every origin's names, the lexicon's and the invented ones."""

    def __init__(self):
        own = self.own = read_sections(os.path.join(HERE, "values", "names.txt"))
        self.origins = {name: _origin(name, own) for name in LOCALES}
        for o in self.origins.values():
            if not (o.male and o.female and o.last_male and o.last_female):
                raise ValueError(f"no names of origin {o.name}")
        self.world = tuple(o for o in self.origins.values())
        first, last, common_first, common_last = [], [], [], []
        with open(LEXICON, encoding="utf-8") as f:
            for line in f:
                n, _, marks = line.strip().partition(" ")
                if len(n) > 2:
                    if "f" in marks.lower():
                        first.append(n)
                    if "l" in marks.lower():
                        last.append(n)
                    if "F" in marks:
                        common_first.append(_restore(n))
                    if "L" in marks:
                        common_last.append(_restore(n))
        self.common_first, self.common_last = tuple(common_first), tuple(common_last)
        self.lexicon_first = tuple(map(_restore, first))
        self.lexicon_last = tuple(map(_restore, last))
        known = set(first) | set(last)
        every = [x for o in self.world for x in o.last_male if x.isalpha()]
        self.invented = chain(every, 6000, 1, known) + chain(last, 6000, 2, known)
        self.invented_first = chain([x for o in self.world for x in o.male + o.female if x.isalpha()], 3000, 3, known)
