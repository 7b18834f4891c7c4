"""Particles, nicknames, spelling alphabets, titles, pronouns and kin, by origin or language."""

PARTICLES = {
    "dutch": ("van ", "van der ", "van den ", "van de ", "de ", "ten ", "ter ", "van 't ", "den "),
    "german": ("von ", "von der ", "zu ", "vom "),
    "french": ("de ", "du ", "de la ", "Le ", "d'", "des "),
    "italian": ("De ", "Di ", "Della ", "Dal ", "D'", "Lo ", "La "),
    "hispanic": ("de ", "de la ", "del ", "de los "),
    "portuguese": ("da ", "de ", "dos ", "do ", "das "),
    "gaelic": ("Mac ", "Ní ", "Ó ", "Nic "),
    "english": ("O'", "Mac", "Mc", "St. ", "Fitz"),
    "filipino": ("de ", "delos "),
    "hebrew": ("Ben-", "Bar-", "ben "),
    "arabic": ("al-", "Al-", "Al ", "El ", "el-", "bin ", "ibn ", "Abu ", "bint ", "Ould "),
    "indonesian": ("binti ", "bin "),
    "nordic": ("af ", "von "),
    "eastafrican": ("wa ", "arap "),
}
PARTICLE_SHARE = {"dutch": 0.3, "arabic": 0.4, "portuguese": 0.25, "hispanic": 0.08, "hebrew": 0.15, "english": 0.08}
FAMILY_FIRST = {"chinese": 0.5, "korean": 0.5, "vietnamese": 0.6, "japanese": 0.2, "hungarian": 0.4}
NICKS = {
    "Bill": "William",
    "Will": "William",
    "Bob": "Robert",
    "Rob": "Robert",
    "Dick": "Richard",
    "Jim": "James",
    "Jack": "John",
    "Liz": "Elizabeth",
    "Betty": "Elizabeth",
    "Kate": "Katherine",
    "Peggy": "Margaret",
    "Maggie": "Margaret",
    "Tony": "Anthony",
    "Chuck": "Charles",
    "Ted": "Edward",
    "Harry": "Henry",
    "Hank": "Henry",
    "Sasha": "Aleksandr",
    "Pepe": "José",
    "Paco": "Francisco",
    "Nacho": "Ignacio",
    "Lupe": "Guadalupe",
    "Chema": "José María",
    "Charo": "Rosario",
    "Sepp": "Josef",
    "Hansi": "Johann",
    "Uschi": "Ursula",
    "Heiko": "Heinrich",
    "Gigi": "Luigi",
    "Pippo": "Filippo",
    "Beppe": "Giuseppe",
    "Zé": "José",
    "Chico": "Francisco",
    "Jojo": "Joseph",
    "Manu": "Emmanuel",
    "Wim": "Willem",
    "Kees": "Cornelis",
    "Sjaak": "Jacques",
}
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
    " Queluz Rossio Setúbal Tavira Unidade Vidago Waldemar Xavier York Zulmira",
}
AS_IN = {"en": "as in", "de": "wie", "it": "di", "fr": "comme", "es": "de", "nl": "van", "pt": "de"}
WORDS = {  # he him his; titles m f; kin m f
    "en": (
        ("he", "him", "his"),
        ("she", "her", "her"),
        "Mr. Mr Dr. Dr Prof. Mr. Sir Rev. Professor Doctor",
        "Mrs. Ms. Ms Mrs Dr. Dr Prof. Miss Professor Doctor",
        "husband,father,brother,son,uncle,grandfather,cousin,nephew,stepson,dad,partner,fiancé,brother-in-law",
        "wife,mother,sister,daughter,aunt,grandmother,cousin,niece,stepdaughter,mom,partner,fiancée,mother-in-law",
    ),
    "es": (
        ("él", "lo", "su"),
        ("ella", "la", "su"),
        "Sr. Sr Don D. Dr. Prof. señor doctor",
        "Sra. Sra Doña Dña. Dra. Srta. señora doctora",
        "marido,padre,hermano,hijo,tío,abuelo,primo,sobrino,suegro,novio",
        "esposa,madre,hermana,hija,tía,abuela,prima,sobrina,suegra,novia",
    ),
    "fr": (
        ("il", "lui", "son"),
        ("elle", "elle", "son"),
        "M. Monsieur Dr Pr Me Docteur",
        "Mme Madame Mlle Dr Pr Me Docteure",
        "mari,père,frère,fils,oncle,grand-père,cousin,neveu,beau-père,conjoint",
        "femme,mère,sœur,fille,tante,grand-mère,cousine,nièce,belle-mère,conjointe",
    ),
    "de": (
        ("er", "ihn", "sein"),
        ("sie", "sie", "ihr"),
        "Herr Hr. Dr. Prof. Prof.\u00a0Dr. Herr\u00a0Dr.",
        "Frau Fr. Dr. Prof. Frau\u00a0Dr.",
        "Ehemann,Vater,Bruder,Sohn,Onkel,Großvater,Cousin,Neffe,Schwager,Partner",
        "Ehefrau,Mutter,Schwester,Tochter,Tante,Großmutter,Cousine,Nichte,Schwägerin,Partnerin",
    ),
    "it": (
        ("lui", "lo", "suo"),
        ("lei", "la", "suo"),
        "Sig. Sig Dott. Dr. Prof. Avv. Ing. signor",
        "Sig.ra Sig.na Dott.ssa Dr.ssa Prof.ssa Avv. signora",
        "marito,padre,fratello,figlio,zio,nonno,cugino,nipote,suocero,compagno",
        "moglie,madre,sorella,figlia,zia,nonna,cugina,nipote,suocera,compagna",
    ),
    "pt": (
        ("ele", "o", "seu"),
        ("ela", "a", "seu"),
        "Sr. Sr Dr. Prof. Eng. senhor",
        "Sra. Sra Dra. Profa. D. Dona senhora",
        "marido,pai,irmão,filho,tio,avô,primo,sobrinho,sogro,companheiro",
        "esposa,mãe,irmã,filha,tia,avó,prima,sobrinha,sogra,companheira",
    ),
    "nl": (
        ("hij", "hem", "zijn"),
        ("zij", "haar", "haar"),
        "dhr. Dhr. meneer de\u00a0heer dr. Dr. prof. drs.",
        "mevr. Mevr. mw. Mw. mevrouw dr. Dr. prof. drs.",
        "man,vader,broer,zoon,oom,opa,neef,zwager,schoonvader,partner",
        "vrouw,moeder,zus,dochter,tante,oma,nicht,schoonzus,schoonmoeder,partner",
    ),
}
WORDS = {
    language: (
        w[0],
        w[1],
        *([t.replace("\u00a0", " ") for t in w[i].split(" ")] for i in (2, 3)),
        w[4].split(","),
        w[5].split(","),
    )
    for language, w in WORDS.items()
}
