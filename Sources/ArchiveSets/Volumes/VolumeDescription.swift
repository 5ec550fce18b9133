// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI
package import Plans

/// The first member of a volume: the set that the volume belongs to, and its part number.
package struct VolumeDescription: Sendable, Hashable, Codable {
    package static let kind = "MirrorVolume"
    /// The maximum size of a description in bytes.
    package static let sizeLimit = 4096

    package var formatVersion = "1.0"
    package var kind = VolumeDescription.kind
    /// The id of the plan from which the set was written.
    package var plan: Digest
    /// The name of the volume's file.
    package var volume: String
    /// The number of the part in the set, from 1.
    package var part: Int
    /// The number of volumes in the set.
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

    /// The path of the description's member.
    var path: String { "\(ArchivePath.volumes)/\(volume).json" }

    /// The canonical bytes.
    package var bytes: [UInt8] {
        get throws { [UInt8](try CanonicalJSON.data(of: self)) }
    }
}

extension VolumeDescription {
    /// Reads a description, and checks that it is consistent.
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

    /// The maximum number of volumes in a set.
    private static let partLimit = 999_999
}

/// An error that bytes do not describe a volume.
enum VolumeDescriptionError: Error {
    case unreadable
    case kind(String)
    case version(String)
    case contradiction
}
