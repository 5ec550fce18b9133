# SPDX-License-Identifier: Apache-2.0
"""The modes in which mirror is killed."""
import shutil
import signal
import subprocess
import time

from machine import INSECURE, Machine
from mode import APPLY, Mode, last_line, repository
from registry import Registry, Visitor


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
        return ["plan", "-c", "isc.yaml", "--to", self.place, "-o", "plan.json", *INSECURE]

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
        self.machine.must("plan", "-c", "isc.yaml", "--to", self.place, "--archive-size", "4MiB", "-o", "plan.json", *INSECURE)

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
        maker.must("plan", "-c", "isc.yaml", "--to", f"file://{self.disk}", "-o", "plan.json", *INSECURE)
        maker.must(*APPLY)
        self.source.stop()
        return self

    def prepare(self):
        self.machine.configure(self.source.host, self.names)
        self.machine.must(
            "plan", "-c", "isc.yaml", "--from", f"file://{self.disk}", "--to", self.place, "-o", "plan.json", *INSECURE)


class Deleting(Mode):
    """Deletes every second image; the others stay whole."""

    name = "deletions"

    def prepare(self):
        super().prepare()
        self.machine.must(*APPLY)
        self.first = self.machine.plan()
        self.machine.configure(self.source.host, self.names[::2])
        self.machine.must("plan", "-c", "isc.yaml", "--to", self.place, "-o", "plan.json", *INSECURE)
        self.machine.must(*APPLY)
        self.machine.configure(self.source.host, self.names[1::2], "old.yaml", "DeleteImageSetConfiguration")
        self.machine.must("delete", "plan", "-c", "old.yaml", "--to", self.place, "--keep", "isc.yaml", "-o", "plan.json", *INSECURE)

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
        self.machine.must("plan", "-c", "isc.yaml", "--to", self.place, "-o", "plan.json", *INSECURE)
        self.machine.must(*APPLY)
        self.machine.configure(self.source.host, self.names[half:])
        self.machine.must(
            "plan", "-c", "isc.yaml", "--to", self.place, "--prune", "--max-deletes", "100%", "-o", "plan.json", *INSECURE)

    def judge(self, plan):
        equal, items, wrong = super().judge(plan)
        visitor = Visitor(self.target)
        for item in plan["deletions"]:
            gone = visitor.digest(item["repository"].split("/", 1)[1], item["digest"]) is None
            equal += gone
            if not gone:
                wrong.append(f"{item['repository']}@{item['digest']} is still there")
        return equal, items + len(plan["deletions"]), wrong


#: Each mode with its share of the kills.
MODES = [
    (Mode, 0.22), (ToDisk, 0.14), (FromDisk, 0.14), (Deleting, 0.12), (Pruning, 0.10), (Recording, 0.16),
    (Planning, 0.12),
]
