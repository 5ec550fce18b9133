// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension GitRepository {
    /// Writes the commits that HEAD does not have into a bundle file, which `git fetch` reads like a remote.
    ///
    /// libgit2 cannot write bundles, so `git` does. Without new commits no file is written.
    func writeBundle(_ path: String, _ environment: [String: String]) throws(GitError) {
        let head = try commit(named: "HEAD")
        guard let tip = try commit(named: CommitPlace.bundled), tip != head else { return }
        if let head, try isAncestor(tip, of: head) { return }
        let operation = "write the bundle"
        let command =
            ["git", "bundle", "create", "--quiet", path, CommitPlace.bundled] + (head.map { ["^\($0)"] } ?? [])
        let run: GitProgram.Run
        do throws(GitError) {
            run = try GitProgram(command, in: root, environment).run()
        } catch {
            throw GitError(
                .program,
                operation,
                path,
                "only `git` can write it: \(error.message)",
                remedy: "install git, or use \(OptionName.branch) NAME instead"
            )
        }
        guard run.status == 0 else {
            let reason = run.errors.split(separator: "\n").last.map(String.init)
            throw GitError(.program, operation, path, reason ?? "git failed")
        }
    }
}
