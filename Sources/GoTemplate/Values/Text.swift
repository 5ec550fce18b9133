// SPDX-License-Identifier: Apache-2.0

/// A string as Go has it: bytes that are usually, but not always, UTF-8.
///
/// Templates cut strings at bytes, compare them by bytes and count bytes, so Swift's strings, which are always valid Unicode
/// and equal when they look alike, cannot hold them.
public struct Text: Sendable, Hashable {
    public var bytes: [UInt8]

    public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    public init(_ string: some StringProtocol) { bytes = Array(string.utf8) }

    public init() { bytes = [] }

    /// The text, with U+FFFD instead of what is not UTF-8.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    public var count: Int { bytes.count }

    public var isEmpty: Bool { bytes.isEmpty }

    public func hash(into hasher: inout Hasher) {
        // Eight bytes at a time: the elements of an array are hashed one by one.
        var (index, word) = (0, UInt64(bytes.count))
        while index < bytes.count {
            word = word << 8 | UInt64(bytes[index])
            index += 1
            if index & 7 == 0 {
                hasher.combine(word)
                word = 0
            }
        }
        hasher.combine(word)
    }

    public static func + (left: Text, right: Text) -> Text { Text(left.bytes + right.bytes) }

    public static func += (left: inout Text, right: Text) { left.bytes += right.bytes }
}

extension Text: Comparable {
    public static func < (left: Text, right: Text) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}

extension Text: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}

extension Text: CustomStringConvertible {
    public var description: String { string }
}
