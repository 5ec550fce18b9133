// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
package import OCI
import Plans

/// A note that the ledger of a target was given up, beside the ledgers of the others.
///
/// The receipts of its applies stay, and without the note they would look like those of a lost ledger.
package struct ForgottenTarget: Sendable, Equatable, Codable {
    var formatVersion = "1.0"
    package let target: String
    /// The histories that ended, by the ids of their first plans; sorted.
    package var lineages: [Digest]
    /// The target's new name, if its ledger was moved.
    package var movedTo: String?

    enum CodingKeys: String, CodingKey {
        case target, lineages
        case formatVersion = "format_version"
        case movedTo = "moved_to"
    }

    /// The path of the note in the audit repository.
    static func path(of target: String) -> String { "ledger/\(LedgerFile.name(of: target))\(ending)" }

    private static let ending = ".forgotten"

    /// Whether a file in the folder of ledgers is such a note.
    static func isNote(_ name: String) -> Bool { name.hasSuffix(ending) }
}

extension AuditTrail {
    /// The notes about targets that were forgotten or moved; unreadable ones do not count.
    package func forgottenTargets() throws -> [ForgottenTarget] {
        try folder.list("ledger").filter(ForgottenTarget.isNote).compactMap { try forgotten(at: "ledger/\($0)") }
    }

    /// The note about a target, if there is one.
    func forgotten(_ target: String) throws -> ForgottenTarget? {
        let found = try forgotten(at: ForgottenTarget.path(of: target))
        return found?.target == target ? found : nil
    }

    private func forgotten(at path: String) throws -> ForgottenTarget? {
        try folder.read(path).flatMap { try? JSONDecoder().decode(ForgottenTarget.self, from: Data($0)) }
    }

    /// The note about a target whose ledger is given up; earlier histories of it stay in the note.
    func note(givingUp ledger: TargetLedger, movedTo target: String? = nil) throws -> AuditFile {
        let known = try forgotten(ledger.target)?.lineages ?? []
        // A ledger that was merged has applies of two histories.
        let lineages =
            try allApplies(to: ledger.target).map { $0.lineage ?? $0.plan } + [ledger.lineage].compactMap(\.self)
        let note = ForgottenTarget(
            target: ledger.target,
            lineages: Set(known + lineages).sorted(),
            movedTo: target
        )
        return try file(of: note)
    }

    func file(of note: ForgottenTarget) throws -> AuditFile {
        try AuditFile(path: ForgottenTarget.path(of: note.target), bytes: Array(try CanonicalJSON.data(of: note)))
    }
}
