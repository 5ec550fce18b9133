// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Foundation
import OCI
import Plans

/// The ledger's JSON file.
package enum LedgerFile {
    /// Where the audit repository keeps the ledger of a target.
    ///
    /// Neither `_` in a host nor `~` in a name is possible, so no two targets share a file; folders may have both.
    package static func path(of target: String) -> String { "ledger/\(name(of: target)).json" }

    /// The target's name as that of a file.
    package static func name(of target: String) -> String {
        let escaped =
            target.hasPrefix("file://")
            ? target.replacing("%", with: "%25").replacing("_", with: "%5F").replacing("~", with: "%7E") : target
        return escaped.replacing(":", with: "_").replacing("/", with: "~")
    }

    /// Returns the canonical bytes of a ledger.
    package static func data(of ledger: TargetLedger) throws -> Data {
        try CanonicalJSON.data(of: Wire(ledger))
    }

    /// Reads a ledger.
    package static func read(_ data: Data, from path: String) throws(LedgerError) -> TargetLedger {
        let wire: Wire
        do {
            wire = try JSONDecoder().decode(Wire.self, from: data)
        } catch {
            throw LedgerError(path: path, message: JSONFault(error).description(of: "the JSON of a ledger"))
        }
        guard wire.formatVersion.split(separator: ".").first == "1" else {
            throw LedgerError(path: path, message: "its format version is \(wire.formatVersion), this tool knows 1.0")
        }
        guard (0...PlanTarget.serialLimit).contains(wire.serial) else {
            throw LedgerError(path: path, message: "it says that \(wire.serial) plans were applied")
        }
        return wire.ledger
    }

    private struct Wire: Codable {
        var formatVersion: String
        var target: String
        var lineage: Digest?
        var serial: Int
        var lastPlan: Digest?
        var lastPlanIsComplete: Bool
        var resourceFolder: String
        var images: [TargetLedger.Entry]
        var blobs: [String: String]
        var graphs: [GraphRecord]?
        var archive: ArchiveHistory?

        enum CodingKeys: String, CodingKey {
            case target, lineage, serial, images, blobs, graphs, archive
            case formatVersion = "format_version"
            case lastPlan = "last_plan"
            case lastPlanIsComplete = "last_plan_is_complete"
            case resourceFolder = "resource_folder"
        }

        init(_ ledger: TargetLedger) {
            formatVersion = TargetLedger.formatVersion
            target = ledger.target
            lineage = ledger.lineage
            serial = ledger.serial
            lastPlan = ledger.lastPlan
            lastPlanIsComplete = ledger.lastPlanIsComplete
            resourceFolder = ledger.resourceFolder
            images = ledger.entries.values.sorted { $0.image.destination < $1.image.destination }
            blobs = ledger.blobHomes
            graphs = ledger.graphs.isEmpty ? nil : ledger.graphs
            archive = ledger.archive
        }

        var ledger: TargetLedger {
            var ledger = TargetLedger(target: target)
            ledger.lineage = lineage
            ledger.serial = serial
            ledger.lastPlan = lastPlan
            ledger.lastPlanIsComplete = lastPlanIsComplete
            ledger.resourceFolder = resourceFolder
            for entry in images { ledger.entries[entry.image.destination] = entry }
            ledger.blobHomes = blobs
            ledger.graphs = graphs ?? []
            ledger.archive = archive
            return ledger
        }
    }
}

/// A ledger cannot be read.
package struct LedgerError: Error, Sendable, Equatable, CustomStringConvertible {
    package let path: String
    package let message: String

    package var description: String {
        """
        the ledger \(path) cannot be used: \(message)
        Restore it with `git checkout -- \(shellArgument(path))`; without it mirror does not know what it placed.
        """
    }
}
