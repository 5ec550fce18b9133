// SPDX-License-Identifier: Apache-2.0

import GitStore

/// The driver by which git merges ledgers and receipts that two clones changed.
package enum MergeDriver {
    /// The name in `.gitattributes`: `ledger/*.json merge=mirror-ledger`.
    package static let name = "mirror-ledger"
    private static let title = "ledgers and receipts of mirror"
    private static let command = "mirror merge-ledger %O %A %B %P"

    /// Tells a repository of the driver, in its own configuration, and returns whether that was news; one that the user chose stays.
    static func register(in repository: AuditRepository) throws(AuditError) -> Bool {
        try auditing { () throws(GitError) -> Bool in
            try GitRepository(at: repository.root).registerMergeDriver(name, title: title, command: command)
        }
    }
}
