"""Lists of values: sections `[name]`, values a line each or separated by `; `, comments after `# `."""

import os

HERE = os.path.dirname(os.path.abspath(__file__))


def read_sections(path):
    """Section name to its values in the order of the file."""
    sections, values = {}, None
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("# "):
                continue
            if line.startswith("[") and line.endswith("]"):
                values = sections.setdefault(line[1:-1], [])
            elif values is None:
                raise ValueError(f"{path}:{number}: a value before the first [section]")
            else:
                values += [v for v in (x.strip() for x in line.split("; ")) if v]
    return sections


class Values:
    """The lists of one language, those of every language (`any.txt`) beneath them."""

    def __init__(self, language, folder=os.path.join(HERE, "values")):
        self.language = language
        own = read_sections(os.path.join(folder, f"{language}.txt"))
        shared = read_sections(os.path.join(folder, "any.txt"))
        self.sections = {k: tuple(own.get(k, []) + shared.get(k, [])) for k in {**own, **shared}}

    def __getitem__(self, section):
        try:
            return self.sections[section]
        except KeyError:
            raise KeyError(f"values/{self.language}.txt has no [{section}]") from None
