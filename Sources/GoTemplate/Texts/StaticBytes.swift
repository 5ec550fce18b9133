// SPDX-License-Identifier: Apache-2.0

/// Two bytes that the lexer looks for.
struct StaticBytes {
    let first: UInt8
    let second: UInt8

    var count: Int { 2 }

    subscript(offset: Int) -> UInt8 { offset == 0 ? first : second }

    static let leftDelimiter = StaticBytes(first: UInt8(ascii: "{"), second: UInt8(ascii: "{"))
    static let rightDelimiter = StaticBytes(first: UInt8(ascii: "}"), second: UInt8(ascii: "}"))
    static let leftComment = StaticBytes(first: UInt8(ascii: "/"), second: UInt8(ascii: "*"))
    static let rightComment = StaticBytes(first: UInt8(ascii: "*"), second: UInt8(ascii: "/"))
}
