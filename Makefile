# The commands of everyday work. `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
CORPORA ?= $(SLUICE_CORPORA)

.PHONY: help build verify check format samples soak fuzz corpora speed reading simulation ci clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## the program, without tests
	./mvnw -q package -DskipTests

verify: ## all tests; integration tests take containers where Docker answers, else embedded services
	./mvnw verify

check: ## what is too slow for every build: formatting, Error Prone, NullAway, then all tests
	./mvnw -Pcheck verify

format: ## format the sources
	./mvnw -q spotless:apply

samples: ## write the samples that are not plain text again (bench/samples)
	./mvnw -q -f bench/samples/pom.xml dependency:build-classpath -Dmdep.outputFile=target/classpath
	. deploy/jdk && "$$(jdk_home)/bin/java" -Djava.awt.headless=true -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
	  -cp "$$(cat bench/samples/target/classpath)" bench/samples/MakeSamples.java samples

soak: ## 2,000 documents made from the samples, with the process killed ten times (app/target/soak-report.md)
	./mvnw -q install -DskipTests
	./mvnw -pl app -Psoak verify

fuzz: ## damaged samples, hostile files and damaged bundles by the thousand (bench/README.md): make fuzz OPTIONS=-Dsluice.fuzz.runs=50000
	./mvnw -q -pl ingest -am test -Dtest='FuzzTests,HostileFileTests,BundleFuzzTests' -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dsluice.fuzz.seed=$$(date +%s%N) -Dsluice.fuzz.runs=10000 -Dsluice.fuzz.many=1000000 $(OPTIONS)

corpora: ## all tests and measurements over labelled documents, held to bench/reports: make corpora CORPORA=folder
	@test -d "$(CORPORA)" || { echo "make corpora CORPORA=folder: the folder of labelled documents" >&2; exit 2; }
	./mvnw verify -Dsluice.corpora="$(abspath $(CORPORA))" -Dsluice.corpora.closed-api=true
	./sluice evaluate "$(abspath $(CORPORA))/text" --against bench/reports/report.json

speed: build ## the classifier beside java.util.regex and Presidio (bench/reports/classifier-speed.md): make speed OPTIONS=--quick
	python3 bench/speed $(OPTIONS)

reading: build ## extraction and the way to the decision beside bare Tika, and memory (bench/reports/reading-speed.md): OPTIONS=--quick
	python3 bench/reading $(OPTIONS)

simulation: build ## another bundle asked about a million stored decisions (bench/reports/simulation-speed.md): make simulation DECISIONS=1000000
	. deploy/jdk && folder="$$(mktemp -d)" && trap 'rm -rf "$$folder"' EXIT && "$$(jdk_home)/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED \
	  -Dorg.slf4j.simpleLogger.defaultLogLevel=error -cp bench/target/bench.jar dev.sluice.bench.policy.SimulationMain \
	  "$$folder" "$(or $(DECISIONS),1000000)" bench/reports/simulation-speed.md

ci: ## what continuous integration runs
	.ci/run

clean: ## remove what was built
	./mvnw -q clean
	rm -rf deploy/ci/kafka/target bench/samples/target
