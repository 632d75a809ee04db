# Needs python3 (3.11 or newer) and make; everything else is fetched into .venv by tools/dev.py.
# More words for a command: make test ARGS="-k digest"

PYTHON ?= python3
DEV = @$(PYTHON) -m tools.dev

.PHONY: help setup run test quick lint seed preview pictures bench torture lock

help:      ## list these commands
	@awk -F ' *## ' '/^[a-z]+: .*## / { printf "make %-10s %s\n", substr($$1, 1, length($$1) - 1), $$2 }' Makefile

setup:     ## prepare the environment only
	$(DEV) setup --dev $(ARGS)

run:       ## start the bot; without BOT_TOKEN a demonstration in the browser
	$(DEV) run $(ARGS)

test:      ## lint and the whole suite
	$(DEV) test $(ARGS)

quick:     ## the fast tests, in less than a minute
	$(DEV) quick $(ARGS)

lint:      ## ruff, mypy and the rules of the house
	$(DEV) lint $(ARGS)

seed:      ## fill the demonstration's database
	$(DEV) seed $(ARGS)

preview:   ## draw every screen in every language
	$(DEV) preview $(ARGS)

pictures:  ## take the README's pictures from the running page
	$(DEV) pictures $(ARGS)

bench:     ## measure speed and memory
	$(DEV) bench $(ARGS)

torture:   ## kill, cut and flood the bot, then count what was lost
	$(DEV) torture $(ARGS)

lock:      ## resolve the dependencies anew (ARGS=--upgrade: newer versions)
	$(DEV) lock $(ARGS)
