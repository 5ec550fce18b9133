# SPDX-License-Identifier: Apache-2.0
"""The modes in which mirror is disturbed by something else: a registry that is killed, another user."""
import json
import signal
import subprocess
import time

from machine import INSECURE, Machine
from mode import APPLY, Mode
from registry import Visitor


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
        self.machine.must("plan", "-c", "isc.yaml", "--to", self.place, "-o", "plan.json", *INSECURE)
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


MODES = [Restarting, TwoUsers]
