// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Reads JSON from front to back, value by value, as the caller asks for them.
///
/// It takes what oc-mirror's own reader takes: fields in any order and letter case, and `null` for a missing value. Bytes
/// that are not UTF-8 become U+FFFD. Memory is that of the values handed out.
struct JSONScanner {
    /// The maximum depth of values; metadata has 8 levels.
    static let depthLimit = 100

    let bytes: [UInt8]
    var offset: Int
    /// The names of fields that nobody knows; empty if such a field is an error.
    private(set) var ignored: [String] = []
    private let refusesUnknownFields: Bool
    var path: [Step] = []

    /// One step from the whole text to a value.
    enum Step {
        case field(Range<Int>)
        case element(Int)
    }

    /// Begins at a place; an unknown field is an error, or is left out and noted.
    init(_ bytes: [UInt8], at offset: Int = 0, refusesUnknownFields: Bool = true) {
        self.bytes = bytes
        self.offset = offset
        self.refusesUnknownFields = refusesUnknownFields
    }

    // MARK: Objects and lists

    /// The progress of an object.
    struct Members<Field: RawRepresentable<String> & CaseIterable & Sendable> {
        fileprivate let table: FieldTable<Field>
        fileprivate var seen: UInt64 = 0
        fileprivate var isFirst = true

        fileprivate init(_ table: FieldTable<Field>) { self.table = table }
    }

    /// Begins an object.
    mutating func object<Field>(_ table: FieldTable<Field>) throws(ScanFault) -> Members<Field> {
        try open(0x7b, "an object")
        path.append(.field(offset..<offset))
        return Members(table)
    }

    /// Moves to the value of the next known field that is not `null`; `nil` at the end of the object.
    mutating func next<Field>(_ members: inout Members<Field>) throws(ScanFault) -> Field? {
        while try moveOn(0x7d, isFirst: &members.isFirst) {
            let name = try key()
            guard let (number, field) = members.table.find(name) else {
                try takeUnknown(String(decoding: name, as: UTF8.self), among: members.table.names)
                continue
            }
            guard members.seen & (1 << UInt64(number)) == 0 else { throw fail(.repeatedField, at: keyOffset) }
            members.seen |= 1 << UInt64(number)
            guard isNull else {
                return field
            }
            try literal("null")
        }
        return nil
    }

    /// Reads a list.
    mutating func list<Element>(
        _ read: (inout JSONScanner) throws(ScanFault) -> Element
    ) throws(ScanFault) -> [Element] {
        try open(0x5b, "a list")
        path.append(.element(0))
        var elements: [Element] = []
        var isFirst = true
        while try moveOn(0x5d, isFirst: &isFirst) {
            path[path.count - 1] = .element(elements.count)
            elements.append(try read(&self))
        }
        return elements
    }

    mutating func open(_ bracket: UInt8, _ expected: String) throws(ScanFault) {
        skipBlanks()
        guard try byte() == bracket else { throw fail(.wrongType(expected: expected)) }
        guard path.count < Self.depthLimit else { throw fail(.tooDeep(limit: Self.depthLimit)) }
        offset += 1
    }

    /// Moves to the next element of an object or a list, behind the comma; `false` behind its end.
    mutating func moveOn(_ end: UInt8, isFirst: inout Bool) throws(ScanFault) -> Bool {
        skipBlanks()
        let next = try byte()
        if next == end {
            offset += 1
            path.removeLast()
            return false
        }
        guard !isFirst else {
            isFirst = false
            return true
        }
        guard next == 0x2c else { throw fail(.notJSON(expected: "`,` or `\(Character(UnicodeScalar(end)))`")) }
        offset += 1
        return true
    }

    /// Reads the name of a field and the colon behind it.
    mutating func key() throws(ScanFault) -> ArraySlice<UInt8> {
        skipBlanks()
        guard try byte() == 0x22 else { throw fail(.notJSON(expected: "the name of a field in quotes")) }
        let raw = try quoted()
        path[path.count - 1] = .field(raw.range)
        skipBlanks()
        guard try byte() == 0x3a else { throw fail(.notJSON(expected: "`:`")) }
        offset += 1
        return raw.hasEscapes ? try Array(unescaped(raw.range).utf8)[...] : bytes[raw.range]
    }

    private mutating func takeUnknown(_ name: String, among names: [String]) throws(ScanFault) {
        guard !refusesUnknownFields else {
            throw fail(.unknownField(name: name, nearest: nearestName(to: name, among: names)), at: keyOffset)
        }
        // More than these are not worth a line each.
        if ignored.count < 20 { ignored.append(fieldName) }
        try skip()
    }

    // MARK: Values

    mutating func string() throws(ScanFault) -> String {
        skipBlanks()
        guard try byte() == 0x22 else { throw fail(.wrongType(expected: "a string")) }
        let raw = try quoted()
        return raw.hasEscapes ? try unescaped(raw.range) : String(decoding: bytes[raw.range], as: UTF8.self)
    }

    mutating func boolean() throws(ScanFault) -> Bool {
        skipBlanks()
        switch try byte() {
        case 0x74:
            try literal("true")
            return true
        case 0x66:
            try literal("false")
            return false
        default: throw fail(.wrongType(expected: "true or false"))
        }
    }

    /// Reads a whole number in a range.
    mutating func integer(in range: ClosedRange<Int64>) throws(ScanFault) -> Int64 {
        skipBlanks()
        let expected = "a whole number"
        guard try Self.beginsNumber(byte()) else { throw fail(.wrongType(expected: expected)) }
        let start = offset
        let text = String(decoding: bytes[try number()], as: UTF8.self)
        guard text.utf8.allSatisfy({ $0 == 0x2d || (0x30...0x39).contains($0) }) else {
            offset = start
            throw fail(.wrongType(expected: expected))
        }
        guard let value = Int64(text), range.contains(value) else {
            offset = start
            throw fail(.wrongType(expected: "\(expected) from \(range.lowerBound) to \(range.upperBound)"))
        }
        return value
    }
}
