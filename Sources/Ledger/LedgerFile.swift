// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Foundation
import OCI
import Plans

/// The ledger's JSON file.
package enum LedgerFile {
    /// The path of a target's ledger in the audit repository.
    ///
    /// A host cannot contain `_` and a name cannot contain `~`, so no two targets share a file. A folder's path may
    /// contain both, so they are escaped there.
    package static func path(of target: String) -> String { "ledger/\(name(of: target)).json" }

    /// The file name for a target's name.
    package static func name(of target: String) -> String {
        let escaped =
            TargetPlace(target).isArchive
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
        if let markers = Self.conflictMarkers(in: data) { throw LedgerError(path: path, message: markers) }
        do {
            wire = try JSONDecoder().decode(Wire.self, from: data)
        } catch {
            throw LedgerError(path: path, message: JSONFault(error).description(of: "the JSON of a ledger"))
        }
        guard wire.formatVersion.split(separator: ".").first == "1" else {
            throw LedgerError(path: path, message: "its format version is \(wire.formatVersion), this tool knows 1.0")
        }
        guard (0...PlanTarget.serialLimit).contains(wire.serial) else {
            throw LedgerError(path: path, message: "its serial \(wire.serial) is impossible")
        }
        return wire.ledger
    }

    /// Reports the markers that git leaves if two branches changed the same lines.
    private static func conflictMarkers(in data: Data) -> String? {
        guard data.range(of: Data("<<<<<<< ".utf8)) != nil, data.range(of: Data(">>>>>>> ".utf8)) != nil else {
            return nil
        }
        let lines = data.split(separator: 0x0a, omittingEmptySubsequences: false)
        guard let number = lines.firstIndex(where: { $0.starts(with: "<<<<<<< ".utf8) }) else { return nil }
        return "\(conflict) at line \(number + 1): two histories of the target were merged"
    }

    fileprivate static let conflict = "it has git's conflict markers"

    private struct Wire: Codable {
        var formatVersion: String
        var target: String
        var lineage: Digest?
        var serial: Int
        var lastPlan: Digest?
        var lastPlanIsComplete: Bool
        var resourceFolder: String
        var images: [TargetLedger.Entry]
        var blobs: [String: PlacedRepository]
        var graphs: [GraphRecord]?
        var charts: [ChartRecord]?
        var catalogs: [CatalogRecord]?
        var archive: ArchiveHistory?
        var unknownApplies: [RecordedApply]?
        var manifests: [WrittenManifest]?

        enum CodingKeys: String, CodingKey {
            case target, lineage, serial, images, blobs, graphs, charts, catalogs, archive, manifests
            case formatVersion = "format_version"
            case lastPlan = "last_plan"
            case lastPlanIsComplete = "last_plan_is_complete"
            case resourceFolder = "resource_folder"
            case unknownApplies = "unknown_applies"
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
            graphs = ledger.records.graphs.isEmpty ? nil : ledger.records.graphs
            charts = ledger.records.charts.isEmpty ? nil : ledger.records.charts
            catalogs = ledger.records.catalogs.isEmpty ? nil : ledger.records.catalogs
            archive = ledger.archive
            unknownApplies = ledger.unknownApplies.isEmpty ? nil : ledger.unknownApplies
            manifests = ledger.manifests.isEmpty ? nil : ledger.manifests
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
            ledger.records = [SectionRecord](
                upgradePaths: [],
                graphs: graphs ?? [],
                charts: charts ?? [],
                catalogs: catalogs ?? []
            )
            ledger.archive = archive
            ledger.unknownApplies = unknownApplies ?? []
            ledger.manifests = manifests ?? []
            return ledger
        }
    }
}

/// An error that a ledger cannot be read.
package struct LedgerError: ExplainedError, Sendable, Equatable {
    package let path: String
    package let message: String
    /// The commit with the last readable ledger, if it is not the one at HEAD.
    package var commit: String?
    /// Whether it contains the two sides of a merge.
    package var hasConflict: Bool { message.hasPrefix(LedgerFile.conflict) }

    package init(path: String, message: String, commit: String? = nil) {
        self.path = path
        self.message = message
        self.commit = commit
    }

    package var explanation: Explanation {
        Explanation(
            "the ledger \(path) cannot be used: \(message)",
            remedy:
                "Restore it with `git checkout \(commit.map { "\($0.prefix(12)) " } ?? "")-- \(shellArgument(path))`"
                + rest + (hasConflict ? " Or merge both sides with `mirror merge-ledger BASE OURS THEIRS`." : "")
        )
    }

    private var rest: String {
        commit == nil
            ? "; without it mirror does not know what it placed."
            : ", the newest that can be read. Then plan and apply every configuration that was applied after it."
    }
}
