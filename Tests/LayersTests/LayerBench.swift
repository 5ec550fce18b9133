// SPDX-License-Identifier: Apache-2.0

import Layers
import OCI
import TestSupport

/// A layer in memory, made of members as texts: a slash at the end makes a folder, `->` a symbolic link and `=` a hard one.
struct BenchLayer: Sendable {
    let descriptor: Descriptor
    let bytes: [UInt8]

    init(_ members: [String]) throws {
        var archive = TestArchive()
        for member in members {
            let parts = member.split(separator: " ").map(String.init)
            switch parts.dropFirst().first {
            case "->": try archive.add(link: parts[0], to: parts[2])
            case "=": try archive.add(hardLink: parts[0], to: parts[2])
            default:
                if member.hasSuffix("/") {
                    try archive.add(folder: member)
                } else {
                    try archive.add(parts[0], parts.count > 1 ? parts[1] : "")
                }
            }
        }
        bytes = try archive.bytes
        descriptor = Descriptor(mediaType: .ociLayer, digest: Digest(of: bytes), size: Int64(bytes.count))
    }

    /// What the layer does to a part.
    func folder(_ part: LayerPart) async throws -> LayerFolder {
        try await LayerFolder.read(part, of: descriptor, from: MemoryStream(bytes, piece: 1000))
    }
}

/// Reads files out of layers, base first.
func read(_ files: LayerFiles, _ layers: [BenchLayer]) async throws -> [String: String] {
    let found = try await files.read(layers.map(\.descriptor)) { descriptor, read in
        let bytes = layers.first { $0.descriptor == descriptor }?.bytes ?? []
        return try await read(MemoryStream(bytes, piece: 1000))
    }
    return found.mapValues { String(decoding: $0, as: UTF8.self) }
}
