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
        package var digest: Digest
        /// The references as they were asked for, sorted.
        package var origins: [String]

        package init(digest: Digest, origins: [String]) {
            self.digest = digest
            self.origins = origins
        }
    }

    package var formatVersion = "1.0"
    package var kind = MissingReport.kind
    /// The registry that lacks it.
    package var target: String
    /// Sorted by digest.
    package var images: [Image]
    /// The blobs and manifests that images need which are there, sorted.
    package var blobs: [Digest]

    package init(target: String, images: [Image], blobs: [Digest]) {
        self.target = target
        self.images = images.sorted { $0.digest < $1.digest }
        self.blobs = blobs.sorted()
    }

    enum CodingKeys: String, CodingKey {
        case kind, target, images, blobs
        case formatVersion = "format_version"
    }

    package var isEmpty: Bool { images.isEmpty && blobs.isEmpty }

    /// Everything that is missing, by digest.
    package var digests: Set<Digest> { Set(images.map(\.digest)).union(blobs) }

    /// The canonical bytes.
    package func data() throws -> Data { try CanonicalJSON.data(of: self) }

    /// Reads a report.
    package init(reading data: Data) throws(PlanError) {
        let report: MissingReport
        do {
            report = try JSONDecoder().decode(MissingReport.self, from: data)
        } catch {
            throw .notAPlan("it is not the JSON of a report of what is missing")
        }
        guard report.kind == Self.kind else {
            throw .notAPlan("its `kind` is `\(report.kind)`, expected `\(Self.kind)`")
        }
        guard report.formatVersion.split(separator: ".").first == "1" else {
            throw .unknownFormat(report.formatVersion)
        }
        self = report
    }
}
