// SPDX-License-Identifier: Apache-2.0

extension Printer {
    mutating func write(_ string: String) { output += string.utf8 }

    mutating func padded(_ string: String) { padded(Array(string.utf8)) }

    /// Writes bytes with blanks, or zeros, up to the width.
    mutating func padded(_ bytes: [UInt8]) {
        guard let width = flags.width, width > 0 else {
            output += bytes
            return
        }
        let missing = width - bytes.runeCount
        if !flags.minus { pad(missing) }
        output += bytes
        if flags.minus { pad(missing) }
    }

    mutating func pad(_ count: Int) {
        guard count > 0 else { return }
        output += repeatElement(UInt8(ascii: flags.padsWithZeros ? "0" : " "), count: count)
    }

    /// Writes bytes with blanks up to the width, although the flags ask for zeros.
    mutating func paddedWithBlanks(_ bytes: [UInt8]) {
        let zero = flags.zero
        flags.zero = false
        padded(bytes)
        flags.zero = zero
    }

    // MARK: - Texts

    /// Prints a text; returns whether the verb is one for texts.
    @discardableResult
    mutating func text(_ bytes: [UInt8], _ verb: Unicode.Scalar) -> Bool {
        switch verb {
        case "v" where flags.sharpV, "q": padded(literal(truncated(bytes)))
        case "v", "s": padded(truncated(bytes))
        case "x": hexadecimal(bytes, Self.lower)
        case "X": hexadecimal(bytes, Self.upper)
        default: return false
        }
        return true
    }

    private func truncated(_ bytes: [UInt8]) -> [UInt8] {
        guard let precision = flags.precision, precision < bytes.count else { return bytes }
        var (index, left) = (0, precision)
        while index < bytes.count, left > 0 {
            index += bytes.rune(at: index).width
            left -= 1
        }
        return Array(bytes[..<index])
    }

    private func literal(_ bytes: [UInt8]) -> [UInt8] {
        if flags.sharp, Quoting.canBackquote(bytes) { return Array("`".utf8) + bytes + Array("`".utf8) }
        return Quoting(isASCIIOnly: flags.plus).quote(bytes)
    }

    static let lower = Array("0123456789abcdefx".utf8)
    static let upper = Array("0123456789ABCDEFX".utf8)

    private mutating func hexadecimal(_ bytes: [UInt8], _ digits: [UInt8]) {
        let bytes = bytes.prefix(flags.precision ?? bytes.count)
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if flags.space, index > 0 { result.append(0x20) }
            if flags.sharp, index == 0 || flags.space { result += [UInt8(ascii: "0"), digits[16]] }
            result += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        padded(result)
    }

    // MARK: - Whole numbers

    mutating func integer(_ number: Int64, _ type: IntegerType, _ verb: Unicode.Scalar) {
        let bits = UInt64(bitPattern: number)
        switch verb {
        case "v" where flags.sharpV && !type.isSigned: write("0x" + String(bits, radix: 16))
        case "v", "d": digits(number, type, 10, verb)
        case "b": digits(number, type, 2, verb)
        case "o", "O": digits(number, type, 8, verb)
        case "x", "X": digits(number, type, 16, verb)
        case "c": padded(bytes(of: Self.rune(bits)))
        case "q": padded(Quoting(mark: UInt8(ascii: "'"), isASCIIOnly: flags.plus).quote(Self.rune(bits)))
        case "U": unicode(bits)
        default: bad(verb, .integer(number, type))
        }
    }

    private static func rune(_ bits: UInt64) -> Rune { bits > 0x10FFFF ? .replacement : Rune(value: UInt32(bits)) }

    private func bytes(of rune: Rune) -> [UInt8] {
        var bytes: [UInt8] = []
        rune.append(to: &bytes)
        return bytes
    }

    private mutating func digits(_ number: Int64, _ type: IntegerType, _ base: Int, _ verb: Unicode.Scalar) {
        let isNegative = type.isSigned && number < 0
        let magnitude = isNegative ? number.magnitude : UInt64(bitPattern: number)
        var least = 0
        if let precision = flags.precision {
            least = precision
            if precision == 0, magnitude == 0 {
                paddedWithBlanks([])
                return
            }
        } else if flags.padsWithZeros, let width = flags.width {
            least = width - (isNegative || flags.plus || flags.space ? 1 : 0)
        }
        var result = Array(String(magnitude, radix: base, uppercase: verb == "X").utf8)
        if result.count < least {
            result.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: least - result.count), at: 0)
        }
        if flags.sharp {
            switch base {
            case 2: result.insert(contentsOf: "0b".utf8, at: 0)
            case 8 where result.first != UInt8(ascii: "0"): result.insert(UInt8(ascii: "0"), at: 0)
            case 16: result.insert(contentsOf: (verb == "X" ? "0X" : "0x").utf8, at: 0)
            default: break
            }
        }
        if verb == "O" { result.insert(contentsOf: "0o".utf8, at: 0) }
        if isNegative {
            result.insert(UInt8(ascii: "-"), at: 0)
        } else if flags.plus || flags.space {
            result.insert(UInt8(ascii: flags.plus ? "+" : " "), at: 0)
        }
        paddedWithBlanks(result)
    }

    private mutating func unicode(_ bits: UInt64) {
        let digits = String(bits, radix: 16, uppercase: true)
        let least = max(flags.precision ?? 4, 4)
        var result = Array(("U+" + String(repeating: "0", count: max(0, least - digits.count)) + digits).utf8)
        let rune = Self.rune(bits)
        if flags.sharp, bits <= 0x10FFFF, rune.isPrintable {
            result += Array(" '".utf8) + bytes(of: rune) + Array("'".utf8)
        }
        paddedWithBlanks(result)
    }
}
