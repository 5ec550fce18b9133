// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI
package import Plans

/// What the first member of a volume says: which set the volume belongs to, and as which part of it.
package struct VolumeDescription: Sendable, Hashable, Codable {
    package static let kind = "MirrorVolume"
    /// The most bytes that are read of one.
    package static let sizeLimit = 4096

    package var formatVersion = "1.0"
    package var kind = VolumeDescription.kind
    /// The id of the plan that the set was written from.
    package var plan: Digest
    /// The name of the volume's file.
    package var volume: String
    /// Which part of the set it is, from 1.
    package var part: Int
    /// How many volumes the set has.
    package var parts: Int

    package init(plan: Digest, volume: VolumeName, part: Int, parts: Int) {
        self.plan = plan
        self.volume = volume.description
        self.part = part
        self.parts = parts
    }

    enum CodingKeys: String, CodingKey {
        case kind, plan, volume, part, parts
        case formatVersion = "format_version"
    }

    /// The path of the member that it is.
    var path: String { "\(ArchivePath.volumes)/\(volume).json" }

    /// The canonical bytes.
    package var bytes: [UInt8] {
        get throws { [UInt8](try CanonicalJSON.data(of: self)) }
    }
}

extension VolumeDescription {
    /// Reads a description, and makes sure that it can be the one of a volume.
    init(reading bytes: [UInt8]) throws(VolumeDescriptionError) {
        do {
            self = try JSONDecoder().decode(VolumeDescription.self, from: Data(bytes))
        } catch {
            throw .unreadable
        }
        guard kind == Self.kind else { throw .kind(kind) }
        guard formatVersion.split(separator: ".").first == "1" else { throw .version(formatVersion) }
        guard let name = VolumeName(file: volume), (1...Self.partLimit).contains(parts), (1...parts).contains(part),
            part <= name.number
        else { throw .contradiction }
    }

    /// The most volumes of a set.
    private static let partLimit = 999_999
}

/// Why bytes do not describe a volume.
enum VolumeDescriptionError: Error {
    case unreadable
    case kind(String)
    case version(String)
    case contradiction
}
