"""What is read: the sets, each a list of files."""

import json
import subprocess
from pathlib import Path

import build

OTHER_LANGUAGE = "newsletter-pl.txt"
"""In a language that the detectors do not cover every tier reads a document, whatever is declared of it."""

KINDS = ["docx", "xlsx", "pptx", "odt", "pdf", "eml", "html"]


def make(folder, seed, each):
    """Writes the generated documents and the lists; the facts of the sets."""
    subprocess.run(build.java("dev.sluice.bench.reading.MakeDocuments", folder, seed, each, options=("-Xmx1g",)), check=True)
    samples = whole_samples(build.ROOT / "samples")
    kinds = {kind: sorted((Path(folder) / kind).iterdir()) for kind in KINDS}
    sets = {"mixed": samples + [file for files in kinds.values() for file in files], **kinds, "samples": samples}
    return {name: write(folder, name, files) for name, files in sets.items()}


def write(folder, name, files):
    (Path(folder) / f"{name}.list").write_text("".join(f"{file}\n" for file in files), encoding="utf-8")
    return {"documents": len(files), "bytes": sum(file.stat().st_size for file in files)}


def listed(folder, name):
    return [Path(line) for line in (Path(folder) / f"{name}.list").read_text(encoding="utf-8").splitlines()]


def whole_samples(folder):
    """The samples that are to be complete without character recognition, by their own table, but for one."""
    found, rows = [], False
    for line in (folder / "EXPECTED.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if line.startswith("## "):
            rows = line.startswith("## Without character recognition")
        elif rows and len(cells) > 4 and cells[3] == "yes" and cells[1] != OTHER_LANGUAGE:
            found.append(folder / cells[1])
    if not found:
        raise SystemExit("samples/EXPECTED.md has no table of samples that are complete")
    return found


def from_corpora(corpora):
    """Files of which bare Tika is known to give text and nobody expects a failure."""
    folder = Path(corpora) / "files"
    with open(folder / "manifest.jsonl", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        folder / row["path"]
        for row in rows
        if "expect_failure" not in row
        and row["plain_tika_3_3_1"]["status"] == "ok"
        and row["plain_tika_3_3_1"].get("chars", 0) > 0
    ]
