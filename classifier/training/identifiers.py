"""Identifying codes, user names and contacts: invented, with the check digits that the real ones have."""
import string

from people import without_accents

AT = {"en": "at", "es": "arroba", "fr": "arobase", "de": "at", "it": "chiocciola", "pt": "arroba", "nl": "apenstaartje"}
DOT = {"en": "dot", "es": "punto", "fr": "point", "de": "Punkt", "it": "punto", "pt": "ponto", "nl": "punt"}
HYPHEN = {"en": "dash", "es": "guion", "fr": "tiret", "de": "Minus", "it": "trattino", "pt": "hífen", "nl": "streepje"}
UNDER = {"en": "underscore", "es": "guion bajo", "fr": "tiret bas", "de": "Unterstrich", "it": "trattino basso",
         "pt": "underline", "nl": "laag streepje"}
# Digits # any, % not 0, letters ? capital, ! small.
PHONES = {
    "en": "(%##) %##-####;%##-%##-####;%##.%##.####;+1 %## %## ####;+1-%##-%##-####;1-800-%##-####;%#########;+44 20 #### ####"
          ";07### ######;0##### ######;+44 7### ######;+61 4## ### ###;+91 9#### #####;%##-#### ext. ##;(0##) #### ####"
          ";%## %## ####;x####;+353 8# ### ####",
    "es": "6## ## ## ##;6## ### ###;+34 9## ### ###;9########;+34 6########;+52 55 #### ####;55-####-####;(011) 4###-####"
          ";+57 3## ### ####;9# ### ## ##",
    "fr": "06 ## ## ## ##;01.##.##.##.##;07########;+33 6 ## ## ## ##;+33 (0)1 ## ## ## ##;04-##-##-##-##;+32 4## ## ## ##"
          ";+41 22 ### ## ##;514 %##-####",
    "de": "0171 #######;+49 30 ########;(0%##) ######;0%##/######;030-#######;+49 (0)89 ######;0%### / ## ## ##;+43 1 #######"
          ";+41 44 ### ## ##;0049 1## #######",
    "it": "3## #######;+39 3## ### ####;06 ########;02/#######;+39 02 ########;0## ######;3## ## ## ###",
    "pt": "9## ### ###;+351 9## ### ###;21 ### ## ##;(11) 9####-####;+55 21 9####-####;(%#) ####-####;2########",
    "nl": "06-########;06 ## ## ## ##;+31 6 ########;020-#######;(0%#) ### ## ##;+32 4## ## ## ##;0%## ######"}
NATIONAL = {
    "en": "%##-##-####;%##-##-####;%## ## ####;%########;***-**-####;XXX-XX-####;?? ## ## ## ?;9%#-##-####",
    "es": "########?;##.###.###-?;?#######?;????######??????##;%#.###.###",
    "fr": "1 ## 0% ## ### ### ##;2##%####### ####;1 ## ## ## ### ### / ##;##.##.##-###.##",
    "de": "## ### ### ###;###########;## ###### ? ###;%### ######;756.####.####.##",
    "it": "??????##?##?###?", "pt": "### ### ###;###.###.###-##;%########",
    "nl": "#########;####.##.###;##.##.##-###.##"}
PLATES = {"en": "??? ####;%??? ###;?? ## ???;###-???;??##-###;??## ???", "es": "#### ???;####-???;???-##-##",
          "fr": "??-###-??;### ?? ##;1-???-###", "de": "?-?? ###;??-? ####;??? ? ##;?? #####", "it": "?? ###??;?? ### ??",
          "pt": "##-??-##;???-####;???#?##;??-##-??", "nl": "##-???-#;??-###-?;?-###-??;1-???-###"}
IBANS = {"en": "GB????##############;IE????##############", "es": "ES####################",
         "fr": "FR#######################;BE##############", "de": "DE##################;AT################;CH###################",
         "it": "IT?######################", "pt": "PT#####################", "nl": "NL????##########;BE##############"}
MRNS = ("#######", "########", "MRN########", "###-##-##", "?######", "??-######", "00######", "##-##-##", "P#######",
        "#####-#", "H##-#####", "MR-####-####", "#########")
POLICIES = ("???#########", "POL-########", "##-####-######", "?-######-##", "###-#######-#", "??######??", "HP########",
            "?## ### ###", "%###########", "##/####/#######")
ACCOUNTS = ("########", "##########", "%###########", "####-####-##", "##-##-## ########", "****####", "XXXX####", "AC-######",
            "###.###.###", "#### #### ####", "ACC##########", "%#####-##")
IDS = ("???-#####", "????####", "#######", "%#####", "??######", "ID-######", "EMP-####", "E######", "##-???-####", "TKT-#######",
       "REQ#######", "?#?#?#?#", "##?######", "CASE-##-#####", "S/N ????#####", "#########?", "?########", "###-###-###",
       "ORD-####-####", "!!!!####", "#!#!!##!", "####/##", "LIC-??-######", "C##-####-?", "A-########", "NHS ### ### ####",
       "IMEI 35######-######-#", "NPI %#########", "?? ## ## ## ?")
DOMAINS = {"en": "com com org net co.uk edu io gov ac.uk com.au", "es": "es com mx com.ar org", "fr": "fr com be org ca",
           "de": "de com at ch org", "it": "it com eu", "pt": "pt com.br com", "nl": "nl be com"}
FREE_MAIL = ("gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "icloud.com", "proton.me", "gmx.de", "web.de", "orange.fr",
             "libero.it", "sapo.pt", "ziggo.nl", "aol.com", "mail.ru", "terra.es", "uol.com.br", "example.com", "example.org")


def pattern(form, draw):
    """The form with # and % made digits, ? and ! letters."""
    random = draw.random
    return "".join(str(int(random() * 10)) if c == "#" else str(1 + int(random() * 9)) if c == "%"
                   else string.ascii_uppercase[int(random() * 26)] if c == "?"
                   else string.ascii_lowercase[int(random() * 26)] if c == "!" else c for c in form)


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
    return whole if draw.random() < .4 else " ".join(whole[i:i + 4] for i in range(0, len(whole), 4))


class Identifiers:
    """Codes, contacts and user names of one language."""

    def __init__(self, language, values, people):
        self.language, self.people = language, people
        self.digits = values["digit"]
        self.words = [w for w in map(without_accents, values["animal"] + values["food"] + values["color"]) if w.isalpha()]
        self.domains = DOMAINS[language].split(" ")
        self.forms = {kind: table[language].split(";") for kind, table in
                      (("phone", PHONES), ("ssn", NATIONAL), ("plate", PLATES), ("iban", IBANS))}
        self.slots = {"id": self.of(IDS), "phone": self.of(self.forms["phone"]), "ssn": self.of(self.forms["ssn"]),
                      "plate": self.of(self.forms["plate"]), "mrn": self.of(MRNS), "policy_no": self.of(POLICIES),
                      "account_no": self.of(ACCOUNTS), "iban": lambda d: iban(d.choice(self.forms["iban"]), d),
                      "card": self.card, "email": self.email, "email_spoken": self.email_spoken,
                      "phone_spoken": self.phone_spoken, "username": self.username, "handle": self.handle}

    @staticmethod
    def of(forms):
        return lambda draw: pattern(draw.choice(forms), draw)

    def card(self, draw):
        body = pattern(draw.choice(("4##############", "5%#############", "2221###########", "6011###########")), draw)
        whole = body + luhn(body)
        if draw.random() < .15:
            return draw.choice(("**** **** **** ", "XXXX-XXXX-XXXX-", "xxxxxxxxxxxx", "•••• ")) + whole[-4:]
        return draw.choice(("", " ", " ", "-")).join(whole[i:i + 4] for i in range(0, 16, 4))

    def local(self, person, draw):
        first = "".join(c for c in without_accents(person.first).lower() if c.isascii() and c.isalpha()) or "a"
        last = "".join(c for c in without_accents(person.last).lower() if c.isascii() and c.isalpha()) or "b"
        joint = draw.choice((".", ".", "_", "-", ""))
        number = draw.choice(("", "", "", pattern("#", draw), pattern("##", draw), pattern("19##", draw)))
        return draw.choice((first + joint + last, first[0] + last, first + last[0], last + joint + first,
                            first[0] + joint + last, first, last, first[:3] + last[:4])) + number

    def someone(self, draw, person):
        return person if person and draw.random() < .8 else self.people.person(draw)

    def email(self, draw, person=None):
        domain = draw.choice(FREE_MAIL) if draw.random() < .5 else \
            f"{draw.choice(self.words).lower()}{draw.choice(('', '-', ''))}{draw.choice(self.words).lower()}." \
            f"{draw.choice(self.domains)}"
        local = draw.choice(self.words).lower() + pattern("##", draw) if draw.random() < .12 else \
            self.local(self.someone(draw, person), draw)
        if draw.random() < .1:
            local = ".".join(p.capitalize() for p in local.split("."))
        return f"{local}@{domain}"

    def email_spoken(self, draw, person=None):
        mail = self.email(draw, person).lower()
        for sign, word in (("@", AT), (".", DOT), ("-", HYPHEN), ("_", UNDER)):
            mail = mail.replace(sign, f" {word[self.language]} ")
        return "".join(f" {self.digits[int(c)]} " if c.isdigit() and draw.random() < .7 else c for c in mail) \
            .replace("  ", " ").strip()

    def phone_spoken(self, draw):
        number = pattern(draw.choice(self.forms["phone"]), draw)
        words = [self.digits[int(c)] for c in number if c.isdigit()]
        if self.language == "en" and draw.random() < .3:
            words = ["oh" if w == "zero" else w for w in words]
        if draw.random() < .3:
            for at in (6, 3):
                if len(words) > at:
                    words[at - 1] += ","
        return " ".join(words)

    def username(self, draw, person=None):
        r = draw.random()
        if r < .6:
            return self.local(self.someone(draw, person), draw)
        a, b = draw.choice(self.words), draw.choice(self.words)
        if r < .75:
            return a.capitalize() + b.capitalize() + pattern("##", draw)
        return (a + draw.choice(("_", "-", ".", "")) + b).lower() + draw.choice(("", pattern("#", draw), pattern("###", draw)))

    def handle(self, draw, person=None):
        return "@" + self.username(draw, person).replace("-", "_")
