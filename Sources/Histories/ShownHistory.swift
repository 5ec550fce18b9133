// SPDX-License-Identifier: Apache-2.0

package import Audit
package import Ledger
package import OCI

/// The history of an archive, with the configurations of its plans.
package struct ShownHistory: Sendable {
    /// The archive; `nil` if no archive has a history.
    package let target: String?
    /// The folder in which histories were looked for.
    package let root: String
    package let history: ArchiveHistory
    /// The paths of the configurations by the ids of their plans, as far as they are recorded.
    package let configurations: [Digest: String]

    package init(of target: String?, in trail: AuditTrail) throws {
        let history = try target.flatMap { try trail.ledger(of: $0)?.archive } ?? ArchiveHistory()
        self.target = target
        self.root = trail.root
        self.history = history
        configurations = try (history.sets + history.forgotten).reduce(into: [:]) { names, set in
            names[set.plan] = try trail.configuration(of: set.plan)
        }
    }
}
