# SPDX-License-Identifier: Apache-2.0

SWIFT_SOURCES := Package.swift Sources Tests
SCRIPTS := Makefile .ci/run $(wildcard Tests/Scripts/*.sh Tests/Scripts/kills/*.py Tests/Scripts/ci/*.py Tests/Scripts/bench/*.py)
LLVM_COV = $(dir $(shell command -v swift))llvm-cov
# Without a width every test starts at once: two hundred registries on two cores, and the slowest starve.
TEST_FLAGS := --disable-xctest --experimental-maximum-parallelization-width 24
IMPORT_CHECK := --explicit-target-dependency-import-check error
# Only these targets may hold unsafe code: those over C, the executor over Dispatch, and the hasher.
UNSAFE_TARGETS := Archives Cache Cryptography GitStore GraphLayout HTTPTransport JSONDocuments Layouts RegularExpressions Scheduling YAML

# Options of `make kills`, such as `KILLS="--kills 20 --mode disk"`.
KILLS ?=
PREFIX ?= /usr/local
DESTDIR ?=
# What the installing commands run under: `make install SUDO=sudo` builds as you and installs as root.
SUDO ?=
RELEASE_FLAGS := --configuration release --product mirror --static-swift-stdlib

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -euc

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) \
		| while IFS='|' read -r target text; do printf '  %-10s %s\n' "$$target" "$$text"; done

.PHONY: setup
setup: ## Install what this machine lacks (Debian packages; docker-registry into .build/tools)
	@Tests/Scripts/setup.sh

.PHONY: build
build: setup ## Build the tool and its tests; warnings are errors
	swift build --build-tests $(IMPORT_CHECK)

.PHONY: release
release: setup ## Build the tool as it is installed
	MIRROR_COMMIT="$$(git describe --always --dirty --abbrev=12 2>/dev/null || true)" swift build $(RELEASE_FLAGS)

.PHONY: test
test: build ## Run every test
	@Tests/Scripts/test.sh $(TEST_FLAGS) $(IMPORT_CHECK)

.PHONY: demo
demo: setup ## Plan, apply and audit a small mirror between two real registries on loopback
	swift build --product mirror
	@Tests/Scripts/demo.sh "$$(swift build --show-bin-path)/mirror"

.PHONY: bench
bench: bench-copies bench-distance bench-growth bench-releases bench-catalogs bench-archives bench-metadata bench-charts bench-review ## Measure everything; about twenty-five minutes

.PHONY: bench-copies
bench-copies: release ## Compare copying with skopeo and bare curl; about three minutes
	@Tests/Scripts/bench.sh "$$(swift build $(RELEASE_FLAGS) --show-bin-path)/mirror"

.PHONY: bench-distance
bench-distance: release ## Measure what a source that is 40 ms away costs; about two minutes
	@Tests/Scripts/bench-distance.sh "$$(swift build $(RELEASE_FLAGS) --show-bin-path)/mirror"

.PHONY: bench-growth
bench-growth: release ## Measure how time and memory grow up to 10,000 images; about five minutes
	@Tests/Scripts/bench-growth.sh "$$(swift build $(RELEASE_FLAGS) --show-bin-path)/mirror"

.PHONY: bench-releases
bench-releases: release ## Measure what planning 10,000 components of releases costs; about three minutes
	@Tests/Scripts/bench-releases.sh "$$(swift build $(RELEASE_FLAGS) --show-bin-path)/mirror"

.PHONY: bench-catalogs
bench-catalogs: release ## Measure what planning one operator out of a catalog of 240 MB costs; about a minute
	@Tests/Scripts/bench-catalogs.sh "$$(swift build $(RELEASE_FLAGS) --show-bin-path)/mirror"

.PHONY: bench-metadata
bench-metadata: release ## Measure what continuing 20 MB of oc-mirror v1's metadata costs; a few seconds
	@Tests/Scripts/bench-metadata.sh "$$(swift build $(RELEASE_FLAGS) --show-bin-path)/mirror"

.PHONY: bench-charts
bench-charts: release ## Measure what rendering a chart of 150 templates costs; a few seconds
	@Tests/Scripts/bench-charts.sh "$$(swift build $(RELEASE_FLAGS) --show-bin-path)/mirror"

.PHONY: bench-review
bench-review: release ## Measure what showing a plan of 10,000 images costs; a few seconds
	@Tests/Scripts/bench-review.sh "$$(swift build $(RELEASE_FLAGS) --show-bin-path)/mirror"

.PHONY: bench-archives
bench-archives: release ## Compare crossing the gap with skopeo and tar; about five minutes
	@Tests/Scripts/bench-archives.sh "$$(swift build $(RELEASE_FLAGS) --show-bin-path)/mirror"

.PHONY: kills
kills: setup ## Kill the tool 200 times and look at what is left; about ten minutes
	swift build --product mirror
	@/usr/bin/python3 -B Tests/Scripts/kills "$$(swift build --show-bin-path)/mirror" $(KILLS)

.PHONY: lint
lint: ## Check format, licence headers and the rules between the rooms
	swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	@echo "every file names its licence"
	@! grep -rL --include='*.swift' --include='*.h' 'SPDX-License-Identifier: Apache-2.0' $(SWIFT_SOURCES) | grep .
	@! grep -L 'SPDX-License-Identifier: Apache-2.0' $(SCRIPTS) | grep .
	@echo "imports, Package.swift and the table of rooms agree"
	@sh Tests/Scripts/rooms.sh
	@echo "unsafe code stays in $(UNSAFE_TARGETS)"
	@! grep -rlw --include='*.swift' unsafe Sources $(UNSAFE_TARGETS:%=--exclude-dir=%) | grep .
	@echo "only Diagnostics knows the words of the system"
	@! grep -rnE --include='*.swift' 'localizedDescription|(^|[^_])strerror' Sources --exclude-dir=Diagnostics | grep .
	@echo "rooms name options by the table of OptionName"
	@sh Tests/Scripts/options.sh
	@echo "only the command line prints"
	@! grep -rnE --include='*.swift' '(^|[^.[:alnum:]_])(debugP|p)rint\(' Sources --exclude-dir=mirror | grep .
	@echo "links in the documents lead somewhere"
	@sh Tests/Scripts/links.sh

.PHONY: format
format: ## Format the sources
	swift format format --in-place --parallel --recursive $(SWIFT_SOURCES)

.PHONY: golden
golden: setup ## Accept changed golden files
	UPDATE_GOLDEN=1 swift test $(TEST_FLAGS)

.PHONY: signatures
signatures: setup ## Sign the releases of the examples anew, after their bytes changed
	RENEW_SIGNATURES=1 swift test $(TEST_FLAGS) --filter ExampleSignatureTests
	UPDATE_GOLDEN=1 swift test $(TEST_FLAGS) --filter ExamplesTests

.PHONY: sanitize
sanitize: setup ## Run the tests under the address and the thread sanitizer
	LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/Scripts/lsan.txt \
		swift test $(TEST_FLAGS) --sanitize=address --scratch-path .build/asan
	swift test $(TEST_FLAGS) --sanitize=thread --scratch-path .build/tsan

.PHONY: coverage
coverage: setup ## Report line coverage
	swift test $(TEST_FLAGS) --enable-code-coverage
	$(LLVM_COV) report .build/debug/mirrorPackageTests.xctest \
		-instr-profile .build/debug/codecov/default.profdata \
		-ignore-filename-regex='\.build|Tests'

.PHONY: install
install: release ## Install the tool, its completions and its manual under PREFIX, inside DESTDIR, by SUDO if given
	binary="$$(swift build $(RELEASE_FLAGS) --show-bin-path)/mirror"; \
	$(SUDO) install -D -s -m 755 "$$binary" "$(DESTDIR)$(PREFIX)/bin/mirror"; \
	completion() { \
		"$$binary" completion "$$1" > .build/completion; \
		$(SUDO) install -D -m 644 .build/completion "$(DESTDIR)$(PREFIX)/share/$$2"; \
	}; \
	completion bash bash-completion/completions/mirror; \
	completion zsh zsh/site-functions/_mirror; \
	completion fish fish/vendor_completions.d/mirror.fish; \
	rm -rf .build/manual; "$$binary" ---manual .build/manual; \
	$(SUDO) install -d "$(DESTDIR)$(PREFIX)/share/man/man1"; \
	$(SUDO) install -m 644 .build/manual/*.1 "$(DESTDIR)$(PREFIX)/share/man/man1"; \
	for name in oc-mirror kubectl-mirror; do \
		link="$(DESTDIR)$(PREFIX)/bin/$$name"; \
		if [ -e "$$link" ] && [ "$$(readlink "$$link")" != mirror ]; then \
			echo "$$link is another program and stays: remove it to call mirror as $$name"; \
		else \
			$(SUDO) ln -sfn mirror "$$link"; \
		fi; \
	done

.PHONY: clean
clean: ## Remove everything that was built; the tools stay
	swift package clean
	rm -rf .build/asan .build/tsan
