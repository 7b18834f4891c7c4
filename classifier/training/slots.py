"""Fills the slots of a template: segments of text, each with the label and the owner of what was put in."""

import datetime
import importlib

from identifiers import Identifiers, pattern
from people import People
from places import Places
from template import Slot
from values import Values

LISTS = (
    "state country nationality weekday month drug disease eponym_disease procedure lab product brand software course book law"
    " animal food color material genus epithet foreign rare_word"
).split()
DATES = {
    "en": (
        "%m/%d/%Y",
        "%m/%d/%y",
        "%d/%m/%Y",
        "%Y-%m-%d",
        "{b} {d}, %Y",
        "{d} {b} %Y",
        "{b} {d}",
        "{d}-{s}-%Y",
        "{s} {d}, %Y",
        "%d.%m.%Y",
        "{w}, {b} {d}, %Y",
        "%m-%d-%Y",
        "%Y%m%d",
    ),
    "es": ("%d/%m/%Y", "%d-%m-%Y", "{d} de {b} de %Y", "{d} de {b}", "%d/%m/%y", "%Y-%m-%d", "{w}, {d} de {b} de %Y"),
    "fr": ("%d/%m/%Y", "{d} {b} %Y", "{w} {d} {b} %Y", "%d.%m.%Y", "{d} {b}", "%d/%m/%y", "%Y-%m-%d"),
    "de": ("%d.%m.%Y", "%d.%m.%y", "{d}. {b} %Y", "{w}, {d}. {b} %Y", "{d}.%m.", "%Y-%m-%d", "{d}. {b}"),
    "it": ("%d/%m/%Y", "{d} {b} %Y", "%d.%m.%Y", "{w} {d} {b} %Y", "%d-%m-%Y", "{d} {b}"),
    "pt": ("%d/%m/%Y", "{d} de {b} de %Y", "%d-%m-%Y", "{w}, {d} de {b} de %Y", "{d} de {b}", "%Y-%m-%d"),
    "nl": ("%d-%m-%Y", "{d} {b} %Y", "%d/%m/%Y", "{w} {d} {b} %Y", "{d} {b}", "%d.%m.%y", "%Y-%m-%d"),
}
DATE_WORDS = {
    "en": ("the {o} of {b}", "{b} {o}", "the {o} of {b} {y}", "{b} {o}, {y}"),
    "es": ("el {o} de {b}", "{o} de {b} de %Y"),
    "fr": ("le {o} {b}", "le {o} {b} %Y"),
    "de": ("am {o} {b}", "den {o} {b} %Y"),
    "it": ("il {o} {b}", "{o} {b} %Y"),
    "pt": ("{o} de {b}", "o dia {o} de {b} de %Y"),
    "nl": ("{o} {b}", "de {o} {b} %Y"),
}
TIMES = {
    "en": ("%I:%M %p", "%H:%M", "%I:%M%p", "%H%M", "%I %p", "%H:%M:%S"),
    "es": ("%H:%M", "%H:%M h", "%H.%M"),
    "fr": ("%Hh%M", "%H:%M", "%H h %M"),
    "de": ("%H:%M Uhr", "%H.%M Uhr", "%H:%M"),
    "it": ("%H:%M", "%H.%M"),
    "pt": ("%H:%M", "%Hh%M"),
    "nl": ("%H:%M", "%H.%M uur", "%H:%M uur"),
}
MONEY = {
    "en": ("$%,d", "$%,d.##", "£%,d", "USD %,d", "$%,dk", "%,d dollars"),
    "es": ("%.d €", "%.d,## €", "$ %.d", "%.d euros"),
    "fr": ("%sd €", "%sd,## €", "%sd euros"),
    "de": ("%.d €", "%.d,## EUR", "%.d Euro", "CHF %'d.–"),
    "it": ("€ %.d", "%.d euro", "%.d,## €"),
    "pt": ("%.d €", "R$ %.d,##", "%.d euros"),
    "nl": ("€ %.d", "€ %.d,##", "%.d euro"),
}
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen"
).split()


def two_digits(n):
    """A number below 100 in English words."""
    return ONES[n] if n < 20 else TENS[n // 10] + (f" {ONES[n % 10]}" if n % 10 else "")


def year_in_words(year):
    """A year from 1900 to 2099 as said in English."""
    if 2000 <= year < 2010:
        return "two thousand" + (f" and {ONES[year % 10]}" if year % 10 else "")
    return f"{two_digits(year // 100)} {two_digits(year % 100) if year % 100 > 9 else 'oh ' + ONES[year % 100] if year % 100 else 'hundred'}"


def _jobs(language):
    """Professions that Faker carries, in the order that speech has them."""
    if language == "en":
        listed = importlib.import_module("faker.providers.job").Provider.jobs
        parts = [j.lower().split(", ") for j in listed if "(" not in j and "/" not in j]
        return [" ".join(reversed(p)) for p in parts if len(p) < 3]
    locale = {
        "es": ("es", "jobs"),
        "fr": ("fr_FR", "jobs"),
        "de": ("de_AT", "jobs_female"),
        "pt": ("pt_BR", "jobs"),
    }.get(language)
    if not locale:
        return []
    provider = importlib.import_module(f"faker.providers.job.{locale[0]}").Provider
    jobs = list(getattr(provider, locale[1]))
    if language == "de":
        jobs += provider.jobs_male
    return sorted(
        {
            (j if language == "de" else j[0].lower() + j[1:])
            for j in jobs
            if len(j) < 32 and "(" not in j and "*" not in j
        }
    )


class Filler:
    """Fills templates of one language."""

    def __init__(self, language, pools):
        self.language, self.values = language, Values(language)
        syllables = {k.split(".")[0]: v for k, v in pools.own.items() if k.endswith(".syllable")}
        self.people = People(pools, language, syllables)
        self.identifiers = Identifiers(language, self.values, self.people)
        self.places = Places(language, self.values, pools, self.people.home)
        own = self.values["job"]
        self.jobs = (own * max(1, len(_jobs(language)) // len(own))) + tuple(_jobs(language))
        self.by_name = {
            **self.identifiers.slots,
            **self.places.slots,
            "job": lambda d: d.choice(self.jobs),
            "date": self.date,
            "date_words": self.date_words,
            "year": lambda d: str(d.randint(1931, 2031)),
            "time": self.time,
            "age": lambda d: str(min(d.randint(0, 104), d.randint(0, 120))),
            "money": self.money,
            "number": self.number,
            "small": self.small,
            "percent": self.percent,
            "version": self.version,
            "url_doc": self.listed("url_doc"),
            "path": self.listed("path"),
        }
        self.by_name.update({name: self.listed(name) for name in LISTS})

    def listed(self, section):
        values = self.values[section]
        return lambda draw: (
            self.places.compose(draw.choice(values), draw)
            if section in ("url_doc", "path", "product", "lab")
            else draw.choice(values)
        )

    def moment(self, draw):
        return datetime.datetime(1935, 1, 1) + datetime.timedelta(seconds=draw.randrange(3_000_000_000))

    def calendar(self, form, draw):
        at = self.moment(draw)
        month = self.values["month"][at.month - 1]
        words = {
            "b": month,
            "s": month[:3],
            "d": at.day,
            "w": self.values["weekday"][at.weekday()],
            "o": self.values["ordinal"][at.day - 1],
            "y": year_in_words(at.year),
        }
        if "{" in form:
            form = form.format(**words)
        return at.strftime(form)

    def date(self, draw):
        return self.calendar(draw.choice(DATES[self.language]), draw)

    def date_words(self, draw):
        return self.calendar(draw.choice(DATE_WORDS[self.language]), draw)

    def time(self, draw):
        text = self.moment(draw).strftime(draw.choice(TIMES[self.language]))
        return text.lower().lstrip("0") if text[-1] == "M" and draw.random() < 0.6 else text

    def money(self, draw):
        form = draw.choice(MONEY[self.language])
        amount = f"{int(10 ** (1 + 5 * draw.random())):,d}"
        for mark, sign in (("%,d", ","), ("%.d", "."), ("%sd", " "), ("%'d", "'")):
            form = form.replace(mark, amount.replace(",", sign))
        return pattern(form, draw)

    def number(self, draw):
        n = int(10 ** (0.5 + 5 * draw.random()))
        return draw.choice(
            (
                str(n),
                str(n),
                f"{n:,d}" if self.language == "en" else f"{n:,d}".replace(",", "."),
                f"{n}.{n % 9}" if self.language == "en" else f"{n},{n % 9}",
            )
        )

    def small(self, draw):
        n = draw.randint(1, 12)
        return str(n) if draw.random() < 0.7 or n > 9 else self.values["digit"][n]

    def percent(self, draw):
        n = draw.choice(
            (
                str(draw.randint(1, 100)),
                f"{draw.randint(0, 99)}{'.' if self.language == 'en' else ','}{draw.randint(1, 9)}",
            )
        )
        return n + draw.choice(("%", "%" if self.language == "en" else " %"))

    def version(self, draw):
        return pattern(
            draw.choice(("%.#", "%.#.#", "v%.##.#", "%.#.#-rc%", "%#.0%", "20##.%", "%.#.#.%##", "v%", "%.%-SNAPSHOT")),
            draw,
        )

    def person(self, owner, people, draw):
        """Person `owner` of the template, new where it is first named; now and then a relative of another."""
        if owner not in people:
            family = draw.choice([people[k] for k in sorted(people)]) if people and draw.random() < 0.18 else None
            people[owner] = self.people.person(draw, family)
        return people[owner]

    def value(self, slot, people, draw):
        if slot.owner:
            return self.person(slot.owner, people, draw).field(slot.name, draw)
        if slot.name in ("email", "email_spoken", "username", "handle") and people:
            return self.by_name[slot.name](draw, people[draw.choice(sorted(people))])
        return self.by_name[slot.name](draw)

    def fill(self, nodes, people, draw):
        """Segments (text, label or None, owner or None) of the nodes; `people` keeps who was named."""
        out = []
        self._fill(nodes, people, draw, out)
        return out

    def _fill(self, nodes, people, draw, out):
        for node in nodes:
            if isinstance(node, str):
                out.append((node, None, None))
            elif isinstance(node, Slot):
                text = self.value(node, people, draw)
                owner = people[node.owner] if node.owner and node.label else None
                out.append((text, node.label, owner))
            else:
                self._fill(draw.choice(node.options), people, draw, out)
