# SPDX-License-Identifier: Apache-2.0
"""Kills mirror at random moments, runs it again, and looks at what is left; see docs/reliability.md.

The exit code is 0 only where every digest is equal, nobody had to help, and no record is lost.
"""
import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import disturbed
import killed
import stopped
from machine import Failure

COLUMNS = ["mode", "kills", "rounds", "digests equal", "broken", "locks", "lost", "left over", "unfinished", "seconds"]


def row(name, count, seconds):
    return [name, count.kills, count.rounds, f"{count.equal} of {count.items}", count.faulty_walks, count.locks,
            count.lost, count.litter, count.unfinished, round(seconds)]


def table(rows):
    cells = [[str(cell) for cell in line] for line in [COLUMNS, *rows]]
    widths = [max(len(line[column]) for line in cells) for column in range(len(COLUMNS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in cells)


def main():
    parser = argparse.ArgumentParser(prog="kills", description=__doc__)
    parser.add_argument("binary", help="the built tool")
    parser.add_argument("--kills", type=int, default=200, help="how many kills in all modes together (default: 200)")
    parser.add_argument("--times", type=int, default=20, help="restarts of registries, and applies at once (default: 20)")
    parser.add_argument("--mode", action="append", help="only this mode; may be repeated")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    work = [(mode, round(options.kills * share)) for mode, share in killed.MODES + stopped.MODES]
    work += [(mode, options.times) for mode in disturbed.MODES]
    chosen = [(mode, number) for mode, number in work if not options.mode or mode.name in options.mode]
    if not chosen:
        parser.error(f"there is no such mode; there are: {', '.join(mode.name for mode, _ in work)}")
    binary = str(Path(options.binary).resolve())
    rows, problems, notes = [], [], []
    with tempfile.TemporaryDirectory(prefix="mirror-kills-") as folder:
        for mode, number in chosen:
            began = time.monotonic()
            place = Path(folder) / mode.name.replace(" ", "-")
            print(f"{mode.name}: {number} times", file=sys.stderr, flush=True)
            with mode(binary, place, random.Random(f"{options.seed} {mode.name}")) as world:
                try:
                    world.run(number)
                except Failure as failure:
                    world.count.problem(f"{mode.name}: {failure}")
                rows.append(row(mode.name, world.count, time.monotonic() - began))
                problems += world.count.problems
                notes += world.count.notes
                if not world.count.is_perfect and not world.count.problems:
                    problems.append(f"{mode.name}: digests differ")
    print(table(rows))
    for text in notes:
        print(text)
    for text, times in Counter(problems).most_common():
        print(f"problem, {times} times: {text}", file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
