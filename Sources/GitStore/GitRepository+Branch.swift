// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Foundation

extension GitRepository {
    /// Moves a reference to a commit, if it is still where it was, and adds a line to the logs.
    ///
    /// libgit2 creates its lock file before it fills it. After a kill, nobody could tell whose file that is.
    func move(
        _ base: CommitBase,
        to commit: String,
        _ change: GitChange,
        in scratch: GitScratch
    ) throws(GitError) {
        let reference = base.reference
        let path = "\(commonDirectory)/\(reference)"
        let lock = "\(path).lock"
        try makeFolders(above: reference)
        try scratch.write(Array("\(commit)\n".utf8), to: scratch.branch)
        defer { unsafe unlink(scratch.branch) }
        try scratch.link(scratch.branch, as: lock)
        var isMoved = false
        defer { if !isMoved { unsafe unlink(lock) } }
        var found: String?
        if var present = try self.commit(at: reference) { unsafe found = Self.text(&present) }
        guard found == base.tip else { throw GitError(status: GIT_EMODIFIED.rawValue, "commit to", root) }
        // git leaves empty folders behind for deleted branches.
        unsafe rmdir(path)
        guard unsafe rename(lock, path) == 0 else { throw GitError(.other, "write", path, systemMessage()) }
        isMoved = true
        try log(reference, from: base.tip, to: commit, change)
    }

    private func makeFolders(above reference: String) throws(GitError) {
        let mode = try sharing().mode(ofNewFolder: 0o777)
        var path = commonDirectory
        for name in reference.split(separator: "/").dropLast() {
            path += "/\(name)"
            if unsafe mkdir(path, 0o777) == 0 {
                unsafe chmod(path, mode)
            } else if errno != EEXIST {
                throw GitError(.other, "make the folder", path, systemMessage())
            }
        }
    }

    /// Adds a line to the logs of the reference, and of HEAD if it is there, if git keeps them.
    private func log(_ reference: String, from old: String?, to new: String, _ change: GitChange) throws(GitError) {
        let keeps = try GitConfiguration(of: self).flag("core.logAllRefUpdates", default: true)
        let committer = try GitSignature(change.committer, at: change.time, root)
        let subject = change.message.prefix { !$0.isNewline }
        let offset = abs(change.time.offset)
        let zone = String(format: "%@%02d%02d", change.time.offset < 0 ? "-" : "+", offset / 60, offset % 60)
        let line =
            "\(old ?? String(repeating: "0", count: 40)) \(new) \(committer.name) <\(committer.email)> "
            + "\(change.time.seconds) \(zone)\tcommit\(old == nil ? " (initial)" : ""): \(subject)\n"
        let mode = try sharing().mode(ofNew: 0o666)
        let isAtHead = (try? branchReference()) == reference
        for path in ["\(commonDirectory)/logs/\(reference)"] + (isAtHead ? ["\(gitDirectory)/logs/HEAD"] : []) {
            let isThere = unsafe access(path, F_OK) == 0
            // git keeps no logs of references of other kinds.
            guard keeps && (isAtHead || reference.hasPrefix("refs/heads/")) || isThere else { continue }
            if path.hasPrefix("\(commonDirectory)/logs/refs/") { try makeFolders(above: "logs/\(reference)") }
            // The branch has already moved, even if the log cannot be written.
            let opened = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o666)
            guard opened >= 0 else { continue }
            let file = FileDescriptor(opened, path: path)
            if !isThere { fchmod(file.number, mode) }
            try? file.writeAll(Array(line.utf8))
        }
    }

    /// Lets the group write to the folders of new objects if the repository is shared; libgit2 does not.
    func shareObjects() throws(GitError) {
        let sharing = try sharing()
        guard sharing != .umask else { return }
        let mode = sharing.mode(ofNewFolder: 0o777)
        for number in 0..<256 {
            let folder = "\(commonDirectory)/objects/" + String(format: "%02x", number)
            var status = stat()
            guard unsafe lstat(folder, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o7777 != mode
            else { continue }
            unsafe chmod(folder, mode)
        }
    }
}
