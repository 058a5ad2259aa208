# The doors of the project. Each target does the set-up that it needs; see scripts/setup.
.PHONY: demo watch test fresh test-faults test-old fuzz dist docs relay setup pictures lighthouse bench-scan clean

demo: ## build the release widget and serve it with the sandbox: demo page, database, fresh codes
	@scripts/demo

watch: ## the demo while the widget is worked on: what is saved is on the page within seconds, unoptimised
	@scripts/watch

test: ## everything: format, clippy, host, browser, relay and end-to-end tests
	@scripts/test

fresh: ## the README's two commands in a clone of HEAD on a bare Debian, with minutes (as root; ONLY=demo, STEPS="fmt host", KEEP=yes)
	@scripts/fresh

fuzz: ## ten million inputs for every parser: no panic, no endless loop (SEED=7 INPUTS=1000 FIRST=0)
	@scripts/setup build
	@. scripts/env && cargo test --profile fuzz --package points-core --test host fuzz::ten_million -- --exact --ignored --nocapture

test-faults: ## 49 faults in Chromium, Firefox and WebKit, and a table of what held (OPTIONS="--engine firefox --only 28,32")
	@scripts/setup build test
	@scripts/dist
	@. scripts/env && cargo build --package points-relay --package fault-tests && cargo run --quiet --package fault-tests -- $(OPTIONS)

test-old: ## the form in Chromium 80, 83, 88 and 92, with pictures: target/screenshots/old/ (downloads 180 MB once)
	@scripts/test-old

dist: ## the static folder that a brand deploys, and the npm package: dist/, target/points-widget-VERSION.tgz
	@scripts/setup build
	@scripts/dist

docs: ## the documentation site, for any static host: docs/site/build/
	@scripts/docs

relay: ## the optimised native server: target/release/points-relay
	@scripts/setup build
	@. scripts/env && cargo build --release --package points-relay

setup: ## only the set-up that all targets need
	@scripts/setup build test

pictures: ## screenshots of every state: three widths, both themes, three languages (FORCED=1 adds high contrast): target/screenshots/
	@scripts/setup build test
	@scripts/dist
	@. scripts/env && cargo build --package points-relay && node scripts/screenshots.mjs

lighthouse: ## Lighthouse on the demo page, as on a phone; fails unless accessibility and best practices score 100
	@scripts/setup build test
	@scripts/dist
	@. scripts/env && cargo build --quiet --package points-relay && node scripts/lighthouse.mjs

bench-scan: ## the scanner compared with other decoders: bench/scan/results/ (OPTIONS="--seed 1001 --only qr_code")
	@scripts/bench-scan $(OPTIONS)

clean:
	rm -rf dist target docs/site/build
