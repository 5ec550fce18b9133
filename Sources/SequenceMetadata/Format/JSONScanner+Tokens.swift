// SPDX-License-Identifier: Apache-2.0

// The tokens of JSON.
extension JSONScanner {
    /// Whether something other than blanks follows.
    mutating func hasMore() -> Bool {
        skipBlanks()
        return offset < bytes.count
    }

    mutating func skipBlanks() {
        while offset < bytes.count, Self.isBlank(bytes[offset]) { offset += 1 }
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 }

    static func beginsNumber(_ byte: UInt8) -> Bool { byte == 0x2d || (0x30...0x39).contains(byte) }

    func byte() throws(ScanFault) -> UInt8 {
        guard offset < bytes.count else { throw fail(.cutOff) }
        return bytes[offset]
    }

    var isNull: Bool {
        mutating get {
            skipBlanks()
            return offset < bytes.count && bytes[offset] == 0x6e
        }
    }

    mutating func literal(_ word: StaticString) throws(ScanFault) {
        let start = offset
        for expected in "\(word)".utf8 {
            guard try byte() == expected else {
                offset = start
                throw fail(.notJSON(expected: "a value"))
            }
            offset += 1
        }
    }

    /// Passes over a string; returns what stands between its quotes.
    mutating func quoted() throws(ScanFault) -> (range: Range<Int>, hasEscapes: Bool) {
        let start = offset + 1
        var index = start
        var hasEscapes = false
        while index < bytes.count {
            switch bytes[index] {
            case 0x22:
                offset = index + 1
                return (start..<index, hasEscapes)
            case 0x5c:
                hasEscapes = true
                index += 2
            case 0..<0x20:
                offset = index
                throw fail(.notJSON(expected: "no control character in a string"))
            default: index += 1
            }
        }
        offset = bytes.count
        throw fail(.cutOff)
    }

    /// Passes over a number.
    mutating func number() throws(ScanFault) -> Range<Int> {
        let start = offset
        if bytes[offset] == 0x2d { offset += 1 }
        let first = offset
        try digits()
        guard bytes[first] != 0x30 || offset == first + 1 else {
            offset = start
            throw fail(.notJSON(expected: "a number without leading zeros"))
        }
        if offset < bytes.count, bytes[offset] == 0x2e {
            offset += 1
            try digits()
        }
        if offset < bytes.count, bytes[offset] | 0x20 == 0x65 {
            offset += 1
            if offset < bytes.count, bytes[offset] == 0x2b || bytes[offset] == 0x2d { offset += 1 }
            try digits()
        }
        return start..<offset
    }

    mutating func digits() throws(ScanFault) {
        let start = offset
        while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
        guard offset > start else { throw fail(offset < bytes.count ? .notJSON(expected: "a digit") : .cutOff) }
    }

    func unescaped(_ range: Range<Int>) throws(ScanFault) -> String {
        do {
            return try JSONEscapes.text(of: bytes[range])
        } catch {
            throw ScanFault(
                fault: .notJSON(expected: "an escape that JSON knows"),
                field: fieldName,
                offset: error.offset
            )
        }
    }

    /// An error at a place, or at the next byte.
    func fail(_ fault: MetadataError.Fault, at place: Int? = nil) -> ScanFault {
        ScanFault(fault: fault, field: fieldName, offset: place ?? offset)
    }

    /// The place of the name of the field that is being read.
    var keyOffset: Int {
        guard case .field(let range)? = path.last else { return offset }
        return range.lowerBound - 1
    }

    /// The value that is being read, such as `pastAssociations[3].type`.
    var fieldName: String {
        path.reduce(into: "") { text, step in
            switch step {
            case .element(let number): text += "[\(number)]"
            case .field(let range) where range.isEmpty: break
            case .field(let range):
                text += (text.isEmpty ? "" : ".") + String(decoding: bytes[range].prefix(100), as: UTF8.self)
            }
        }
    }
}
