// SPDX-License-Identifier: Apache-2.0

/// In which styles a text can be written in block context.
struct YAMLScalarAnalysis {
    /// Whether the text has several lines.
    private(set) var isMultiline = false
    private(set) var allowsPlain = true
    private(set) var allowsSingleQuotes = true
    private(set) var allowsBlock = true

    init(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else {
            allowsBlock = false
            return
        }
        var isIndicator = bytes.starts(with: Array("---".utf8)) || bytes.starts(with: Array("...".utf8))
        var (hasSpecial, hasBreakThenSpace, hasSpaceThenBreak) = (false, false, false)
        var (followsSpace, followsBreak, followsBlank) = (false, false, true)
        var index = 0
        while index < bytes.count {
            let width = bytes.width(at: index)
            let next = index + width
            let precedesBlank = next >= bytes.count || bytes.isBlank(at: next)
            if Self.isIndicator(bytes[index], isFirst: index == 0, precedesBlank, followsBlank) { isIndicator = true }
            if !bytes.isPrintable(at: index) { hasSpecial = true }
            let isBreak = bytes.isBreak(at: index)
            if bytes[index] == UInt8(ascii: " ") {
                if followsBreak { hasBreakThenSpace = true }
                (followsSpace, followsBreak) = (true, false)
            } else if isBreak {
                isMultiline = true
                if followsSpace { hasSpaceThenBreak = true }
                (followsSpace, followsBreak) = (false, true)
            } else {
                (followsSpace, followsBreak) = (false, false)
            }
            followsBlank = isBreak || bytes.isBlank(at: index) || bytes[index] == 0
            index = next
        }
        let last = bytes.startOfLast
        let startsBlank = bytes[0] == UInt8(ascii: " ") || bytes.isBreak(at: 0)
        let endsWithSpace = bytes[last] == UInt8(ascii: " ")
        if isIndicator || isMultiline || startsBlank || endsWithSpace || bytes.isBreak(at: last) { allowsPlain = false }
        if endsWithSpace { allowsBlock = false }
        if hasBreakThenSpace { (allowsPlain, allowsSingleQuotes) = (false, false) }
        if hasSpaceThenBreak || hasSpecial { (allowsPlain, allowsSingleQuotes, allowsBlock) = (false, false, false) }
    }

    /// Whether a character has a meaning at its place in block context.
    private static func isIndicator(_ byte: UInt8, isFirst: Bool, _ precedesBlank: Bool, _ followsBlank: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: ":"): precedesBlank
        case UInt8(ascii: "#"): isFirst || followsBlank
        case UInt8(ascii: "?"), UInt8(ascii: "-"): isFirst && precedesBlank
        default: isFirst && ",[]{}&*!|>'\"%@`".utf8.contains(byte)
        }
    }
}

extension [UInt8] {
    /// The number of bytes of the character at a place.
    func width(at index: Int) -> Int {
        switch self[index] {
        case ..<0x80: 1
        case 0xc0..<0xe0: 2
        case 0xe0..<0xf0: 3
        case 0xf0..<0xf8: 4
        default: 1
        }
    }

    /// The place of the last character.
    var startOfLast: Int {
        var index = count - 1
        while index > 0, self[index] & 0xc0 == 0x80 { index -= 1 }
        return index
    }

    /// Whether a space or a tab is at a place.
    func isBlank(at index: Int) -> Bool { self[index] == UInt8(ascii: " ") || self[index] == UInt8(ascii: "\t") }

    /// Whether a line break is at a place: CR, LF, NEL, LS or PS.
    func isBreak(at index: Int) -> Bool {
        switch self[index] {
        case 0x0a, 0x0d: true
        case 0xc2: index + 1 < count && self[index + 1] == 0x85
        case 0xe2: index + 2 < count && self[index + 1] == 0x80 && (self[index + 2] == 0xa8 || self[index + 2] == 0xa9)
        default: false
        }
    }

    /// Whether the character at a place may stand without an escape; characters of four bytes may not.
    func isPrintable(at index: Int) -> Bool {
        switch self[index] {
        case 0x0a, 0x20...0x7e: true
        case 0xc2: self[index + 1] >= 0xa0
        case 0xc3...0xec, 0xee: true
        case 0xed: self[index + 1] < 0xa0
        case 0xef:
            !(self[index + 1] == 0xbb && self[index + 2] == 0xbf)
                && !(self[index + 1] == 0xbf && (self[index + 2] == 0xbe || self[index + 2] == 0xbf))
        default: false
        }
    }
}
