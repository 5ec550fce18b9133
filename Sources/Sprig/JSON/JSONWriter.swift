// SPDX-License-Identifier: Apache-2.0

package import GoTemplate

/// Writes values as JSON, byte for byte as Go's `encoding/json`.
package struct JSONWriter {
    /// How deep values may be; one that contains itself is deeper than any limit.
    private static let limit = 1000
    private let style: JSONStyle
    private var bytes: [UInt8] = []
    private var depth = 0
    /// How many values may still be written: lists that share their parts can be larger than any memory.
    private var left = Value.greatestSize

    private init(_ style: JSONStyle) { self.style = style }

    /// Returns the JSON of a value.
    package static func write(_ value: Value, style: JSONStyle = JSONStyle()) throws(FunctionError) -> Text {
        var writer = JSONWriter(style)
        try writer.append(value)
        return Text(writer.bytes)
    }

    private mutating func append(_ value: Value) throws(FunctionError) {
        left -= 1
        guard left > 0 else { throw FunctionError("json: the value is too large") }
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let flag): bytes += (flag ? "true" : "false").utf8
        case .integer(let number, let type):
            bytes += (type.isSigned ? String(number) : String(UInt64(bitPattern: number))).utf8
        case .float(let number): bytes += try Self.digits(number).utf8
        case .complex: throw FunctionError("json: unsupported type: complex128")
        case .function: throw FunctionError("json: unsupported type: func()")
        case .string(let text): append(text)
        case .list(let list): try append(list)
        case .map(let map):
            if map.isNil { bytes += "null".utf8 } else { try append(map) }
        case .object(let object):
            switch object.json {
            case .value(let value): try append(value)
            case .fields(let fields):
                try appendObject(fields.map { (Text($0.name), $0.value) }, type: "\(object.type)")
            }
        }
    }

    private mutating func append(_ list: List) throws(FunctionError) {
        if list.isNil {
            bytes += "null".utf8
        } else if list.element == .integer(.uint8) {
            bytes += [UInt8(ascii: "\"")] + Base64.encode(list.bytes) + [UInt8(ascii: "\"")]
        } else {
            try deeper(type: list.type)
            bytes.append(UInt8(ascii: "["))
            for (index, element) in list.elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                breakLine()
                try append(element)
            }
            depth -= 1
            if !list.elements.isEmpty { breakLine() }
            bytes.append(UInt8(ascii: "]"))
        }
    }

    private mutating func append(_ map: Map) throws(FunctionError) {
        let entries = map.entries
        try appendObject(map.sortedKeys.map { ($0, entries[$0] ?? .null) }, type: "\(map.type)")
    }

    private mutating func appendObject(_ entries: [(Text, Value)], type: String) throws(FunctionError) {
        try deeper(typeName: type)
        bytes.append(UInt8(ascii: "{"))
        for (index, (key, value)) in entries.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine()
            append(key)
            bytes.append(UInt8(ascii: ":"))
            if style.isIndented { bytes.append(UInt8(ascii: " ")) }
            try append(value)
        }
        depth -= 1
        if !entries.isEmpty { breakLine() }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func deeper(type: GoType) throws(FunctionError) { try deeper(typeName: "\(type)") }

    private mutating func deeper(typeName: String) throws(FunctionError) {
        depth += 1
        guard depth <= Self.limit else {
            throw FunctionError(Text("json: unsupported value: encountered a cycle via \(typeName)"))
        }
    }

    private mutating func breakLine() {
        guard style.isIndented else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes += [UInt8](repeating: UInt8(ascii: " "), count: 2 * depth)
    }

    /// Returns the digits of a number: with an exponent only when it is very large or very small.
    private static func digits(_ number: Double) throws(FunctionError) -> String {
        guard number.isFinite else {
            let name = number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf"
            throw FunctionError(Text("json: unsupported value: \(name)"))
        }
        let digits = DecimalDigits(number)
        let isPlain = number == 0 || (1e-6..<1e21).contains(number.magnitude)
        return isPlain ? digits.plain : digits.scientific
    }

    private mutating func append(_ text: Text) {
        bytes.append(UInt8(ascii: "\""))
        for (scalar, piece) in Runes(text.bytes) {
            guard let scalar else {
                bytes += #"\ufffd"#.utf8
                continue
            }
            if let escape = escape(scalar) { bytes += escape.utf8 } else { bytes += piece }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func escape(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\"": return #"\""#
        case "\\": return #"\\"#
        case "\n": return #"\n"#
        case "\r": return #"\r"#
        case "\t": return #"\t"#
        case "\u{8}": return #"\b"#
        case "\u{C}": return #"\f"#
        case "\u{2028}": return #"\u2028"#
        case "\u{2029}": return #"\u2029"#
        case "<", ">", "&":
            return style.escapesHTML ? #"\u00"# + String(scalar.value, radix: 16) : nil
        default:
            guard scalar.value < 0x20 else { return nil }
            return #"\u00"# + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        }
    }
}
