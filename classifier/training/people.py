"""People with names of many origins, and the forms in which a text names them."""
import unicodedata
from dataclasses import dataclass

from names import HOME

PARTICLES = {
    "dutch": ("van ", "van der ", "van den ", "van de ", "de ", "ten ", "ter ", "van 't ", "den "),
    "german": ("von ", "von der ", "zu ", "vom "), "french": ("de ", "du ", "de la ", "Le ", "d'", "des "),
    "italian": ("De ", "Di ", "Della ", "Dal ", "D'", "Lo ", "La "), "hispanic": ("de ", "de la ", "del ", "de los "),
    "portuguese": ("da ", "de ", "dos ", "do ", "das "), "gaelic": ("Mac ", "Ní ", "Ó ", "Nic "),
    "english": ("O'", "Mac", "Mc", "St. ", "Fitz"), "filipino": ("de ", "delos "), "hebrew": ("Ben-", "Bar-", "ben "),
    "arabic": ("al-", "Al-", "Al ", "El ", "el-", "bin ", "ibn ", "Abu ", "bint ", "Ould "),
    "indonesian": ("binti ", "bin "), "nordic": ("af ", "von "), "eastafrican": ("wa ", "arap ")}
PARTICLE_SHARE = {"dutch": .3, "arabic": .4, "portuguese": .25, "hispanic": .08, "hebrew": .15, "english": .08}
FAMILY_FIRST = {"chinese": .5, "korean": .5, "vietnamese": .6, "japanese": .2, "hungarian": .4}
NICKS = {"Bill": "William", "Will": "William", "Bob": "Robert", "Rob": "Robert", "Dick": "Richard", "Jim": "James",
         "Jack": "John", "Liz": "Elizabeth", "Betty": "Elizabeth", "Kate": "Katherine", "Peggy": "Margaret",
         "Maggie": "Margaret", "Tony": "Anthony", "Chuck": "Charles", "Ted": "Edward", "Harry": "Henry", "Hank": "Henry",
         "Sasha": "Aleksandr", "Pepe": "José", "Paco": "Francisco", "Nacho": "Ignacio", "Lupe": "Guadalupe",
         "Chema": "José María", "Charo": "Rosario", "Sepp": "Josef", "Hansi": "Johann", "Uschi": "Ursula",
         "Heiko": "Heinrich", "Gigi": "Luigi", "Pippo": "Filippo", "Beppe": "Giuseppe", "Zé": "José", "Chico": "Francisco",
         "Jojo": "Joseph", "Manu": "Emmanuel", "Wim": "Willem", "Kees": "Cornelis", "Sjaak": "Jacques"}
NICK_OF = {}
for _nick, _name in NICKS.items():
    NICK_OF.setdefault(_name, []).append(_nick)
ALPHABETS = {
    "en": "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliet Kilo Lima Mike November Oscar Papa Quebec"
          " Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu",
    "de": "Anton Berta Cäsar Dora Emil Friedrich Gustav Heinrich Ida Julius Kaufmann Ludwig Martha Nordpol Otto Paula"
          " Quelle Richard Samuel Theodor Ulrich Viktor Wilhelm Xanthippe Ypsilon Zeppelin",
    "it": "Ancona Bologna Como Domodossola Empoli Firenze Genova Hotel Imola Jolly Kappa Livorno Milano Napoli Otranto"
          " Palermo Quarto Roma Savona Torino Udine Venezia Washington Xilofono York Zara",
    "fr": "Anatole Berthe Célestin Désiré Eugène François Gaston Henri Irma Joseph Kléber Louis Marcel Nicolas Oscar"
          " Pierre Quintal Raoul Suzanne Thérèse Ursule Victor William Xavier Yvonne Zoé",
    "es": "Antonio Barcelona Carmen Dolores Enrique Francia Gerona Historia Inés José Kilo Lorenzo Madrid Navarra Oviedo"
          " París Querido Ramón Sábado Tarragona Ulises Valencia Washington Xilófono Yegua Zaragoza",
    "nl": "Anton Bernard Cornelis Dirk Eduard Ferdinand Gerard Hendrik Izaak Johan Karel Lodewijk Marie Nico Otto Pieter"
          " Quotiënt Richard Simon Theodor Utrecht Victor Willem Xantippe Ypsilon Zacharias",
    "pt": "Aveiro Bragança Coimbra Dafundo Évora Faro Guarda Horta Itália José Kodak Lisboa Maria Nazaré Ovar Porto"
          " Queluz Rossio Setúbal Tavira Unidade Vidago Waldemar Xavier York Zulmira"}
AS_IN = {"en": "as in", "de": "wie", "it": "di", "fr": "comme", "es": "de", "nl": "van", "pt": "de"}
WORDS = {  # he him his; titles m f; kin m f
    "en": (("he", "him", "his"), ("she", "her", "her"), "Mr. Mr Dr. Dr Prof. Mr. Sir Rev. Professor Doctor",
           "Mrs. Ms. Ms Mrs Dr. Dr Prof. Miss Professor Doctor",
           "husband,father,brother,son,uncle,grandfather,cousin,nephew,stepson,dad,partner,fiancé,brother-in-law",
           "wife,mother,sister,daughter,aunt,grandmother,cousin,niece,stepdaughter,mom,partner,fiancée,mother-in-law"),
    "es": (("él", "lo", "su"), ("ella", "la", "su"), "Sr. Sr Don D. Dr. Prof. señor doctor",
           "Sra. Sra Doña Dña. Dra. Srta. señora doctora", "marido,padre,hermano,hijo,tío,abuelo,primo,sobrino,suegro,novio",
           "esposa,madre,hermana,hija,tía,abuela,prima,sobrina,suegra,novia"),
    "fr": (("il", "lui", "son"), ("elle", "elle", "son"), "M. Monsieur Dr Pr Me Docteur", "Mme Madame Mlle Dr Pr Me Docteure",
           "mari,père,frère,fils,oncle,grand-père,cousin,neveu,beau-père,conjoint",
           "femme,mère,sœur,fille,tante,grand-mère,cousine,nièce,belle-mère,conjointe"),
    "de": (("er", "ihn", "sein"), ("sie", "sie", "ihr"), "Herr Hr. Dr. Prof. Prof.\u00a0Dr. Herr\u00a0Dr.",
           "Frau Fr. Dr. Prof. Frau\u00a0Dr.", "Ehemann,Vater,Bruder,Sohn,Onkel,Großvater,Cousin,Neffe,Schwager,Partner",
           "Ehefrau,Mutter,Schwester,Tochter,Tante,Großmutter,Cousine,Nichte,Schwägerin,Partnerin"),
    "it": (("lui", "lo", "suo"), ("lei", "la", "suo"), "Sig. Sig Dott. Dr. Prof. Avv. Ing. signor",
           "Sig.ra Sig.na Dott.ssa Dr.ssa Prof.ssa Avv. signora",
           "marito,padre,fratello,figlio,zio,nonno,cugino,nipote,suocero,compagno",
           "moglie,madre,sorella,figlia,zia,nonna,cugina,nipote,suocera,compagna"),
    "pt": (("ele", "o", "seu"), ("ela", "a", "seu"), "Sr. Sr Dr. Prof. Eng. senhor", "Sra. Sra Dra. Profa. D. Dona senhora",
           "marido,pai,irmão,filho,tio,avô,primo,sobrinho,sogro,companheiro",
           "esposa,mãe,irmã,filha,tia,avó,prima,sobrinha,sogra,companheira"),
    "nl": (("hij", "hem", "zijn"), ("zij", "haar", "haar"), "dhr. Dhr. meneer de\u00a0heer dr. Dr. prof. drs.",
           "mevr. Mevr. mw. Mw. mevrouw dr. Dr. prof. drs.", "man,vader,broer,zoon,oom,opa,neef,zwager,schoonvader,partner",
           "vrouw,moeder,zus,dochter,tante,oma,nicht,schoonzus,schoonmoeder,partner")}
WORDS = {language: (w[0], w[1], *([t.replace("\u00a0", " ") for t in w[i].split(" ")] for i in (2, 3)), w[4].split(","), w[5].split(","))
         for language, w in WORDS.items()}
LETTERS = {c: i for i, c in enumerate("abcdefghijklmnopqrstuvwxyz")}


def without_accents(text):
    """The text with its letters' marks taken away, as a keyboard without them writes it."""
    swapped = text.translate({ord("đ"): "d", ord("Đ"): "D", ord("ø"): "o", ord("Ø"): "O", ord("ł"): "l", ord("Ł"): "L",
                              ord("ı"): "i", ord("ß"): "ss", ord("æ"): "ae", ord("ð"): "d", ord("þ"): "th",
                              ord("Æ"): "Ae", ord("ə"): "e", ord("Ə"): "E", ord("œ"): "oe", ord("Œ"): "Oe"})
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
            if r < .14:
                given += f" {m[0]}."
            elif r < .19:
                given += f" {m[0]}"
            elif r < .31:
                given += f" {m}"
            elif r < .33:
                given = f"{given[0]}. {m}"
            elif r < .34:
                given = f"{given[0]}. {m[0]}."
        if draw.random() < .02:
            given += draw.choice((' "%s"', " '%s'", " (%s)", " “%s”")) % self._nick(draw)
        return f"{given} {self.last}{self.suffix}"

    def _upper(self, draw):
        return self._full(draw).upper()

    def _nick(self, draw):
        known = NICK_OF.get(self.first)
        if known:
            return draw.choice(known)
        plain = self.first.split(" ")[0].split("-")[0]
        stem = plain[:draw.choice((3, 3, 4))]
        if len(plain) < 5:
            return plain + draw.choice(("", "y", "ie", "i", "o", "ito"))
        return stem + ("" if stem[-1] in "aeiouy" else draw.choice(("", "", "y", "ie", "i", "o")))

    def _parts(self):
        given = [p[0] for p in self.first.replace("-", " ").split() if p[0].isalpha()]
        family = [p[0] for p in self.last.replace("-", " ").split() if p[0].isupper()] or [self.last[0].upper()]
        return [x.upper() for x in given[:2] + ([self.middle[0]] if self.middle else []) + family[:2]]

    def _initials(self, draw):
        letters = self._parts()
        if len(letters) > 2 and draw.random() < .5:
            letters = [letters[0], letters[-1]]
        return draw.choice((".".join(letters) + ".", "".join(letters), ". ".join(letters) + ".", ".".join(letters),
                            "".join(letters)))

    def _lastfirst(self, draw):
        last, first, r = self.last, self.first, draw.random()
        middle = f" {self.middle[0]}." if self.middle and draw.random() < .4 else ""
        if r < .45:
            return f"{last}, {first}{middle}"
        if r < .6:
            return f"{last.upper()} {first}"
        if r < .7:
            return f"{last}, {first[0]}{draw.choice(('.', ''))}"
        if r < .78:
            return f"{last} {first[0]}"
        if r < .88:
            return f"{last.upper()}, {first.upper()}{middle}"
        return f"{last} {first}" if r < .95 else f"{last.upper()}, {first}"

    def _initiallast(self, draw):
        first = self.first[0] + draw.choice((".", ".", ".", ""))
        if self.middle and draw.random() < .25:
            first += f" {self.middle[0]}{first[1:]}" if draw.random() < .5 or len(first) < 2 else f"{self.middle[0]}."
        return f"{first} {self.last}"

    def _spelled(self, draw):
        full = f"{self.first} {self.last}"
        plain = without_accents(full)
        letters = [c for c in plain if c.isalpha()]
        of_last = [c for c in without_accents(self.last) if c.isalpha()]
        alphabet, r = ALPHABETS[self.language].split(" "), draw.random()
        joint = draw.choice(("-", " ", ".", ", ", " - "))
        if r < .3:
            return f"{full}, {joint.join(of_last).upper()}"
        if r < .5:
            return f"{self.first} {joint.join(of_last).upper()}"
        if r < .65:
            return "  ".join(joint.join(c for c in w if c.isalpha()).upper() for w in plain.split(" "))
        if r < .75:
            return " ".join(letters).lower()
        words = [alphabet[LETTERS.get(c.lower(), 0)] for c in of_last]
        if r < .85:
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
        if origin.name in self.syllables and draw.random() < .8:
            parts = self.syllables[origin.name]
            a, b = draw.choice(parts), draw.choice(parts)
            if origin.name == "korean":
                return draw.choice((f"{a}-{b}", f"{a}{b}", f"{a} {b.capitalize()}", f"{a}-{b.capitalize()}")).capitalize() \
                    if draw.random() < .7 else f"{a.capitalize()} {b}"
            return (a if draw.random() < .3 else draw.choice((a + b, a + b, f"{a}-{b}"))).capitalize()
        return draw.choice(origin.female if female else origin.male)

    def _surname(self, origin, female, draw):
        r = draw.random()
        if r < .10:
            return draw.choice(self.pools.invented)
        last = draw.choice(origin.last_female if female else origin.last_male)
        kinds = PARTICLES.get(origin.name)
        if kinds and " " not in last and "'" not in last and draw.random() < PARTICLE_SHARE.get(origin.name, .06):
            particle = draw.choice(kinds)
            if particle == "d'" and last[0] not in "AEIOUH":
                particle = "de "
            last = particle + last
        return last

    def person(self, draw, family=None):
        """A new person; of the family of `family` (the same surname) if given."""
        female, r = draw.random() < .5, draw.random()
        origin = self.home if r < .5 else draw.choice(self.pools.world)
        given = self._given(origin, female, draw)
        last = self._surname(origin, female, draw)
        if .35 <= r < .5:
            last = draw.choice(self.pools.lexicon_last)
            if draw.random() < .6:
                given = draw.choice(self.pools.lexicon_first)
        elif r < .06:  # a name that is a word too
            first, family_name = self.words
            given = draw.choice(first) if draw.random() < .6 else given
            last = draw.choice(family_name) if draw.random() < .6 else last
        elif r < .11 and self.language == "en":
            given, last = draw.choice(self.pools.common_first), draw.choice(self.pools.common_last)
        elif r > .92:  # a given name of the country, a surname from elsewhere
            given = self._given(self.home, female, draw)
        if draw.random() < .04:
            given = draw.choice(self.pools.invented_first)
        if origin.name in ("hispanic", "portuguese") and draw.random() < .5:
            joint = draw.choice((" ", " ", " ", " y ", "-")) if origin.name == "hispanic" else " "
            last += joint + self._surname(origin, female, draw)
        elif draw.random() < .04:
            last += "-" + self._surname(origin, female, draw)
        if draw.random() < (.2 if origin.name in ("hispanic", "portuguese", "french", "italian") else .02):
            given += draw.choice((" ", " ", "-")) + self._given(origin, female, draw)
        middle = ""
        if origin.name == "vietnamese":
            middle = draw.choice(("Thị", "Ngọc", "Thu") if female else ("Văn", "Đức", "Minh", "Hữu"))
        elif draw.random() < .55:
            middle = draw.choice(self.home.female if female else self.home.male) if draw.random() < .7 \
                else self._given(origin, female, draw)
        suffix = draw.choice((" Jr.", ", Jr.", " Jr", " Sr.", " II", " III", ", III", " IV")) \
            if not female and draw.random() < (.04 if self.language == "en" else .006) else ""
        if family:
            last = family.last
        if origin is not self.home and draw.random() < .4:
            given, middle, last = map(without_accents, (given, middle, last))
        return Person(self.language, female, given, middle, last, suffix,
                      draw.random() < FAMILY_FIRST.get(origin.name, 0))
