// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import OCI

/// What the far side of the gap lacks, for the next plan of the connected side to bring again.
package struct MissingReport: Sendable, Equatable, Codable {
    package static let kind = "MirrorMissingReport"
    /// The most bytes of a report that are read.
    package static let sizeLimit = 256 << 20

    /// An image of which nothing is known on the far side but its name.
    package struct Image: Sendable, Hashable, Codable {
        package let digest: Digest
        /// The references as they were asked for, sorted.
        package let origins: [String]

        package init(digest: Digest, origins: [String]) {
            self.digest = digest
            self.origins = origins
        }
    }

    package let formatVersion: String
    package let kind: String
    /// The registry that lacks it.
    package let target: String
    /// Sorted by digest.
    package let images: [Image]
    /// The blobs and manifests that images need which are there, sorted.
    package let blobs: [Digest]
    /// The plans of sets of which nothing tells what they brought, sorted.
    package let sets: [Digest]

    package init(target: String, images: [Image], blobs: [Digest], sets: [Digest] = []) {
        formatVersion = "1.0"
        kind = Self.kind
        self.target = target
        self.images = images.sorted { $0.digest < $1.digest }
        self.blobs = blobs.sorted()
        self.sets = sets.sorted()
    }

    enum CodingKeys: String, CodingKey {
        case kind, target, images, blobs, sets
        case formatVersion = "format_version"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        formatVersion = try container.decode(String.self, forKey: .formatVersion)
        kind = try container.decode(String.self, forKey: .kind)
        target = try container.decode(String.self, forKey: .target)
        images = try container.decode([Image].self, forKey: .images)
        blobs = try container.decode([Digest].self, forKey: .blobs)
        sets = try container.decodeIfPresent([Digest].self, forKey: .sets) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(formatVersion, forKey: .formatVersion)
        try container.encode(kind, forKey: .kind)
        try container.encode(target, forKey: .target)
        try container.encode(images, forKey: .images)
        try container.encode(blobs, forKey: .blobs)
        if !sets.isEmpty { try container.encode(sets, forKey: .sets) }
    }

    package var isEmpty: Bool { images.isEmpty && blobs.isEmpty && sets.isEmpty }

    /// Everything that is missing, by digest.
    package var digests: Set<Digest> { Set(images.map(\.digest)).union(blobs) }

    /// The canonical bytes.
    package func data() throws -> Data { try CanonicalJSON.data(of: self) }

    /// Reads a report.
    package init(reading data: Data) throws(MissingReportError) {
        let report: MissingReport
        do {
            report = try JSONDecoder().decode(MissingReport.self, from: data)
        } catch {
            throw MissingReportError(description: "this is not a report of what is missing")
        }
        guard report.kind == Self.kind else {
            throw MissingReportError(
                description:
                    "this is not a report of what is missing: its `kind` is `\(report.kind)`, expected `\(Self.kind)`"
            )
        }
        guard report.formatVersion.split(separator: ".").first == "1" else {
            throw MissingReportError(
                description: "the report has format version \(report.formatVersion), this tool knows 1.0"
            )
        }
        self = report
    }
}
