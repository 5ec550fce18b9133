// SPDX-License-Identifier: Apache-2.0

/// Reads the values of DER that follow each other.
struct DERReader {
    /// A value, and where it came from.
    struct Value {
        var tag: UInt8
        var content: ArraySlice<UInt8>
        /// The value with its tag and length.
        var whole: ArraySlice<UInt8>

        /// The values in this one.
        var parts: DERReader { DERReader(content) }
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Collection<UInt8>) { rest = Array(bytes)[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// Takes the next value; `nil` if there is none that is right.
    mutating func next() -> Value? {
        guard rest.count >= 2, let tag = rest.first else { return nil }
        var content = rest.dropFirst(2)
        var count = Int(rest[rest.startIndex + 1])
        if count >= 0x80 {
            let size = count & 0x7F
            guard (1...4).contains(size), content.count >= size else { return nil }
            count = content.prefix(size).reduce(0) { $0 << 8 | Int($1) }
            content = content.dropFirst(size)
        }
        guard content.count >= count else { return nil }
        let end = content.startIndex + count
        defer { rest = rest[end...] }
        return Value(tag: tag, content: content[..<end], whole: rest[..<end])
    }

    /// Takes the next value if it has a tag.
    mutating func next(_ tag: UInt8) -> Value? {
        guard rest.first == tag else { return nil }
        return next()
    }

    /// Takes the next values as long as they are integers, and returns their bytes.
    mutating func integers() -> [[UInt8]] {
        var numbers: [[UInt8]] = []
        while let number = next(0x02) { numbers.append(Array(number.content)) }
        return numbers
    }
}
