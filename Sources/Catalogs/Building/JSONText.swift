// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A JSON document with the byte ranges of its parts (RFC 8259).
///
/// Decoders return values without their places. The places are needed to cut a part from a document and to keep every
/// other byte.
struct JSONText {
    /// An error that a part of a document cannot be found, or that the bytes are not JSON.
    struct Failure: Error, Equatable {
        /// The number of bytes before the problem.
        let offset: Int
        let message: String
    }

    /// The maximum nesting depth of values; the reader of catalogs accepts no deeper ones.
    static let depthLimit = 1024

    let bytes: [UInt8]
    /// The only value of the document, without the blanks around it.
    let root: Range<Int>

    /// Checks that the bytes are one JSON value, including all its parts.
    init(_ bytes: [UInt8]) throws(Failure) {
        self.bytes = bytes
        var scanner = JSONScanner(bytes)
        scanner.skipBlanks()
        let start = scanner.position
        try scanner.skipValue()
        root = start..<scanner.position
        scanner.skipBlanks()
        guard scanner.position == bytes.count else { throw scanner.failure("text follows the document") }
    }

    /// The ranges of an array's elements, in order; `nil` if it is not an array.
    func elements(of array: Range<Int>) throws(Failure) -> [Range<Int>]? {
        guard bytes[array.lowerBound] == UInt8(ascii: "[") else { return nil }
        var scanner = JSONScanner(bytes, at: array.lowerBound)
        var elements: [Range<Int>] = []
        try scanner.skipArray { elements.append($0) }
        return elements
    }

    /// The range of an object's value for a key; `nil` if there is no such key, or it is not an object.
    ///
    /// If a key occurs twice, some readers take the first one and others the last one. Some readers ignore upper and
    /// lower case. So a key that could be read as another one is refused.
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
                message: "the key `\(name)` occurs in an object in two spellings or in a wrong one"
            )
        }
        return first.value
    }

    /// The text of a string; `nil` if it is not a string.
    func string(_ value: Range<Int>) -> String? {
        guard bytes[value.lowerBound] == UInt8(ascii: "\""), value.count >= 2 else { return nil }
        let inner = bytes[(value.lowerBound + 1)..<(value.upperBound - 1)]
        guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
        return try? JSONDecoder().decode(String.self, from: Data(bytes[value]))
    }

    /// Whether a key equals a name if case is ignored.
    private func isAlike(_ key: Range<Int>, _ name: String) -> Bool {
        // Most keys of a document have another length, and need no decoding.
        let isEscaped = bytes[key].contains(UInt8(ascii: "\\"))
        guard isEscaped || key.count == name.utf8.count + 2 else { return false }
        return string(key)?.lowercased() == name.lowercased()
    }
}
