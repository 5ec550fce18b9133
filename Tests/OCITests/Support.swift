// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Foundation
import OCI

/// A descriptor with what a test says of it.
func descriptor(
    _ name: String,
    _ mediaType: MediaType = .ociManifest,
    size: Int64 = 1,
    platform: Platform? = nil
) -> Descriptor {
    Descriptor(mediaType: mediaType, digest: Digest(of: Array(name.utf8)), size: size, platform: platform)
}

/// Decodes a value from JSON text.
func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
}

/// Encodes a value as JSON text with sorted keys.
func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Chunks from memory.
actor Chunks: ByteStream {
    private var chunks: [[UInt8]]

    init(_ chunks: [[UInt8]]) { self.chunks = chunks }

    func next() -> [UInt8]? { chunks.isEmpty ? nil : chunks.removeFirst() }
}
