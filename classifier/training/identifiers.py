"""Identifying codes, user names and contacts: invented, with the check digits that the real ones have."""

import string

from code_forms import (
    ACCOUNTS,
    AT,
    DOMAINS,
    DOT,
    FREE_MAIL,
    HYPHEN,
    IBANS,
    IDS,
    MRNS,
    NATIONAL,
    PHONES,
    PLATES,
    POLICIES,
    UNDER,
)
from people import without_accents


def pattern(form, draw):
    """The form with # and % made digits, ? and ! letters."""
    random = draw.random
    return "".join(
        (
            str(int(random() * 10))
            if c == "#"
            else (
                str(1 + int(random() * 9))
                if c == "%"
                else (
                    string.ascii_uppercase[int(random() * 26)]
                    if c == "?"
                    else string.ascii_lowercase[int(random() * 26)] if c == "!" else c
                )
            )
        )
        for c in form
    )


def luhn(digits):
    """The check digit after these digits (ISO/IEC 7812-1)."""
    total = 0
    for i, c in enumerate(reversed(digits)):
        d = int(c) * (2 - i % 2)
        total += d - 9 if d > 9 else d
    return str(-total % 10)


def iban(form, draw):
    """An IBAN of the form without check digits, in groups of four or without space (ISO 13616)."""
    country, rest = form[:2], pattern(form[2:], draw)
    number = int("".join(str(int(c, 36)) for c in rest + country + "00"))
    whole = f"{country}{98 - number % 97:02d}{rest}"
    return whole if draw.random() < 0.4 else " ".join(whole[i : i + 4] for i in range(0, len(whole), 4))


class Identifiers:
    """Codes, contacts and user names of one language."""

    def __init__(self, language, values, people):
        self.language, self.people = language, people
        self.digits = values["digit"]
        self.words = [
            w for w in map(without_accents, values["animal"] + values["food"] + values["color"]) if w.isalpha()
        ]
        self.domains = DOMAINS[language].split(" ")
        self.forms = {
            kind: table[language].split(";")
            for kind, table in (("phone", PHONES), ("ssn", NATIONAL), ("plate", PLATES), ("iban", IBANS))
        }
        self.slots = {
            "id": self.of(IDS),
            "phone": self.of(self.forms["phone"]),
            "ssn": self.of(self.forms["ssn"]),
            "plate": self.of(self.forms["plate"]),
            "mrn": self.of(MRNS),
            "policy_no": self.of(POLICIES),
            "account_no": self.of(ACCOUNTS),
            "iban": lambda d: iban(d.choice(self.forms["iban"]), d),
            "card": self.card,
            "email": self.email,
            "email_spoken": self.email_spoken,
            "phone_spoken": self.phone_spoken,
            "username": self.username,
            "handle": self.handle,
        }

    @staticmethod
    def of(forms):
        return lambda draw: pattern(draw.choice(forms), draw)

    def card(self, draw):
        body = pattern(draw.choice(("4##############", "5%#############", "2221###########", "6011###########")), draw)
        whole = body + luhn(body)
        if draw.random() < 0.15:
            return draw.choice(("**** **** **** ", "XXXX-XXXX-XXXX-", "xxxxxxxxxxxx", "•••• ")) + whole[-4:]
        return draw.choice(("", " ", " ", "-")).join(whole[i : i + 4] for i in range(0, 16, 4))

    def local(self, person, draw):
        first = "".join(c for c in without_accents(person.first).lower() if c.isascii() and c.isalpha()) or "a"
        last = "".join(c for c in without_accents(person.last).lower() if c.isascii() and c.isalpha()) or "b"
        joint = draw.choice((".", ".", "_", "-", ""))
        number = draw.choice(("", "", "", pattern("#", draw), pattern("##", draw), pattern("19##", draw)))
        return (
            draw.choice(
                (
                    first + joint + last,
                    first[0] + last,
                    first + last[0],
                    last + joint + first,
                    first[0] + joint + last,
                    first,
                    last,
                    first[:3] + last[:4],
                )
            )
            + number
        )

    def someone(self, draw, person):
        return person if person and draw.random() < 0.8 else self.people.person(draw)

    def email(self, draw, person=None):
        domain = (
            draw.choice(FREE_MAIL)
            if draw.random() < 0.5
            else f"{draw.choice(self.words).lower()}{draw.choice(('', '-', ''))}{draw.choice(self.words).lower()}."
            f"{draw.choice(self.domains)}"
        )
        local = (
            draw.choice(self.words).lower() + pattern("##", draw)
            if draw.random() < 0.12
            else self.local(self.someone(draw, person), draw)
        )
        if draw.random() < 0.1:
            local = ".".join(p.capitalize() for p in local.split("."))
        return f"{local}@{domain}"

    def email_spoken(self, draw, person=None):
        mail = self.email(draw, person).lower()
        for sign, word in (("@", AT), (".", DOT), ("-", HYPHEN), ("_", UNDER)):
            mail = mail.replace(sign, f" {word[self.language]} ")
        return (
            "".join(f" {self.digits[int(c)]} " if c.isdigit() and draw.random() < 0.7 else c for c in mail)
            .replace("  ", " ")
            .strip()
        )

    def phone_spoken(self, draw):
        number = pattern(draw.choice(self.forms["phone"]), draw)
        words = [self.digits[int(c)] for c in number if c.isdigit()]
        if self.language == "en" and draw.random() < 0.3:
            words = ["oh" if w == "zero" else w for w in words]
        if draw.random() < 0.3:
            for at in (6, 3):
                if len(words) > at:
                    words[at - 1] += ","
        return " ".join(words)

    def username(self, draw, person=None):
        r = draw.random()
        if r < 0.6:
            return self.local(self.someone(draw, person), draw)
        a, b = draw.choice(self.words), draw.choice(self.words)
        if r < 0.75:
            return a.capitalize() + b.capitalize() + pattern("##", draw)
        return (a + draw.choice(("_", "-", ".", "")) + b).lower() + draw.choice(
            ("", pattern("#", draw), pattern("###", draw))
        )

    def handle(self, draw, person=None):
        return "@" + self.username(draw, person).replace("-", "_")
