// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Foundation

/// The position of a repository's HEAD.
package enum GitHead: Sendable, Equatable {
    /// At the tip of a branch.
    case branch(name: String, commit: String)
    /// At a branch that has no commit yet.
    case unborn(name: String)
    /// At a commit, on no branch.
    case detached(commit: String)
}

extension GitRepository {
    /// Reads the position of HEAD.
    package func head() throws(GitError) -> GitHead {
        let operation = "read HEAD of"
        let pointer = unsafe handle.pointer
        let symbolic = try GitHandle(operation, root, free: { unsafe git_reference_free($0) }) {
            unsafe git_reference_lookup(&$0, pointer, "HEAD")
        }
        guard let target = unsafe git_reference_symbolic_target(symbolic.pointer) else {
            guard let oid = unsafe git_reference_target(symbolic.pointer) else {
                throw GitError(.other, operation, root, "it is neither at a branch nor at a commit")
            }
            return .detached(commit: unsafe GitRepository.text(oid))
        }
        let reference = unsafe String(cString: target)
        let name = reference.hasPrefix("refs/heads/") ? String(reference.dropFirst(11)) : reference
        guard var oid = try commit(at: "HEAD") else { return .unborn(name: name) }
        return .branch(name: name, commit: unsafe GitRepository.text(&oid))
    }

    /// The commit that a reference leads to; `nil` if the branch has no commit yet.
    func commit(at reference: String) throws(GitError) -> git_oid? {
        var oid = git_oid()
        let status = unsafe git_reference_name_to_id(&oid, handle.pointer, reference)
        if status == GIT_ENOTFOUND.rawValue { return nil }
        try check(status, "read \(reference) of", root)
        return oid
    }

    /// Fails if another process holds, or has left behind, a git lock that a commit needs.
    package func requireUnlocked(_ place: CommitPlace = .head) throws(GitError) {
        var locks = ["\(gitDirectory)/index.lock"]
        if let reference = place.reference ?? (try? branchReference()) {
            locks.append("\(commonDirectory)/\(reference).lock")
        }
        for lock in locks {
            // An editor that looks at the repository holds the lock for a moment.
            for _ in 0..<100 where unsafe access(lock, F_OK) == 0 { usleep(20_000) }
            guard unsafe access(lock, F_OK) != 0 else { throw GitError(locked: lock) }
        }
    }

    /// Fails if this user has no permission to write the files that a commit needs.
    package func requireWritable() throws(GitError) {
        for folder in [root, gitDirectory, "\(commonDirectory)/objects", "\(commonDirectory)/refs/heads"]
        where unsafe access(folder, W_OK | X_OK) != 0 && errno != ENOENT {
            throw GitError(.path, "write to", folder, systemMessage())
        }
    }

    /// The unfinished operation, such as `merge`, in git's words; `nil` if no operation is unfinished.
    package func unfinishedOperation() -> String? {
        switch unsafe git_repository_state_t(UInt32(max(0, git_repository_state(handle.pointer)))) {
        case GIT_REPOSITORY_STATE_MERGE: "merge"
        case GIT_REPOSITORY_STATE_REVERT, GIT_REPOSITORY_STATE_REVERT_SEQUENCE: "revert"
        case GIT_REPOSITORY_STATE_CHERRYPICK, GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE: "cherry-pick"
        case GIT_REPOSITORY_STATE_REBASE, GIT_REPOSITORY_STATE_REBASE_INTERACTIVE,
            GIT_REPOSITORY_STATE_REBASE_MERGE, GIT_REPOSITORY_STATE_APPLY_MAILBOX_OR_REBASE:
            "rebase"
        case GIT_REPOSITORY_STATE_APPLY_MAILBOX: "am"
        default: nil
        }
    }

    /// Fails with a remedy if no commit can be made there now: HEAD is on no branch, or a merge is not finished.
    ///
    /// A commit on no branch would be lost with the next checkout, so none is made.
    package func requireCommittable(_ place: CommitPlace = .head) throws(GitError) {
        if let unfinished = unfinishedOperation() {
            throw GitError(
                .busy,
                "commit to",
                root,
                "a \(unfinished) is in progress",
                remedy: "finish it first: git \(unfinished) --continue, or git \(unfinished) --abort"
            )
        }
        if place == .head, case .detached(let commit) = try head() { throw detached(at: commit) }
    }

    static func text(_ oid: UnsafePointer<git_oid>) -> String {
        // 40 digits and the terminating zero.
        var digits = [CChar](repeating: 0, count: 41)
        unsafe git_oid_tostr(&digits, digits.count, oid)
        return String(decoding: digits.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
