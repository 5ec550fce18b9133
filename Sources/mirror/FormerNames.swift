// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Ledger
import Plans

/// The names that configurations had before, as a ledger still has them.
struct FormerNames {
    /// Those that the user says are this configuration's.
    let names: [String]
    private let ledger: TargetLedger
    private let trail: AuditTrail

    /// Throws where a name is not in the ledger: it would have no effect, and was meant to.
    init(_ names: [String], ledger: TargetLedger, trail: AuditTrail) throws {
        self.names = names
        self.ledger = ledger
        self.trail = trail
        let known = Self.names(in: ledger)
        for name in names where Self.isThere(name, in: trail) {
            throw CommandError(
                """
                --formerly \(name): that configuration is still there, and what it wants would be pruned as if it were not
                Remove the file \(name) if it has a new name, or leave the option out.
                """
            )
        }
        for name in names where !known.contains(name) {
            let nearest = nearestName(to: name, among: known.sorted()).map { "did you mean `\($0)`?" }
            throw CommandError(
                """
                --formerly \(name): the ledger of \(ledger.target) knows no configuration of that name
                \(nearest ?? "It knows \(known.isEmpty ? "none" : known.sorted().joined(separator: ", ")).")
                """
            )
        }
    }

    private static func isThere(_ name: String, in trail: AuditTrail) -> Bool {
        FileManager.default.fileExists(atPath: URL(filePath: name, relativeTo: URL(filePath: "\(trail.root)/")).path)
    }

    private static func names(in ledger: TargetLedger) -> Set<String> {
        ledger.entries.values.reduce(into: []) { $0.formUnion($1.wantedBy + $1.placedBy) }
    }

    /// Configurations that want images, and that are not there any more: what they want never goes.
    func unknown(besides name: String) -> [Check] {
        let counts = ledger.entries.values.reduce(into: [String: Int]()) { counts, entry in
            for name in entry.wantedBy { counts[name, default: 0] += 1 }
        }
        let lost = counts.filter { other, _ in
            other != name && !names.contains(other) && !Self.isThere(other, in: trail)
        }
        return lost.sorted { $0.key < $1.key }.map { other, count in
            Check(
                .warning,
                "lost-configuration",
                """
                \(other) wants \(counted(count, "image")) by the ledger, and there is no such file, so they stay
                If \(name) is its new name, add --formerly \(shellArgument(other)).
                """
            )
        }
    }
}
