# SPDX-License-Identifier: Apache-2.0
"""Compares the pipelines of examples/ci with the schemas of what reads them.

usage: lint.py CHECK_JSONSCHEMA

GitHub's and GitLab's schemas come with check-jsonschema. Tekton accepts any field in a Task, so its schema here, as Argo CD's, has
only the fields that our examples use, and refuses all others.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

HERE = Path(__file__).parent
EXAMPLES = Path(__file__).parents[3] / "examples" / "ci"
SCHEMAS = {"Task": "tekton-task.json", "Application": "argocd-application.json"}
# Kinds of Kubernetes itself: `oc apply --dry-run` knows them better than a schema of ours would.
PLAIN = {"CronJob", "ConfigMap"}


def check(program, *arguments):
    done = subprocess.run([program, *arguments], check=False, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}")


def main():
    program = sys.argv[1]
    check(program, "--builtin-schema", "vendor.github-workflows", str(EXAMPLES / "github" / "mirror.yaml"))
    check(
        program, "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci",
        str(EXAMPLES / "gitlab" / "gitlab-ci.yml"),
    )
    for path in (EXAMPLES / "tekton" / "mirror.yaml", EXAMPLES / "argocd" / "cluster-resources.yaml"):
        with open(path, encoding="utf-8") as file:
            documents = list(yaml.safe_load_all(file))
        documents += [yaml.safe_load(text) for one in documents for text in one.get("data", {}).values()]
        for document in documents:
            if document["kind"] in SCHEMAS:
                with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                    json.dump(document, file)
                    file.flush()
                    check(program, "--schemafile", str(HERE / "schemas" / SCHEMAS[document["kind"]]), file.name)
            elif document["kind"] not in PLAIN | {"TaskRun"}:
                sys.exit(f"{path}: there is no schema for {document['kind']}")
    print("the pipelines have the form that their readers expect")


if __name__ == "__main__":
    main()
