// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Foundation
package import Ledger
import Plans

/// The names that configurations had before, as a ledger still has them.
package struct FormerNames {
    /// Those that the user says are this configuration's.
    package let names: [String]
    private let ledger: TargetLedger
    /// Whether a configuration of a name is still there.
    private let isThere: (String) -> Bool

    /// Throws where a name is not in the ledger: it would have no effect, and was meant to.
    package init(_ names: [String], ledger: TargetLedger, trail: AuditTrail) throws {
        let root = URL(filePath: "\(trail.root)/")
        try self.init(names, ledger: ledger) {
            FileManager.default.fileExists(atPath: URL(filePath: $0, relativeTo: root).path)
        }
    }

    init(_ names: [String], ledger: TargetLedger, isThere: @escaping (String) -> Bool) throws {
        self.names = names
        self.ledger = ledger
        self.isThere = isThere
        if let name = names.first(where: isThere) { throw FormerNameError.present(name: name) }
        let known = Set(ledger.entries.values.flatMap { $0.wantedBy + $0.placedBy }).sorted()
        if let name = names.first(where: { !known.contains($0) }) {
            throw FormerNameError.unknown(name: name, target: ledger.target, known: known)
        }
    }

    /// Configurations that want images, and that are not there any more: what they want never goes.
    package func unknown(besides name: String) -> [Finding] {
        let counts = ledger.entries.values.reduce(into: [String: Int]()) { counts, entry in
            for name in entry.wantedBy { counts[name, default: 0] += 1 }
        }
        let lost = counts.filter { other, _ in other != name && !names.contains(other) && !isThere(other) }
        return lost.sorted { $0.key < $1.key }.map { other, count in
            Finding(
                .warning,
                .lostConfiguration,
                "\(other) wants \(counted(count, "image")) by the ledger, and there is no such file, so they stay",
                remedy: "If \(name) is its new name, add \(OptionName.formerly) \(shellArgument(other))."
            )
        }
    }
}
