// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A JSON document, and where in its bytes each part of it lies (RFC 8259).
///
/// Decoders give values and forget where they were read. Whoever cuts a piece out of a document, and leaves every other
/// byte as it is, needs the places.
struct JSONText {
    /// A part of a document cannot be found, or the document is none.
    struct Failure: Error, Equatable {
        /// How many bytes stand before what is wrong.
        let offset: Int
        let message: String
    }

    /// How deep values may nest; the reader of catalogs takes no deeper ones.
    static let depthLimit = 1024

    let bytes: [UInt8]
    /// The one value of the document, without the blanks around it.
    let root: Range<Int>

    /// Checks that the bytes are one JSON value, down to its last part.
    init(_ bytes: [UInt8]) throws(Failure) {
        self.bytes = bytes
        var scanner = JSONScanner(bytes)
        scanner.skipBlanks()
        let start = scanner.position
        try scanner.skipValue()
        root = start..<scanner.position
        scanner.skipBlanks()
        guard scanner.position == bytes.count else { throw scanner.failure("something follows the document") }
    }

    /// The places of an array's elements, in their order; `nil` for what is no array.
    func elements(of array: Range<Int>) throws(Failure) -> [Range<Int>]? {
        guard bytes[array.lowerBound] == UInt8(ascii: "[") else { return nil }
        var scanner = JSONScanner(bytes, at: array.lowerBound)
        var elements: [Range<Int>] = []
        try scanner.skipArray { elements.append($0) }
        return elements
    }

    /// The place of the value that an object has under a key; `nil` where it has none, and for what is no object.
    ///
    /// Some readers take the first of two equal keys and others the last, and some do not mind upper case. So a key that
    /// could be read as another one is refused.
    func member(_ name: String, of object: Range<Int>) throws(Failure) -> Range<Int>? {
        guard bytes[object.lowerBound] == UInt8(ascii: "{") else { return nil }
        var scanner = JSONScanner(bytes, at: object.lowerBound)
        var keys: [(key: Range<Int>, value: Range<Int>)] = []
        try scanner.skipObject { keys.append(($0, $1)) }
        let same = keys.filter { isAlike($0.key, name) }
        guard let first = same.first else { return nil }
        guard same.count == 1, string(first.key) == name else {
            throw Failure(
                offset: same[same.count - 1].key.lowerBound,
                message: "the key `\(name)` stands in an object in two spellings or in a wrong one"
            )
        }
        return first.value
    }

    /// The text of a string; `nil` for what is none.
    func string(_ value: Range<Int>) -> String? {
        guard bytes[value.lowerBound] == UInt8(ascii: "\""), value.count >= 2 else { return nil }
        let inner = bytes[(value.lowerBound + 1)..<(value.upperBound - 1)]
        guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
        return try? JSONDecoder().decode(String.self, from: Data(bytes[value]))
    }

    /// Whether a key is a name when case is ignored.
    private func isAlike(_ key: Range<Int>, _ name: String) -> Bool {
        // Most keys of a document are longer or shorter, and not worth decoding.
        let isEscaped = bytes[key].contains(UInt8(ascii: "\\"))
        guard isEscaped || key.count == name.utf8.count + 2 else { return false }
        return string(key)?.lowercased() == name.lowercased()
    }
}
