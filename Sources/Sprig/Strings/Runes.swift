// SPDX-License-Identifier: Apache-2.0

/// The characters of a text as Go sees them: Unicode scalars, and each byte that belongs to none as `nil`.
struct Runes: Sequence, IteratorProtocol {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    init(_ bytes: some Collection<UInt8>) {
        self.bytes = Array(bytes)[...]
        position = 0
    }

    mutating func next() -> (scalar: Unicode.Scalar?, bytes: ArraySlice<UInt8>)? {
        guard position < bytes.endIndex else { return nil }
        let start = position
        let (scalar, count) = Self.decode(bytes[start...])
        position += count
        return (scalar, bytes[start..<position])
    }

    /// Returns the first scalar of bytes that are not empty, and how many bytes it has; `nil` and 1 if there is none.
    static func decode(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar?, Int) {
        guard let first = bytes.first else { return (nil, 0) }
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let count: Int
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (count, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (count, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (count, value) = (4, UInt32(first & 0x07))
        default: return (nil, 1)
        }
        guard bytes.count >= count else { return (nil, 1) }
        for byte in bytes.dropFirst().prefix(count - 1) {
            guard byte & 0xC0 == 0x80 else { return (nil, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        let least: UInt32 = count == 2 ? 0x80 : count == 3 ? 0x800 : 0x10000
        guard value >= least, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
        return (scalar, count)
    }

    /// Returns the last scalar of bytes that are not empty, and how many bytes it has; `nil` and 1 if there is none.
    static func decodeLast(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar?, Int) {
        for count in 1...4 where count <= bytes.count {
            let last = bytes.suffix(count)
            guard last[last.startIndex] & 0xC0 != 0x80 else { continue }
            let (scalar, length) = decode(last)
            return length == count ? (scalar, count) : (nil, 1)
        }
        return (nil, 1)
    }

    /// Returns the scalars, with U+FFFD for every byte that belongs to none.
    static func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar] { Runes(bytes).map { $0.scalar ?? "\u{FFFD}" } }

    /// Returns the bytes of scalars in UTF-8.
    static func bytes(_ scalars: some Sequence<Unicode.Scalar>) -> [UInt8] {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return Array(String(view).utf8)
    }
}
