# SPDX-License-Identifier: Apache-2.0
"""The steps of the pipelines in examples/ci, as programs that run here.

Each pipeline becomes a list of `Step`s by reading its file, so that what is tested is what users copy.
"""

import re
import subprocess
from dataclasses import dataclass, field

import yaml


@dataclass
class Step:
    """A script, with the variables that the file gives to it alone."""

    script: str
    environment: dict = field(default_factory=dict)
    condition: str = ""


class GitHub:
    """A workflow of GitHub Actions: expressions are looked up in `context`, files of commands are read between steps."""

    def __init__(self, path, context):
        self.context = dict(context)
        with open(path, encoding="utf-8") as file:
            self.workflow = yaml.safe_load(file)

    def _expand(self, value):
        def known(match):
            name = match[1].strip()
            if name not in self.context:
                raise KeyError(f"the pipeline uses ${{{{ {name} }}}}, which this forge does not give it")
            return self.context[name]

        return re.sub(r"\$\{\{(.*?)\}\}", known, str(value))

    def run(self, job, directory, environment, temporary):
        """Runs a job; returns its exit code."""
        settings = self.workflow["jobs"][job]
        files = {name: f"{temporary}/{name.lower()}" for name in ("GITHUB_ENV", "GITHUB_OUTPUT")}
        for name in files.values():
            open(name, "w", encoding="utf-8").close()
        variables = environment | files | {"RUNNER_TEMP": temporary}
        variables |= {name: self._expand(value) for name, value in self.workflow.get("env", {}).items()}
        for step in settings["steps"]:
            if "run" not in step or not self._holds(step.get("if", "")):
                continue
            own = {name: self._expand(value) for name, value in step.get("env", {}).items()}
            status = run_script("set -eo pipefail\n" + self._expand(step["run"]), directory, variables | own)
            if status != 0:
                return status
            variables |= read_pairs(files["GITHUB_ENV"])
            if "id" in step:
                outputs = read_pairs(files["GITHUB_OUTPUT"])
                self.context |= {f"steps.{step['id']}.outputs.{key}": value for key, value in outputs.items()}
        return 0

    def _holds(self, condition):
        match = re.fullmatch(r"(\S+) == '(.*)'", condition)
        return not condition or self.context.get(match[1], "") == match[2]


class GitLab:
    """A pipeline of GitLab: the lines of a job are one script, variables are plain ones of the shell."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.pipeline = yaml.safe_load(file)

    def run(self, job, directory, environment, _temporary):
        lines = self.pipeline["default"]["before_script"] + self.pipeline[job]["script"]
        return run_script("set -eo pipefail\n" + "\n".join(lines), directory, environment)


class Tekton:
    """A Task of Tekton: `$(params.x)` is replaced as the controller does, and each script runs by its first line."""

    def __init__(self, path, parameters):
        with open(path, encoding="utf-8") as file:
            documents = list(yaml.safe_load_all(file))
        self.tasks = {one["metadata"]["name"]: one["spec"] for one in documents if one["kind"] == "Task"}
        self.parameters = parameters

    def _expand(self, text):
        return re.sub(r"\$\(params\.([a-z]+)\)", lambda match: self.parameters[match[1]], text)

    def run(self, job, directory, environment, _temporary):
        for step in self.tasks[f"mirror-{job}"]["steps"]:
            own = {one["name"]: self._expand(one["value"]) for one in step["env"]}
            # What a volume brings is where the test put it.
            own = {name: environment.get(name, value) if value.startswith("/secrets/") else value for name, value in own.items()}
            status = run_script(self._expand(step["script"]), directory, environment | own)
            if status != 0:
                return status
        return 0


def run_script(script, directory, environment):
    """Runs a script by bash in a folder; returns its exit code."""
    return subprocess.run(["bash", "-c", script], cwd=directory, env=environment, check=False).returncode


def read_pairs(path):
    """The lines `name=value` of a file of commands."""
    with open(path, encoding="utf-8") as file:
        return dict(line.rstrip("\n").split("=", 1) for line in file if "=" in line)
