# SPDX-License-Identifier: Apache-2.0
"""What every mode does: plan, apply with kills, apply to the end, and look at everything."""
import shutil

from machine import INSECURE, Machine
from registry import Registry, Shelf, Visitor

APPLY = ["apply", "plan.json", *INSECURE]


class Count:
    """What a mode found."""

    def __init__(self):
        self.kills = self.rounds = self.equal = self.items = 0
        self.faulty_walks = self.locks = self.lost = self.litter = self.unfinished = 0
        self.problems = []
        self.notes = []

    def problem(self, text):
        self.problems.append(text)

    @property
    def is_perfect(self):
        return not self.problems and self.equal == self.items


class Mode:
    """Two registries and a machine; a round plans, applies with kills, and looks at everything."""

    name = "registry"
    images = 24

    def __init__(self, binary, folder, random):
        self.binary, self.folder, self.random = binary, folder, random
        self.count = Count()
        self.source = Registry(folder / "source")
        self.target = Registry(folder / "target")
        self.names = Shelf(self.source, 7).fill(self.images)
        self.machine = None

    def __enter__(self):
        self.source.start()
        self.target.start()
        return self

    def __exit__(self, *_):
        self.source.stop()
        self.target.stop()

    # What a mode does in its own way.

    def prepare(self):
        """Makes everything up to the plan that is applied with kills."""
        self.machine.configure(self.source.host, self.names)
        self.machine.must("plan", "-c", "isc.yaml", "--to", self.place, "-o", "plan.json", *INSECURE)

    def look(self):
        """What is wrong in the middle, after a kill."""
        return Visitor(self.target).faults()

    def judge(self, plan):
        """How many digests are right at the end, how many should be, and what is wrong."""
        items = plan["actions"] + plan["in_sync"]
        equal, wrong = Visitor(self.target).compare(items)
        return equal, len(items), wrong

    command = APPLY
    #: What else is searched for files that were left behind.
    places = ()

    # The same for all.

    @property
    def place(self):
        return f"docker://{self.target.host}/ocp"

    def begin(self):
        """A machine that has seen nothing, and an empty target."""
        shutil.rmtree(self.folder / "machine", ignore_errors=True)
        self.machine = Machine(self.binary, self.folder / "machine")
        self.target.empty()

    def measure(self):
        """How long the command takes that is killed later, so that kills come at every moment of it."""
        self.begin()
        self.prepare()
        return self.machine.must(*self.command)

    def run(self, kills):
        length = self.measure()
        idle = 0
        while self.count.kills < kills and idle < 10:
            before = self.count.kills
            self.round(min(kills - before, self.random.randint(3, 6)), length)
            if self.count.kills == before:
                # The machine was slower when this was measured, so the command ended before it could be killed.
                length *= 0.7
                idle += 1
        if self.count.kills < kills:
            self.count.problem(f"{self.name}: only {self.count.kills} of {kills} kills hit a command that was running")
        return self.count

    def round(self, kills, length):
        self.count.rounds += 1
        self.begin()
        self.prepare()
        plan = self.machine.plan()
        for _ in range(kills):
            if not self.kill(length):
                break
            self.count.kills += 1
            faults = self.look()
            if faults:
                self.count.faulty_walks += 1
                self.count.problem(f"{self.name}: after a kill: {faults[0]}")
        self.finish()
        equal, items, wrong = self.judge(plan)
        self.count.equal += equal
        self.count.items += items
        for text in wrong[:3]:
            self.count.problem(f"{self.name}: {text}")
        self.look_at_record(plan)

    def kill(self, length):
        return self.machine.kill_after(self.random.uniform(0, length), *self.command)

    def finish(self):
        """Runs the same command to its end, as a person would; what has to be done by hand is counted."""
        code, said = self.machine.run(*self.command)
        locks = self.machine.locks()
        if code not in (0, 4) and locks:
            self.count.locks += 1
            self.count.problem(f"{self.name}: {locks[0].name} had to be removed: {last_line(said)}")
            for lock in locks:
                lock.unlink()
            code, said = self.machine.run(*self.command)
        # A plan whose record is complete is refused: there is nothing left to do, which the record has to prove.
        if code != 0 and "already applied" not in said:
            self.count.unfinished += 1
            self.count.problem(f"{self.name}: the run after the kills ended with {code}: {said.strip()[:300]}")

    def look_at_record(self, plan):
        lost = self.machine.lost_records(plan)
        self.count.lost += bool(lost)
        if lost:
            self.count.problem(f"{self.name}: lost: {', '.join(lost)}")
        litter = self.machine.litter(*self.places)
        self.count.litter += len(litter)
        if litter:
            self.count.problem(f"{self.name}: left over: {litter[0].relative_to(self.folder)}")


def repository(item):
    name = item["destination"]
    return name.split("@")[0] if "@" in name else name.rsplit(":", 1)[0]


def last_line(text):
    lines = text.strip().splitlines()
    return lines[-1][:200] if lines else ""
