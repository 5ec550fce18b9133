# SPDX-License-Identifier: Apache-2.0
"""Runs every pipeline of examples/ci from clone to push, against a bare repository and registries on loopback.

usage: ci MIRROR SOURCE TARGET FOLDER

MIRROR is the tool, SOURCE a registry that has `tools/web:1.0`, TARGET an empty one, FOLDER an empty folder.
Prints one line for each pipeline; ends with 1 where one did something else than its comments say.
"""

import os
import subprocess
import sys
from pathlib import Path

from forge import Forge, git
from steps import GitHub, GitLab, Tekton

EXAMPLES = Path(__file__).parents[3] / "examples" / "ci"
TOKEN = "token-of-the-forge"


class Failed(Exception):
    """A pipeline did something else than it should."""


def require(holds, text):
    if not holds:
        raise Failed(text)


class Site:
    """One forge with one target, and its pipeline."""

    def __init__(self, name, merging, binary, source, target, folder):
        self.name = name
        self.merging = merging
        self.folder = Path(folder) / name
        self.folder.mkdir()
        self.jobs = 0
        self.image = f"{target}/{name}/tools/web:1.0"
        self.source = source
        home = self.folder / "home"
        home.mkdir()
        (home / "auth.json").write_text("{}", encoding="utf-8")
        (home / "token").write_text(TOKEN, encoding="utf-8")
        (home / "bin").mkdir()
        (home / "bin" / "mirror").symlink_to(binary)
        (home / "registries.conf").write_text(
            "".join(f'[[registry]]\nlocation = "{one}"\ninsecure = true\n' for one in (source, target)), encoding="utf-8"
        )
        self.environment = {
            "HOME": str(home),
            "PATH": f"{home}/bin:{os.environ['PATH']}",
            "CONTAINERS_REGISTRIES_CONF": str(home / "registries.conf"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "MIRROR_TO": f"docker://{target}/{name}",
        }
        people = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
                  for what, value in (("NAME", "Ada"), ("EMAIL", "ada@example.com"))}
        configuration = (
            "apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\n"
            f"mirror:\n  additionalImages:\n    - name: {source}/tools/web:1.0\n"
        )
        self.forge = Forge(self.folder / "forge", configuration, self.environment | people)

    def pipeline(self):
        """The pipeline as its forge would run it, with the variables that the forge sets."""
        home = self.environment["HOME"]
        repository = f"file://{self.forge.repository}"
        match self.name:
            case "github":
                context = {
                    "vars.MIRROR_TO": self.environment["MIRROR_TO"], "secrets.MIRROR_AUTH": "{}",
                    "github.token": TOKEN, "github.event.pull_request.number": "7",
                }
                variables = {
                    "GITHUB_HEAD_REF": "change", "GITHUB_REPOSITORY": "platform/mirror", "GITHUB_API_URL": self.forge.address,
                }
                return GitHub(EXAMPLES / "github" / "mirror.yaml", context), variables
            case "gitlab":
                return GitLab(EXAMPLES / "gitlab" / "gitlab-ci.yml"), {
                    "MIRROR_AUTH": f"{home}/auth.json", "MIRROR_PUSH_TOKEN": TOKEN, "CI_SERVER_HOST": "git.example.com",
                    "CI_PROJECT_URL": repository.removesuffix(".git"), "CI_API_V4_URL": self.forge.address,
                    "CI_PROJECT_ID": "12", "CI_MERGE_REQUEST_IID": "7", "CI_DEFAULT_BRANCH": "main",
                    "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "change",
                }
            case _:
                parameters = {
                    "repository": repository, "branch": "change", "comments": f"{self.forge.address}/comments",
                    "target": self.environment["MIRROR_TO"], "image": "not used here",
                }
                return Tekton(EXAMPLES / "tekton" / "mirror.yaml", parameters), {
                    "REGISTRY_AUTH_FILE": f"{home}/auth.json", "TOKEN_FILE": f"{home}/token",
                }

    def place(self, job):
        """Where a job begins: a checkout as the forge makes it, or an empty folder where the job clones itself."""
        self.jobs += 1
        name = f"{self.jobs}-{job}"
        if self.name == "tekton":
            place = self.folder / name
            place.mkdir()
            return place
        branch = "change" if job == "plan" else "main"
        return self.forge.checkout(name, branch, 1 if self.name == "github" and job != "apply" else None)

    def run(self, job, expected=0):
        pipeline, variables = self.pipeline()
        temporary = self.folder / f"{job}.tmp"
        temporary.mkdir(exist_ok=True)
        status = pipeline.run(job, self.place(job), self.environment | variables, str(temporary))
        require(status == expected, f"the job `{job}` ended with {status}, expected {expected}")

    def live(self):
        """The life of a pull request: planned, read, merged, applied, and looked after."""
        self.run("plan")
        plans = self.forge.files("change", "plans/*/plan.json")
        require(len(plans) == 1, f"expected one plan on the branch of the pull request, found {plans}")
        text = self.forge.read("change", plans[0].replace("plan.json", "plan.md"))
        require(len(self.forge.comments) == 1, f"expected one comment, found {len(self.forge.comments)}")
        _, token, comment = self.forge.comments[0]
        require(token == TOKEN, "the comment came without the token")
        require(comment.strip() == text.strip(), f"the comment is not the plan's text:\n{comment}\n---\n{text}")
        require(not self.exists(), "planning copied an image")

        self.forge.merge(self.merging)
        self.run("apply")
        require(self.exists(), f"{self.image} is not there after the apply")
        require(self.forge.commit("applied") == self.forge.commit("main"), "`applied` is not where `main` is")
        require(self.forge.files("applied", "receipts/*.json"), "no receipt was pushed")
        require(self.forge.files("applied", "cluster-resources/*.yaml"), "no manifests were pushed")

        self.run("drift")
        subprocess.run(
            ["skopeo", "delete", "--tls-verify=false", f"docker://{self.image}"], check=True, capture_output=True
        )
        self.run("drift", expected=2)
        objects = git("cat-file", "--batch-all-objects", "--batch", at=self.forge.repository, environment=self.environment)
        require(TOKEN not in objects, "the token is in the repository")

    def exists(self):
        return subprocess.run(
            ["skopeo", "inspect", "--raw", "--tls-verify=false", f"docker://{self.image}"],
            check=False, capture_output=True,
        ).returncode == 0


def main():
    binary, source, target, folder = sys.argv[1:]
    for name, merging in (("github", "merge"), ("gitlab", "squash"), ("tekton", "fast-forward")):
        site = Site(name, merging, os.path.realpath(binary), source, target, folder)
        try:
            site.live()
        except Failed as failure:
            sys.exit(f"{name}: {failure}")
        finally:
            site.forge.close()
        print(f"{name}: planned, commented, merged by {merging}, applied, and drift was found")


if __name__ == "__main__":
    main()
