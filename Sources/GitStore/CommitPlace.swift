// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import CLibGit2

/// The place for new commits.
package enum CommitPlace: Sendable, Hashable, Codable {
    /// The branch at HEAD.
    case head
    /// A reference by its full name, such as `refs/heads/plans`; HEAD stays where it is.
    case reference(String)
    /// A bundle file by its absolute path, for somebody else to push; no branch moves.
    case bundle(String)

    /// The reference that keeps the commits of bundles, so that the next bundle continues them.
    package static let bundled = "refs/mirror/record"

    /// A local branch by its name, with or without `refs/heads/`.
    package init(branch name: String) throws(GitError) {
        let short = name.hasPrefix("refs/heads/") ? String(name.dropFirst(11)) : name
        GitLibrary.started
        var isValid: CInt = 0
        guard unsafe git_branch_name_is_valid(&isValid, short) == 0, isValid == 1, !short.hasPrefix("refs/") else {
            throw GitError(
                .path,
                "use the branch",
                "`\(name.escapingControls)`",
                "git does not allow this name",
                remedy: "name a local branch, such as \(OptionName.branch) mirror-plans"
            )
        }
        self = .reference("refs/heads/\(short)")
    }

    /// A reference by its full name.
    package init(reference name: String) throws(GitError) {
        GitLibrary.started
        var isValid: CInt = 0
        guard name.hasPrefix("refs/"), unsafe git_reference_name_is_valid(&isValid, name) == 0, isValid == 1 else {
            throw GitError(
                .path,
                "use the reference",
                "`\(name.escapingControls)`",
                "expected a full name that git allows",
                remedy: "begin with refs/, such as \(OptionName.commitTo) refs/heads/mirror-plans"
            )
        }
        self = .reference(name)
    }

    /// The path of the bundle file, if commits go into one.
    package var bundle: String? {
        guard case .bundle(let path) = self else { return nil }
        return path
    }

    /// The reference that moves; `nil` for the one at HEAD.
    var reference: String? {
        switch self {
        case .head: nil
        case .reference(let name): name
        case .bundle: Self.bundled
        }
    }
}
