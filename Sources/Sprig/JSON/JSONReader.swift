// SPDX-License-Identifier: Apache-2.0

package import GoTemplate

/// Reads JSON into values, with the errors of Go's `encoding/json`: every number is a `float64`.
package struct JSONReader {
    /// What was read: a value, and what is wrong with it.
    ///
    /// With an error in the syntax the value is none; a number that is too large is none too, and the rest is as it is written.
    package struct Result {
        package var value: Value
        package var error: FunctionError?
        /// Whether the text ends too early.
        package var isCutOff = false
    }

    private static let limit = 1000
    private var scanner: JSONScanner
    private var depth = 0
    /// The error of a number, which does not keep the rest from being read.
    private var numberError: FunctionError?

    /// Reads a whole text.
    package static func read(_ text: Text) -> Result {
        var reader = JSONReader(scanner: JSONScanner(text.bytes))
        do {
            let value = try reader.value()
            try reader.scanner.end()
            return Result(value: value, error: reader.numberError)
        } catch {
            return Result(value: .null, error: error, isCutOff: reader.scanner.isAtEnd)
        }
    }

    private init(scanner: JSONScanner) { self.scanner = scanner }

    private mutating func value() throws(FunctionError) -> Value {
        switch try scanner.next("looking for beginning of value") {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try scanner.string())
        case UInt8(ascii: "t"):
            try scanner.word("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try scanner.word("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try scanner.word("null")
            return .null
        case let byte where byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte):
            return number(try scanner.number())
        default:
            throw scanner.unexpected("looking for beginning of value")
        }
    }

    private mutating func number(_ digits: [UInt8]) -> Value {
        guard let number = NumberTexts.real(digits) else {
            let text = String(decoding: digits, as: UTF8.self)
            numberError =
                numberError
                ?? FunctionError(Text("json: cannot unmarshal number \(text) into Go value of type float64"))
            return .null
        }
        return .float(number)
    }

    private mutating func deeper() throws(FunctionError) {
        depth += 1
        if depth > Self.limit { throw FunctionError("exceeded max depth") }
    }

    private mutating func object() throws(FunctionError) -> Value {
        try deeper()
        defer { depth -= 1 }
        scanner.skip()
        var entries: [Text: Value] = [:]
        var isFirst = true
        while true {
            let byte = try scanner.next("looking for beginning of object key string")
            if isFirst, byte == UInt8(ascii: "}") { break }
            guard byte == UInt8(ascii: "\"") else {
                throw scanner.unexpected("looking for beginning of object key string")
            }
            let key = try scanner.string()
            guard try scanner.next("after object key") == UInt8(ascii: ":") else {
                throw scanner.unexpected("after object key")
            }
            scanner.skip()
            entries[key] = try value()
            isFirst = false
            let end = try scanner.next("after object key:value pair")
            if end == UInt8(ascii: "}") { break }
            guard end == UInt8(ascii: ",") else { throw scanner.unexpected("after object key:value pair") }
            scanner.skip()
        }
        scanner.skip()
        return .map(Map(entries))
    }

    private mutating func array() throws(FunctionError) -> Value {
        try deeper()
        defer { depth -= 1 }
        scanner.skip()
        var elements: [Value] = []
        if try scanner.next("looking for beginning of value") == UInt8(ascii: "]") {
            scanner.skip()
            return .values([])
        }
        while true {
            elements.append(try value())
            let end = try scanner.next("after array element")
            scanner.skip()
            if end == UInt8(ascii: "]") { return .values(elements) }
            guard end == UInt8(ascii: ",") else {
                scanner.back()
                throw scanner.unexpected("after array element")
            }
        }
    }
}
