// SPDX-License-Identifier: Apache-2.0

extension Printer {
    /// Prints a number, or calls `otherwise` if the verb is none for it.
    mutating func float(_ number: Double, _ verb: Unicode.Scalar, otherwise: (inout Printer) -> Void) {
        switch verb {
        case "v": float(number, UInt8(ascii: "g"), nil)
        case "b", "g", "G", "x", "X": float(number, UInt8(verb.value), nil)
        case "f", "e", "E": float(number, UInt8(verb.value), 6)
        case "F": float(number, UInt8(ascii: "f"), 6)
        default: otherwise(&self)
        }
    }

    private mutating func float(_ number: Double, _ verb: UInt8, _ usual: Int?) {
        let precision = flags.precision ?? usual
        var text = FloatFormat.format(number, as: verb, precision: precision)
        if text[0] != UInt8(ascii: "-"), text[0] != UInt8(ascii: "+") { text.insert(UInt8(ascii: "+"), at: 0) }
        if flags.space, text[0] == UInt8(ascii: "+"), !flags.plus { text[0] = 0x20 }
        guard number.isFinite else {
            if number.isNaN, !flags.space, !flags.plus { text.removeFirst() }
            return paddedWithBlanks(text)
        }
        if flags.sharp, verb != UInt8(ascii: "b") { text = withPoint(text, verb, precision) }
        guard flags.plus || text[0] != UInt8(ascii: "+") else { return padded(Array(text.dropFirst())) }
        if flags.padsWithZeros, let width = flags.width, width > text.count {
            output.append(text[0])
            pad(width - text.count)
            output += text.dropFirst()
        } else {
            padded(text)
        }
    }

    /// A number with a point in any case, and with the zeros that `%g` cuts.
    private func withPoint(_ text: [UInt8], _ verb: UInt8, _ precision: Int?) -> [UInt8] {
        let isHexadecimal = verb | 0x20 == UInt8(ascii: "x")
        var missing = 0
        if verb | 0x20 == UInt8(ascii: "g") || verb == UInt8(ascii: "x") { missing = precision ?? 6 }
        let isTail: (UInt8) -> Bool = { byte in
            let letter = byte | 0x20
            return letter == UInt8(ascii: "p") || letter == UInt8(ascii: "e") && !isHexadecimal
        }
        let tail = text.firstIndex(where: isTail) ?? text.count
        var number = Array(text[..<tail])
        let significant = number.dropFirst().filter { $0 != UInt8(ascii: ".") }.drop { $0 == UInt8(ascii: "0") }
        missing -= significant.count
        if !number.contains(UInt8(ascii: ".")) {
            if number.count == 2, number[1] == UInt8(ascii: "0") { missing -= 1 }
            number.append(UInt8(ascii: "."))
        }
        if missing > 0 { number += repeatElement(UInt8(ascii: "0"), count: missing) }
        return number + text[tail...]
    }

    mutating func complex(_ real: Double, _ imaginary: Double, _ verb: Unicode.Scalar) {
        guard ["v", "b", "g", "G", "x", "X", "f", "F", "e", "E"].contains(verb) else {
            return bad(verb, .complex(real: real, imaginary: imaginary))
        }
        let plus = flags.plus
        write("(")
        float(real, verb) { _ in }
        flags.plus = true
        float(imaginary, verb) { _ in }
        write("i)")
        flags.plus = plus
    }
}
