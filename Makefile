# Two commands do everything: `make run` and `make test`.
SWIFT_BUILD := swift build --explicit-target-dependency-import-check error
# Tests see what is internal, and judge the optimised program: the one that people run.
TESTABLE := -c release -Xswiftc -enable-testing
CHENGXU := .build/release/chengxu

.PHONY: run build test bench format lint clean

## Installs what is needed, builds, takes the bundled city through all stages and serves it
## at http://127.0.0.1:8080 until Ctrl-C. Options go in ARGS: make run ARGS="--port 9000".
run: build
	$(CHENGXU) demo $(ARGS)

build:
	Scripts/setup run
	Scripts/build-web
	$(SWIFT_BUILD) -c release --product chengxu

## Installs what is needed, checks the form of the code, builds and runs every test.
test:
	Scripts/setup test
	Scripts/build-web --check
	Scripts/lint
	CHENGXU_STRICT=1 $(SWIFT_BUILD) $(TESTABLE) --build-tests
	CHENGXU_STRICT=1 swift test $(TESTABLE) --skip-build --no-parallel
	Scripts/browser-test

## Installs the peers, builds, measures beside them and writes docs/performance.md. QUICK=1 takes the small
## rows; TOPICS="covering" takes some topics only.
bench: build
	$(SWIFT_BUILD) -c release --product terminal-load
	Scripts/setup bench
	Benchmarks/run $(if $(QUICK),--quick) $(TOPICS)

format:
	swift format -i -r --configuration .swift-format Package.swift Sources Tests

lint:
	Scripts/lint

clean:
	rm -rf .build Web/dist
