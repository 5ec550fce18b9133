// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Diagnostics

/// The reference that a commit moves, and the commit that it continues.
///
/// A reference only moves forward: the new commit continues both the reference and HEAD.
struct CommitBase {
    /// The full name of the reference.
    let reference: String
    /// The commit at the reference; `nil` if it does not exist yet.
    let tip: String?
    /// The commit that is continued: HEAD or the tip, whichever is newer.
    let parent: GitTree
    private let head: GitTree

    init(of repository: borrowing GitRepository, _ place: CommitPlace) throws(GitError) {
        head = try GitTree(headOf: repository)
        guard let name = place.reference else {
            reference = try repository.branchReference()
            tip = head.commitID
            parent = head
            return
        }
        reference = name
        try repository.requireFree(name)
        guard var oid = try repository.commit(at: name) else {
            tip = nil
            parent = head
            return
        }
        let tip = unsafe GitRepository.text(&oid)
        self.tip = tip
        let present = try GitTree(oid, of: repository)
        guard let start = head.commitID else {
            parent = present
            return
        }
        if try repository.isAncestor(tip, of: start) {
            parent = head
        } else if try repository.isAncestor(start, of: tip) {
            parent = present
        } else if case .bundle = place {
            // The commits of an earlier bundle were delivered or given up.
            parent = head
        } else {
            throw repository.diverged(name, at: tip, from: start)
        }
    }

    /// Whether HEAD is still where it was; whoever moves the reference checks that itself.
    func isCurrent(in repository: borrowing GitRepository) throws(GitError) -> Bool { try head.isHead(of: repository) }

    /// The commit at HEAD.
    var headCommit: String? { head.commitID }
}

extension GitRepository {
    /// The commit that the next commit to a place continues; `nil` if it will be the first.
    package func parent(of place: CommitPlace) throws(GitError) -> String? {
        try CommitBase(of: self, place).parent.commitID
    }

    /// The full name of the branch that HEAD is on, even if it has no commit yet.
    func branchReference() throws(GitError) -> String {
        switch try head() {
        case .branch(let name, _), .unborn(let name): name.hasPrefix("refs/") ? name : "refs/heads/\(name)"
        case .detached(let commit): throw detached(at: commit)
        }
    }

    /// The error that HEAD is on no branch, with the ways to commit nevertheless.
    func detached(at commit: String) -> GitError {
        GitError(
            .detached,
            "commit to",
            root,
            "HEAD is detached at \(commit.prefix(12)), as CI checks out: the commit would be on no branch",
            remedy: "say where it goes: \(OptionName.branch) NAME (a local branch), \(OptionName.commitTo) refs/… "
                + "(any reference) or \(OptionName.bundle) FILE (for the pipeline to push); "
                + "or check out a branch: git switch <branch>"
        )
    }

    fileprivate func diverged(_ name: String, at tip: String, from head: String) -> GitError {
        let known = isShallow ? ", as far as this shallow clone knows (git fetch --unshallow gets the rest)" : ""
        return GitError(
            .diverged,
            "commit to",
            root,
            "\(name) is at \(tip.prefix(12)), HEAD at \(head.prefix(12)), and neither continues the other\(known)",
            remedy: "merge one into the other, or name another place; commits are never lost by force"
        )
    }

    /// Fails if a commit cannot move this reference: it is symbolic, checked out elsewhere, or its name is taken.
    fileprivate func requireFree(_ name: String) throws(GitError) {
        func refusal(_ message: String) -> GitError {
            GitError(.path, "commit to", "\(name) in \(root)", message, remedy: "name another reference")
        }
        var reference: OpaquePointer?
        defer { unsafe git_reference_free(reference) }
        if unsafe git_reference_lookup(&reference, handle.pointer, name) == 0 {
            guard unsafe git_reference_symbolic_target(reference) == nil else {
                throw refusal("it is a symbolic reference")
            }
            guard let oid = unsafe git_reference_target(reference), try isCommit(unsafe oid.pointee) else {
                throw refusal("it does not lead to a commit")
            }
            let isHere = (try? branchReference()) == name
            let isElsewhere = unsafe git_branch_is_checked_out(reference) == 1
            guard isHere || !isElsewhere else {
                throw refusal("this branch is checked out in another working tree")
            }
            return
        }
        for other in try references() where other.hasPrefix("\(name)/") || name.hasPrefix("\(other)/") {
            throw refusal("git cannot have it beside \(other)")
        }
    }

    private func isCommit(_ oid: git_oid) throws(GitError) -> Bool {
        var oid = oid
        var object: OpaquePointer?
        defer { unsafe git_object_free(object) }
        try check(unsafe git_object_lookup(&object, handle.pointer, &oid, GIT_OBJECT_ANY), "read an object of", root)
        return unsafe git_object_type(object) == GIT_OBJECT_COMMIT
    }

    /// The full names of all references.
    func references() throws(GitError) -> [String] {
        var names = unsafe git_strarray()
        try check(unsafe git_reference_list(&names, handle.pointer), "list the references of", root)
        defer { unsafe git_strarray_dispose(&names) }
        let count = unsafe names.count
        return (0..<count).compactMap { number in
            guard let name = unsafe names.strings[number] else { return nil }
            return unsafe String(cString: name)
        }
    }
}
