// SPDX-License-Identifier: Apache-2.0

/// What git and forges are told of the trail's files.
///
/// The file is written with the first record. One that exists is the user's and is never touched, unless it is byte for byte
/// one that an earlier version wrote.
extension AuditTrail {
    package static let attributesFile = ".gitattributes"

    /// The lines of the file: forges fold the JSON, and git merges ledgers and receipts by `mirror merge-ledger`, which
    /// keeps files for clusters as this branch has them: the next plan writes them anew from the merged ledger.
    package static let attributes = [
        "# Written by mirror. Forges fold these files in a review; plans/*/plan.md is for people.",
        "plans/**/plan.json linguist-generated gitlab-generated",
        "ledger/*.json linguist-generated gitlab-generated merge=mirror-ledger",
        "receipts/*.json linguist-generated gitlab-generated merge=mirror-ledger",
        "cluster-resources/** merge=mirror-ledger",
    ]

    /// The files of earlier versions: the lines but for those that came later.
    private static var earlierAttributes: [[String]] { [attributes.dropLast()] }

    private static func text(of lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

    /// Whether the next record is the first one that is committed here.
    private var isFirst: Bool { get throws { try commits && folder.list("plans").isEmpty } }

    /// The file, if the next record has to write it.
    func missingAttributes() throws -> [AuditFile] {
        let found = try folder.read(Self.attributesFile)
        let isEarlier = Self.earlierAttributes.contains { found == Self.text(of: $0) }
        guard try commits && isEarlier || isFirst && found == nil else { return [] }
        return [try AuditFile(path: Self.attributesFile, bytes: Self.text(of: Self.attributes))]
    }

    /// Whether the next record is the first one, and a file of the user does not fold plans.
    package func hasForeignAttributes() throws -> Bool {
        guard try isFirst, let bytes = try folder.read(Self.attributesFile) else { return false }
        return !String(decoding: bytes, as: UTF8.self).contains("linguist-generated")
    }
}
