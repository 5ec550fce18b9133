// SPDX-License-Identifier: Apache-2.0

/// The files that a command wrote into the audit trail, and their commit.
package struct WrittenFiles: Sendable, Equatable {
    /// The absolute path of the trail's folder.
    package let root: String
    /// The paths of the files that are new or changed, sorted.
    package let written: [String]
    /// The paths of the files that were removed, sorted.
    package let removed: [String]
    /// The commit that has them; `nil` if nothing was committed.
    package let commit: String?
    /// Whether the repository was made for it.
    package let madeRepository: Bool
    /// Whether `git push` brings the commit to a remote.
    package let canBePushed: Bool
    /// Whether git was told of the merge driver for ledgers.
    package var registeredDriver = false
    /// The bundle file with the commit, if it goes into one.
    package let bundle: String?

    package init(
        root: String,
        written: [String] = [],
        removed: [String] = [],
        commit: String? = nil,
        madeRepository: Bool = false,
        canBePushed: Bool = false,
        bundle: String? = nil
    ) {
        self.root = root
        self.written = written
        self.removed = removed
        self.commit = commit
        self.madeRepository = madeRepository
        self.canBePushed = canBePushed
        self.bundle = bundle
    }

    /// Whether nothing was written, removed or committed.
    package var isEmpty: Bool { written.isEmpty && removed.isEmpty && commit == nil }
}
