// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A JSON document in which some parts are removed or replaced; every other byte stays the same.
struct JSONSplice {
    let text: JSONText
    /// The replacements and their ranges, which do not overlap.
    private var edits: [(place: Range<Int>, bytes: [UInt8])] = []

    init(_ text: JSONText) { self.text = text }

    /// Removes the elements of an array at the given positions, each with one adjacent comma.
    mutating func remove(_ positions: Set<Int>, of elements: [Range<Int>], in array: Range<Int>) {
        guard !positions.isEmpty else { return }
        guard let first = elements.indices.first(where: { !positions.contains($0) }) else {
            edits.append((array, Array("[]".utf8)))
            return
        }
        // Blanks before the first element stay, before the new first element.
        if first > 0 { edits.append((elements[0].lowerBound..<elements[first].lowerBound, [])) }
        for index in elements.indices.dropFirst(first) where positions.contains(index) {
            edits.append((elements[index - 1].upperBound..<elements[index].upperBound, []))
        }
    }

    /// Replaces a value by a string.
    mutating func replace(_ value: Range<Int>, with string: String) throws {
        edits.append((value, try Self.json(string)))
    }

    /// Adds a member before the members of an object.
    mutating func insert(_ name: String, _ string: String, into object: Range<Int>) throws {
        let start = object.lowerBound + 1
        let isEmpty = text.bytes[start..<(object.upperBound - 1)].allSatisfy { [0x20, 0x0a, 0x0d, 0x09].contains($0) }
        let member = try Self.json(name) + Array(":".utf8) + Self.json(string)
        edits.append((start..<start, member + (isEmpty ? [] : Array(",".utf8))))
    }

    /// The document with all changes.
    var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.bytes.count)
        var position = 0
        for edit in edits.sorted(by: { $0.place.lowerBound < $1.place.lowerBound }) {
            result += text.bytes[position..<edit.place.lowerBound] + edit.bytes
            position = edit.place.upperBound
        }
        return result + text.bytes[position...]
    }

    private static func json(_ string: String) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return [UInt8](try encoder.encode(string))
    }
}
