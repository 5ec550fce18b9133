// SPDX-License-Identifier: Apache-2.0

/// Reads complex numbers such as `1+2i` as Go's `fmt.Sscan` does.
struct ComplexScanner {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) { self.text = text }

    func scan() throws(NumberError) -> (real: Double, imaginary: Double) {
        var scanner = self
        let real = scanner.token()
        guard scanner.accept("+-") else { throw NumberError("syntax error scanning complex number") }
        scanner.position -= 1
        let imaginary = scanner.token()
        guard scanner.accept("i") else { throw NumberError("syntax error scanning complex number") }
        return (try Self.number(real), try Self.number(imaginary))
    }

    private mutating func token() -> ArraySlice<UInt8> {
        let start = position
        accept("+-")
        var (digits, exponent) = ("0123456789_", "eEpP")
        if accept("0"), accept("xX") { (digits, exponent) = ("0123456789abcdefABCDEF_", "pP") }
        while accept(digits) {}
        if accept(".") { while accept(digits) {} }
        if accept(exponent) {
            accept("+-")
            while accept("0123456789_") {}
        }
        return text[start..<position]
    }

    @discardableResult
    private mutating func accept(_ characters: String) -> Bool {
        guard position < text.count, characters.utf8.contains(text[position]) else { return false }
        position += 1
        return true
    }

    private static func number(_ token: ArraySlice<UInt8>) throws(NumberError) -> Double {
        if let number = GoNumber.float(token) { return number }
        let literal = Text(token).quoted
        throw NumberError("strconv.ParseFloat: parsing " + literal + ": invalid syntax")
    }
}
