# SPDX-License-Identifier: Apache-2.0
"""A user's machine: a home, an audit repository, and `mirror` running there and being killed."""
import json
import os
import signal
import subprocess
import time
from pathlib import Path

INSECURE = ["--src-tls-verify=false", "--dest-tls-verify=false"]


class Machine:
    """A user with a home; several users may share a repository."""

    def __init__(self, binary, folder, site=None, user="ada"):
        self.binary = binary
        self.home = Path(folder) / user
        self.site = Path(site or Path(folder) / "site")
        self.temporary = Path(folder) / f"{user}-tmp"
        for path in (self.home, self.site, self.temporary):
            path.mkdir(parents=True, exist_ok=True)
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": str(self.home), "TMPDIR": str(self.temporary), "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": user, "GIT_AUTHOR_EMAIL": f"{user}@example.com",
            "GIT_COMMITTER_NAME": user, "GIT_COMMITTER_EMAIL": f"{user}@example.com",
        }

    def configure(self, host, names, name="isc.yaml", kind="ImageSetConfiguration"):
        section = "mirror" if kind == "ImageSetConfiguration" else "delete"
        images = "".join(f"    - name: {host}/{image}\n" for image in names)
        (self.site / name).write_text(
            f"apiVersion: mirror.openshift.io/v2alpha1\nkind: {kind}\n{section}:\n  additionalImages:\n{images}")

    def start(self, *arguments, output=subprocess.DEVNULL):
        return subprocess.Popen(
            [self.binary, *arguments], cwd=self.site, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL)

    def run(self, *arguments):
        """Runs mirror to its end: the exit code, and what it said."""
        done = subprocess.run(
            [self.binary, *arguments], cwd=self.site, env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, timeout=900)
        return done.returncode, (done.stdout + done.stderr).decode(errors="replace")

    def must(self, *arguments):
        """Runs mirror, which has to succeed; the seconds that it took."""
        began = time.monotonic()
        code, said = self.run(*arguments)
        if code != 0:
            raise Failure(f"mirror {' '.join(arguments)} ended with {code}\n{said[-2000:]}")
        return time.monotonic() - began

    def kill_after(self, seconds, *arguments):
        """Starts mirror and kills it; whether it was still running then."""
        process = self.start(*arguments)
        try:
            process.wait(seconds)
            return False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return True

    def plan(self, name="plan.json"):
        return json.loads((self.site / name).read_text())

    def git(self, *arguments):
        done = subprocess.run(
            ["git", "-C", self.site, *arguments], env=self.environment, capture_output=True, text=True)
        return done.returncode, done.stdout.strip()

    def locks(self):
        """The lock files of git that were left behind; ours stays, and means nothing by itself."""
        return [path for path in (self.site / ".git").rglob("*.lock") if path.name != "mirror.lock"]

    def litter(self, *others):
        """Files that only a run that is under way has any use for."""
        folders = [self.home, self.site, self.temporary, *others]
        found = [path for folder in folders for path in folder.rglob("*") if path.is_file() and is_temporary(path)]
        return found + [path for path in self.temporary.iterdir()]

    def lost_records(self, plan):
        """What is missing of the record of a plan that was applied completely."""
        short = plan["id"].removeprefix("sha256:")[:12]
        lost = []
        receipt = self.site / f"receipts/{short}.json"
        if not receipt.exists() or not json.loads(receipt.read_text()).get("complete"):
            lost.append("the receipt")
        ledgers = [json.loads(path.read_text()) for path in (self.site / "ledger").glob("*.json")]
        if not any(ledger.get("last_plan") == plan["id"] for ledger in ledgers):
            lost.append("the ledger")
        _, log = self.git("log", "--format=%s%n%b")
        if f"Apply {short}" not in log or "Result: complete" not in log:
            lost.append("the commit")
        _, changed = self.git("status", "--porcelain", "ledger", "receipts", "plans", "cluster-resources")
        if changed:
            lost.append(f"uncommitted: {changed}")
        if self.git("fsck", "--strict")[0] != 0:
            lost.append("git fsck finds the repository damaged")
        return lost


def is_temporary(path):
    """Whether a file is one that a run makes to be renamed or removed; what git's own `gc` removes is git's."""
    if ".git" in path.parts and "objects" in path.parts:
        return False
    if path.suffix in (".partial", ".tmp", ".draft", ".temporary") or path.name.startswith((".dat", ".mirror-")):
        return True
    return "journals" in path.parts or "drafts" in path.parts


class Failure(Exception):
    """Something that nobody disturbed went wrong, so that what follows would say nothing."""
