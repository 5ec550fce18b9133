// SPDX-License-Identifier: Apache-2.0

/// What git and forges are told of the trail's files.
///
/// The file is written with the first record. One that exists is the user's and is never touched.
extension AuditTrail {
    package static let attributesFile = ".gitattributes"

    /// The lines of the file: forges fold the JSON, and git merges ledgers and receipts by `mirror merge-ledger`.
    package static let attributes = [
        "# Written by mirror. Forges fold these files in a review; plans/*/plan.md is for people.",
        "plans/**/plan.json linguist-generated gitlab-generated",
        "ledger/*.json linguist-generated gitlab-generated merge=mirror-ledger",
        "receipts/*.json linguist-generated gitlab-generated merge=mirror-ledger",
    ]

    /// Whether the next record is the first one that is committed here.
    private var isFirst: Bool { get throws { try commits && folder.list("plans").isEmpty } }

    /// The file, if the next record has to write it.
    func missingAttributes() throws -> [AuditFile] {
        guard try isFirst, try folder.read(Self.attributesFile) == nil else { return [] }
        let text = Self.attributes.joined(separator: "\n") + "\n"
        return [try AuditFile(path: Self.attributesFile, bytes: Array(text.utf8))]
    }

    /// Whether the next record is the first one, and a file of the user does not fold plans.
    package func hasForeignAttributes() throws -> Bool {
        guard try isFirst, let bytes = try folder.read(Self.attributesFile) else { return false }
        return !String(decoding: bytes, as: UTF8.self).contains("linguist-generated")
    }
}
