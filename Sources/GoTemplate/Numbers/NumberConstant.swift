// SPDX-License-Identifier: Apache-2.0

/// A number in the text of a template, which has no type yet: `3.0` may become an `int`, and `3` a `float64`.
final class NumberConstant {
    /// The number as it is written.
    let text: Text
    private(set) var signed: Int64?
    private(set) var unsigned: UInt64?
    private(set) var float: Double?
    private(set) var complex: (real: Double, imaginary: Double)?
    /// The value where nothing says which type is wanted: an `int` if it is written like one, else a `float64`.
    ///
    /// It is `nil` for whole numbers that are too large for an `int`.
    private(set) var ideal: Value?

    /// Reads a literal; throws what Go says if it is none.
    init(_ text: Text, kind: Token.Kind) throws(NumberError) {
        self.text = text
        switch kind {
        case .characterConstant: try readCharacter()
        case .complex: try setComplex(ComplexScanner(text.bytes).scan())
        default: try readNumber()
        }
        if let complex {
            ideal = .complex(real: complex.real, imaginary: complex.imaginary)
        } else if let float, isWrittenAsFloat {
            ideal = .float(float)
        } else {
            ideal = signed.map { .integer($0, .int) }
        }
    }

    private var isWrittenAsFloat: Bool {
        let bytes = text.bytes
        guard bytes.first != UInt8(ascii: "'") else { return false }
        let isHexadecimal = bytes.count > 2 && bytes[0] == UInt8(ascii: "0") && bytes[1].lowercased == UInt8(ascii: "x")
        if isHexadecimal, !bytes.contains(where: { $0.lowercased == UInt8(ascii: "p") }) { return false }
        return bytes.hasFloatMark
    }

    // MARK: - Reading

    private func readCharacter() throws(NumberError) {
        let bytes = text.bytes
        guard let character = Unquoting.character(of: bytes, at: 1, mark: UInt8(ascii: "'")) else {
            throw NumberError("invalid syntax")
        }
        guard character.end == bytes.count - 1 else { throw NumberError("malformed character constant: " + text) }
        signed = Int64(character.rune.value)
        unsigned = UInt64(character.rune.value)
        float = Double(character.rune.value)
    }

    private func readNumber() throws(NumberError) {
        let bytes = text.bytes
        if bytes.last == UInt8(ascii: "i"), let imaginary = GoNumber.float(bytes.dropLast()) {
            setComplex((0, imaginary))
            return
        }
        unsigned = GoNumber.unsigned(bytes[...])
        signed = GoNumber.signed(bytes[...])
        if signed == 0 { unsigned = 0 }
        if let signed {
            float = Double(signed)
        } else if let unsigned {
            float = Double(unsigned)
        } else if let number = GoNumber.float(bytes[...]) {
            guard bytes.hasFloatMark else { throw NumberError("integer overflow: " + text.quoted) }
            float = number
            signed = Int64(exactly: number)
            unsigned = UInt64(exactly: number)
        } else {
            throw NumberError("illegal number syntax: " + text.quoted)
        }
    }

    private func setComplex(_ number: (real: Double, imaginary: Double)) {
        complex = number
        guard number.imaginary == 0 else { return }
        float = number.real
        signed = Int64(exactly: number.real)
        unsigned = UInt64(exactly: number.real)
    }
}

extension [UInt8] {
    /// Whether a number has a point or an exponent, and so is none that is merely too large.
    fileprivate var hasFloatMark: Bool {
        contains { $0 == UInt8(ascii: ".") || $0.lowercased == UInt8(ascii: "e") || $0.lowercased == UInt8(ascii: "p") }
    }
}
