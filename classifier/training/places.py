"""Places, addresses and organisations of one language."""

import importlib

from identifiers import pattern

LOCALES = {
    "en": "en_US en_GB en_AU en_IN en_CA",
    "es": "es_ES es_MX es_AR",
    "fr": "fr_FR fr_CA fr_CH",
    "de": "de_DE de_AT de_CH",
    "it": "it_IT",
    "pt": "pt_PT pt_BR",
    "nl": "nl_NL nl_BE",
}
ZIPS = {
    "en": "#####;#####;#####-####;?%# %??;??%% %??;?%? %?%;%######;2###",
    "es": "2####;0####;4####;C1###???",
    "fr": "7####;3####;1###;?%? %?%",
    "de": "#####;%####;1###;8###;D-#####;CH-8###",
    "it": "0####;2####;%####;I-00###",
    "pt": "%###-###;#####-###;%###",
    "nl": "%### ??;%###??;%###",
}
# s street, n number, u unit, z postcode, c city, t state.
STREETS = {
    "en": (
        "{n} {s}",
        "{n} {s}",
        "{n} {s}",
        "{n} {s} {u}",
        "{n} {s}, {u}",
        "{u}, {n} {s}",
        "P.O. Box {n}",
        "{n}-{m} {s}",
        "{n}{l} {s}",
    ),
    "es": ("{s}, {n}", "{s} {n}", "{s} n.º {n}", "{s}, {n}, {u}", "{s} {n} {u}", "{s} s/n"),
    "fr": ("{n} {s}", "{n}, {s}", "{n} bis {s}", "{n} {s}, {u}", "{u}, {n} {s}", "BP {n}"),
    "de": ("{s} {n}", "{s} {n}{l}", "{s} {n}, {u}", "{s} {n}/{m}", "Postfach {n}"),
    "it": ("{s}, {n}", "{s} {n}", "{s}, {n}/{L}", "{s} n. {n}", "{s}, {n}, {u}"),
    "pt": ("{s}, {n}", "{s}, n.º {n}", "{s} {n}, {u}", "{s}, {n} - {u}"),
    "nl": ("{s} {n}", "{s} {n}{l}", "{s} {n}-{m}", "{s} {n} {u}", "Postbus {n}"),
}
WHOLE = {
    "en": (
        "{a}, {c}, {t} {z}",
        "{a}, {c}, {t} {z}",
        "{a}, {c} {z}",
        "{a}\n{c}, {t} {z}",
        "{a}, {c}",
        "{a} {c} {z}",
        "{a}\n{c}\n{z}",
    ),
    "es": ("{a}, {z} {c}", "{a}\n{z} {c}", "{a}, {c}", "{a}, {z} {c} ({t})"),
    "fr": ("{a}, {z} {c}", "{a}\n{z} {c}", "{a}, {c}", "{a} - {z} {c}"),
    "de": ("{a}, {z} {c}", "{a}\n{z} {c}", "{a} in {z} {c}"),
    "it": ("{a}, {z} {c}", "{a} - {z} {c}", "{a}\n{z} {c}", "{a}, {c}"),
    "pt": ("{a}, {z} {c}", "{a}\n{z} {c}", "{a}, {c}", "{a} - {c}"),
    "nl": ("{a}, {z} {c}", "{a}\n{z} {c}", "{a} te {c}", "{a}, {c}"),
}
UNITS = {
    "en": "Apt %#;Apt. %?;Suite %##;Unit %;#%#;Flat %;Floor %;Apartment %#?;Rm %##;Lot %#",
    "es": "%º ?;piso %;bajo ?;%º izq.;escalera ?, %º",
    "fr": "appt %#;bâtiment ?;%e étage;esc. ?;app. %##",
    "de": "%. OG;App. %#;Hinterhaus;Whg. %#;Stiege %",
    "it": "scala ?;int. %#;piano %",
    "pt": "%.º Dto.;%.º esq.;apto %##;bloco ?;r/c",
    "nl": "bus %;%e etage;-III;hs;app. %#",
}


def _listed(kind, locales, attributes):
    found = []
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.{kind}.{locale}").Provider
        for attribute in attributes:
            for v in getattr(provider, attribute, ()):
                text = v if isinstance(v, str) else v[1] if isinstance(v, tuple) and len(v) > 1 else None
                if text and len(text) < 28:
                    found.append(text)
    return sorted(set(found))


class Places:
    """Draws places, addresses and organisations."""

    def __init__(self, language, values, pools, home):
        self.language, self.values, self.pools, self.home = language, values, pools, home
        self.cities = tuple(values["city"])
        self.towns = tuple(_listed("address", LOCALES[language].split(" "), ("cities", "concelhos", "municipalities")))
        self.slots = {
            "city": self.city,
            "county": self.county,
            "district": self.district,
            "landmark": self.landmark,
            "street_address": self.street_address,
            "full_address": self.full_address,
            "zip": self.zip,
            "company": self.company,
            "hospital": self.hospital,
            "school": self.school,
            "agency": self.agency,
            "department_of_company": self.department,
        }

    def surname(self, draw):
        r = draw.random()
        return draw.choice(
            self.home.last_male if r < 0.6 else self.pools.lexicon_last if r < 0.85 else self.pools.invented
        )

    def given(self, draw):
        return draw.choice(self.home.male if draw.random() < 0.5 else self.home.female)

    def compose(self, form, draw):
        """The form with its marks replaced: <last> a surname, <first> a given name, <city> a city, # and % digits."""
        while "<" in form:
            at, end = form.index("<"), form.index(">")
            key = form[at + 1 : end]
            value = (
                self.surname(draw)
                if key == "last"
                else (
                    self.given(draw)
                    if key == "first"
                    else self.city(draw) if key == "city" else draw.choice(self.values[key])
                )
            )
            form = form[:at] + value + form[end + 1 :]
        return pattern(form, draw) if "#" in form or "%" in form else form

    def city(self, draw):
        r = draw.random()
        if self.towns and r < 0.35:
            return draw.choice(self.towns)
        if r > 0.85:
            return self.compose(draw.choice(self.values["city_form"]), draw)
        return draw.choice(self.cities)

    def county(self, draw):
        return self.compose(draw.choice(self.values["county"]), draw)

    def district(self, draw):
        return self.compose(draw.choice(self.values["district"]), draw)

    def landmark(self, draw):
        return self.compose(draw.choice(self.values["landmark"]), draw)

    def zip(self, draw):
        return pattern(draw.choice(ZIPS[self.language].split(";")), draw)

    def street_address(self, draw):
        form = draw.choice(STREETS[self.language])
        number = str(
            draw.choice(
                (draw.randint(1, 99), draw.randint(1, 400), draw.randint(1, 9999 if self.language == "en" else 250))
            )
        )
        return form.format(
            s=self.compose(draw.choice(self.values["street"]), draw),
            n=number,
            m=draw.randint(1, 40),
            l=draw.choice("abcd"),
            L=draw.choice("ABCD"),
            u=pattern(draw.choice(UNITS[self.language].split(";")), draw),
        )

    def full_address(self, draw):
        return draw.choice(WHOLE[self.language]).format(
            a=self.street_address(draw), c=self.city(draw), z=self.zip(draw), t=draw.choice(self.values["state_short"])
        )

    def company(self, draw):
        return self.compose(draw.choice(self.values["company"]), draw)

    def hospital(self, draw):
        return self.compose(draw.choice(self.values["hospital"]), draw)

    def school(self, draw):
        return self.compose(draw.choice(self.values["school"]), draw)

    def agency(self, draw):
        return self.compose(draw.choice(self.values["agency"]), draw)

    def department(self, draw):
        return draw.choice(self.values["department"])
