# SPDX-License-Identifier: Apache-2.0
"""A forge on loopback, as far as a pipeline meets it: a bare repository, and an address that takes comments."""

import http.server
import json
import subprocess
import threading
from pathlib import Path


def git(*arguments, at, environment):
    """Runs git in a folder; returns what it prints."""
    done = subprocess.run(
        ["git", *arguments], cwd=at, env=environment, check=True, capture_output=True, text=True, errors="replace"
    )
    return done.stdout.strip()


class Comments(http.server.BaseHTTPRequestHandler):
    """Keeps what is posted, with the token that came along."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ") or self.headers.get("PRIVATE-TOKEN", "")
        self.server.comments.append((self.path, token, json.loads(body)["body"]))
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_):
        pass


class Forge:
    """A repository with the branch `main`, and one of a pull request that adds the configuration."""

    def __init__(self, folder, configuration, environment):
        self.folder = Path(folder)
        self.environment = environment
        self.repository = self.folder / "site.git"
        self.folder.mkdir(parents=True)
        self.server = http.server.HTTPServer(("127.0.0.1", 0), Comments)
        self.server.comments = []
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self._git("init", "--quiet", "--bare", "--initial-branch", "main", str(self.repository), at=self.folder)
        author = self.clone("author")
        (author / "README.md").write_text("What our clusters get.\n", encoding="utf-8")
        self._git("add", ".", at=author)
        self._git("commit", "--quiet", "-m", "Begin", at=author)
        self._git("push", "--quiet", "origin", "HEAD:main", at=author)
        self._git("checkout", "--quiet", "-b", "change", at=author)
        (author / "isc.yaml").write_text(configuration, encoding="utf-8")
        self._git("add", ".", at=author)
        self._git("commit", "--quiet", "-m", "Mirror what we run", at=author)
        self._git("push", "--quiet", "origin", "change", at=author)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def comments(self):
        return self.server.comments

    def _git(self, *arguments, at):
        return git(*arguments, at=at, environment=self.environment)

    def clone(self, name):
        self._git("clone", "--quiet", str(self.repository), name, at=self.folder)
        return self.folder / name

    def checkout(self, name, branch, depth=None):
        """A checkout as pipelines make it: of a commit, with no branch, and only as deep as asked for."""
        place = self.folder / name
        place.mkdir()
        self._git("init", "--quiet", at=place)
        self._git("remote", "add", "origin", f"file://{self.repository}", at=place)
        deep = [f"--depth={depth}"] if depth else []
        self._git("fetch", "--quiet", *deep, "origin", f"+refs/heads/{branch}:refs/remotes/origin/{branch}", at=place)
        self._git("checkout", "--quiet", "--detach", f"refs/remotes/origin/{branch}", at=place)
        return place

    def merge(self, how):
        """Merges the pull request as a forge offers it: `merge`, `squash` or `fast-forward`."""
        place = self.clone("merging")
        if how == "squash":
            self._git("merge", "--quiet", "--squash", "origin/change", at=place)
            self._git("commit", "--quiet", "-m", "Mirror what we run (#1)", at=place)
        else:
            flag = "--no-ff" if how == "merge" else "--ff-only"
            self._git("merge", "--quiet", flag, "origin/change", at=place)
        self._git("push", "--quiet", "origin", "main", at=place)

    def files(self, branch, *patterns):
        """The paths on a branch that match."""
        names = self._git("ls-tree", "-r", "--name-only", branch, at=self.repository).splitlines()
        return [name for name in names if any(Path(name).match(pattern) for pattern in patterns)]

    def read(self, branch, path):
        return self._git("show", f"{branch}:{path}", at=self.repository)

    def commit(self, branch):
        return self._git("rev-parse", branch, at=self.repository)

    def close(self):
        self.server.shutdown()
        self.server.server_close()
