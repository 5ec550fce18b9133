# SPDX-License-Identifier: Apache-2.0
"""What is done while mirror is killed, and what must be true afterwards."""
import json
import shutil
import signal
import subprocess
import time

from machine import INSECURE, Machine
from registry import Registry, Shelf, Visitor

APPLY = ["apply", "plan.json", *INSECURE]


class Count:
    """What a mode found."""

    def __init__(self):
        self.kills = self.rounds = self.equal = self.items = 0
        self.faulty_walks = self.locks = self.lost = self.litter = self.unfinished = 0
        self.problems = []

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
        self.machine.must("plan", "-c", "isc.yaml", "--to", self.place, *INSECURE)

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
            idle = idle + 1 if self.count.kills == before else 0
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


class Recording(Mode):
    """Kills between the last image and the end of the run."""

    name = "recording"
    images = 4

    def measure(self):
        """How long recording takes: from the line that tells of the images to the end."""
        self.begin()
        self.prepare()
        process = self.machine.start(*self.command, output=subprocess.PIPE)
        process.stdout.readline()
        began = time.monotonic()
        process.stdout.close()
        process.wait()
        return time.monotonic() - began

    def kill(self, length):
        process = self.machine.start(*self.command, output=subprocess.PIPE)
        process.stdout.readline()
        time.sleep(self.random.uniform(0, length))
        if process.poll() is not None:
            process.stdout.close()
            return False
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        return True


class Planning(Mode):
    """Kills `mirror plan`; the plan at the end has the bytes of one that nobody disturbed."""

    name = "planning"

    @property
    def command(self):
        return ["plan", "-c", "isc.yaml", "--to", self.place, *INSECURE]

    def prepare(self):
        self.machine.configure(self.source.host, self.names)

    def measure(self):
        length = super().measure()
        self.expected = (self.machine.site / "plan.json").read_bytes()
        return length

    def round(self, kills, length):
        self.count.rounds += 1
        self.begin()
        self.prepare()
        for _ in range(kills):
            self.count.kills += self.kill(length)
        self.finish()
        self.count.items += 1
        made = (self.machine.site / "plan.json").read_bytes()
        self.count.equal += made == self.expected
        plan = self.machine.plan()
        recorded = self.machine.site / f"plans/{plan['id'][7:19]}/plan.json"
        _, changed = self.machine.git("status", "--porcelain", "plans", "cluster-resources")
        if not recorded.exists() or recorded.read_bytes() != made or changed:
            self.count.lost += 1
            self.count.problem(f"planning: the plan is not recorded: {changed}")
        if self.machine.git("fsck", "--strict")[0] != 0:
            self.count.problem("planning: git fsck finds the repository damaged")
        litter = self.machine.litter()
        self.count.litter += len(litter)
        if litter:
            self.count.problem(f"planning: left over: {litter[0].relative_to(self.folder)}")


class ToDisk(Mode):
    """Fills an archive of several volumes."""

    name = "disk"

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.disk = self.folder / "disk"
        self.places = (self.disk,)
        self.unpacked = Registry(self.folder / "unpacked")

    @property
    def place(self):
        return f"file://{self.disk}"

    def begin(self):
        super().begin()
        shutil.rmtree(self.disk, ignore_errors=True)
        self.disk.mkdir()

    def prepare(self):
        self.machine.configure(self.source.host, self.names)
        self.machine.must("plan", "-c", "isc.yaml", "--to", self.place, "--archive-size", "4MiB", *INSECURE)

    def look(self):
        """A volume that has its name is whole."""
        sizes = {volume["name"]: volume["size"] for volume in self.machine.plan()["archive"]["volumes"]}
        return [f"{path.name} has its name and {path.stat().st_size} bytes" for path in self.disk.glob("*.tar")
                if path.stat().st_size != sizes.get(path.name)]

    def judge(self, plan):
        """Unpacks the volumes with tar and has a registry serve what they hold."""
        code, said = self.machine.run("describe", "--verify", str(self.disk))
        wrong = [] if code == 0 else [f"describe --verify: {last_line(said)}"]
        self.unpacked.empty()
        for volume in plan["archive"]["volumes"]:
            subprocess.run(["tar", "-xf", self.disk / volume["name"], "-C", self.unpacked.folder], check=False)
        self.unpacked.start()
        try:
            items = plan["actions"] + plan["in_sync"]
            equal, unequal = Visitor(self.unpacked).compare(items)
        finally:
            self.unpacked.stop()
        return equal, len(items), wrong + unequal


class FromDisk(Mode):
    """Fills the registry from an archive, with nobody else to ask."""

    name = "from disk"

    def __enter__(self):
        super().__enter__()
        self.disk = self.folder / "disk"
        maker = Machine(self.binary, self.folder / "maker")
        maker.configure(self.source.host, self.names)
        maker.must("plan", "-c", "isc.yaml", "--to", f"file://{self.disk}", *INSECURE)
        maker.must(*APPLY)
        self.source.stop()
        return self

    def prepare(self):
        self.machine.configure(self.source.host, self.names)
        self.machine.must(
            "plan", "-c", "isc.yaml", "--from", f"file://{self.disk}", "--to", self.place, *INSECURE)


class Deleting(Mode):
    """Deletes every second image; the others stay whole."""

    name = "deletions"

    def prepare(self):
        super().prepare()
        self.machine.must(*APPLY)
        self.first = self.machine.plan()
        self.machine.configure(self.source.host, self.names[::2])
        self.machine.must("plan", "-c", "isc.yaml", "--to", self.place, *INSECURE)
        self.machine.must(*APPLY)
        self.machine.configure(self.source.host, self.names[1::2], "old.yaml", "DeleteImageSetConfiguration")
        self.machine.must("delete", "plan", "-c", "old.yaml", "--to", self.place, "--keep", "isc.yaml", *INSECURE)

    def judge(self, plan):
        visitor = Visitor(self.target)
        going = {f"{item['repository']}@{item['digest']}" for item in plan["deletions"] if item["delete"] == "manifest"}
        staying = [item for item in self.first["actions"] if f"{repository(item)}@{item['digest']}" not in going]
        equal, wrong = visitor.compare(staying)
        for item in going:
            name, digest = item.split("/", 1)[1].split("@")
            found = visitor.digest(name, digest)
            equal += found is None
            if found:
                wrong.append(f"{item} is still there")
        return equal, len(staying) + len(going), wrong


class Pruning(Mode):
    """Copies new images and prunes old ones in one plan."""

    name = "prune"

    def prepare(self):
        half = len(self.names) // 2
        self.machine.configure(self.source.host, self.names[:half + 4])
        self.machine.must("plan", "-c", "isc.yaml", "--to", self.place, *INSECURE)
        self.machine.must(*APPLY)
        self.machine.configure(self.source.host, self.names[half:])
        self.machine.must(
            "plan", "-c", "isc.yaml", "--to", self.place, "--prune", "--max-deletes", "100%", *INSECURE)

    def judge(self, plan):
        equal, items, wrong = super().judge(plan)
        visitor = Visitor(self.target)
        for item in plan["deletions"]:
            gone = visitor.digest(item["repository"].split("/", 1)[1], item["digest"]) is None
            equal += gone
            if not gone:
                wrong.append(f"{item['repository']}@{item['digest']} is still there")
        return equal, items + len(plan["deletions"]), wrong


class Restarting(Mode):
    """Kills the registry, not mirror: the run that is hit goes on by itself."""

    name = "registry restarts"
    images = 40

    def round(self, kills, length):
        self.count.rounds += 1
        self.begin()
        self.prepare()
        plan = self.machine.plan()
        victim = self.target if self.count.rounds % 2 else self.source
        process = self.machine.start(*self.command)
        try:
            process.wait(self.random.uniform(0.1, 0.8) * length)
        except subprocess.TimeoutExpired:
            victim.stop(signal.SIGKILL)
            self.count.kills += 1
            time.sleep(self.random.uniform(0.3, 6))
            victim.start()
        if process.wait(600) != 0:
            self.count.unfinished += 1
            self.count.problem(f"{self.name}: the apply that was hit ended with {process.returncode}")
            self.finish()
        equal, items, wrong = self.judge(plan)
        self.count.equal += equal
        self.count.items += items
        for text in wrong[:3]:
            self.count.problem(f"{self.name}: {text}")
        self.look_at_record(plan)


class TwoUsers(Mode):
    """Two users with homes of their own apply to one target from one repository at once, and then one prunes."""

    name = "two users"
    images = 9

    def measure(self):
        self.begin()
        self.machine.configure(self.source.host, self.names)
        self.machine.must("plan", "-c", "isc.yaml", "--to", self.place, *INSECURE)
        return self.machine.must(*APPLY)

    def round(self, kills, length):
        self.count.rounds += 1
        self.count.kills += 1
        self.begin()
        users = {
            "ada": (self.machine, self.names[:6]),
            "bob": (Machine(self.binary, self.folder / "machine", self.machine.site, "bob"),
                    self.names[:3] + self.names[6:]),
        }
        for user, (machine, names) in users.items():
            machine.configure(self.source.host, names, f"{user}.yaml")
            self.plan(user, machine)
        started = []
        for user, (machine, _) in users.items():
            started.append((user, machine, machine.start("apply", f"{user}.json", *INSECURE)))
            time.sleep(self.random.uniform(0, 0.3) * length)
        for user, machine, process in started:
            process.wait()
        for user, machine, process in started:
            if process.returncode != 0:
                self.again(user, machine)
        wanted = {image["destination"].split("/", 1)[1]: image["wanted_by"]
                  for path in (self.machine.site / "ledger").glob("*.json")
                  for image in json.loads(path.read_text())["images"]}
        visitor = Visitor(self.target)
        for user, (_, names) in users.items():
            for name in names:
                self.count.items += 1
                repository_name, tag = f"ocp/{name}".rsplit(":", 1)
                whole = not visitor.lacking(repository_name, tag, hashing=True)
                known = f"{user}.yaml" in wanted.get(f"ocp/{name}", [])
                self.count.equal += whole and known
                if not (whole and known):
                    self.count.lost += not known
                    self.count.problem(f"two users: {name} of {user}: whole: {whole}, in the ledger: {known}")
        self.prune(users)

    def plan(self, user, machine, *options):
        machine.must("plan", "-c", f"{user}.yaml", "--to", self.place, "-o", f"{user}.json", *options, *INSECURE)

    def again(self, user, machine):
        """What a person does who was refused: plan again, and apply that."""
        for _ in range(5):
            self.plan(user, machine)
            code, said = machine.run("apply", f"{user}.json", *INSECURE)
            if code == 0:
                return
        self.count.unfinished += 1
        self.count.problem(f"two users: {user} does not get through: {said.strip()[:200]}")

    def prune(self, users):
        """Ada wants her own images only: what Bob wants has to stay."""
        machine, names = users["ada"]
        machine.configure(self.source.host, names[3:], "ada.yaml")
        self.plan("ada", machine, "--prune", "--max-deletes", "100%")
        machine.must("apply", "ada.json", *INSECURE)
        visitor = Visitor(self.target)
        for name in users["bob"][1]:
            repository_name, tag = f"ocp/{name}".rsplit(":", 1)
            self.count.items += 1
            faults = visitor.lacking(repository_name, tag)
            self.count.equal += not faults
            if faults:
                self.count.problem(f"two users: what Bob wants was pruned: {faults[0]}")


def repository(item):
    name = item["destination"]
    return name.split("@")[0] if "@" in name else name.rsplit(":", 1)[0]


def last_line(text):
    lines = text.strip().splitlines()
    return lines[-1][:200] if lines else ""


#: Each mode with its share of the kills, and how often those are repeated that are not killed.
MODES = [
    (Mode, 0.22), (ToDisk, 0.14), (FromDisk, 0.14), (Deleting, 0.12), (Pruning, 0.10), (Recording, 0.16),
    (Planning, 0.12),
]
DISTURBED = [Restarting, TwoUsers]
