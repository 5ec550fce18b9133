// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Helm's `toToml`: values as the TOML library of Go that it uses writes them.
struct HelmTOML {
    struct Problem: Error {
        let message: String
    }

    /// The deepest nesting that is written; a map that contains itself is deeper.
    private static let depthLimit = 500

    static var functions: [String: Function] {
        [
            "toToml": Function([.any], result: .string) { arguments in
                guard case .null = arguments[0] else { return .string(text(arguments[0])) }
                throw FunctionError("reflect: call of reflect.Value.Type on zero Value")
            }
        ]
    }

    private var output: [UInt8] = []

    /// A value as TOML, or the message why it cannot be written.
    static func text(_ value: Value) -> Text {
        var writer = HelmTOML()
        do {
            try value.requireBounded()
            try writer.write(value, at: [])
            return Text(writer.output)
        } catch {
            if let bound = error as? FunctionError { return Text("toml: ") + bound.message }
            return Text((error as? Problem)?.message ?? "")
        }
    }

    private mutating func write(_ value: Value, at key: [Text]) throws {
        guard key.count < Self.depthLimit else { throw Problem(message: "toml: the value is nested too deeply") }
        switch try Shape(value) {
        case .nothing:
            if key.isEmpty { throw Problem(message: "unsupported type for key '': invalid") }
        case .table(let entries):
            if key.count == 1 { endLine() }
            if !key.isEmpty { header("[", key, "]") }
            try writeEntries(entries, below: key)
        case .tables(let tables):
            if key.isEmpty { throw Problem(message: "toml: top-level values must be Go maps or structs") }
            for table in tables {
                endLine()
                header("[[", key, "]]")
                try writeEntries(table, below: key)
            }
        case .element:
            if let name = key.last {
                indent(key)
                output += Self.key(name) + Array(" = ".utf8)
            }
            try writeElement(value, depth: key.count)
            if !key.isEmpty { endLine() }
        }
    }

    /// Writes first what needs no header of its own, then the tables, each in the order of the keys.
    private mutating func writeEntries(_ entries: [Text: Value], below key: [Text]) throws {
        let sorted = entries.sorted { $0.key < $1.key }
        let shapes = try sorted.map { try Shape($0.value) }
        for isTable in [false, true] {
            for (entry, shape) in zip(sorted, shapes) where shape.isTable == isTable {
                if case .nothing = shape { continue }
                try write(entry.value, at: key + [entry.key])
            }
        }
    }

    private mutating func writeElement(_ value: Value, depth: Int) throws {
        guard depth < Self.depthLimit else { throw Problem(message: "toml: the value is nested too deeply") }
        switch value {
        case .bool(let value): output += Array(String(value).utf8)
        case .integer: output += value.printed.bytes
        case .float(let number): output += Array(Self.decimal(number).utf8)
        case .string(let text): writeQuoted(text)
        case .object(let object):
            switch (Self.text(of: object), object.underlying) {
            case (let text?, _) where object.type.description == "time.Time": output += text.bytes
            case (let text?, _): writeQuoted(text)
            case (nil, .value(let inner)): try writeElement(inner, depth: depth + 1)
            case (nil, .fields(let fields)): try writeInline(Self.entries(fields), depth)
            }
        case .list(let list):
            output.append(UInt8(ascii: "["))
            for (index, element) in list.elements.enumerated() {
                if index > 0 { output += Array(", ".utf8) }
                try writeElement(element, depth: depth + 1)
            }
            output.append(UInt8(ascii: "]"))
        case .map(let map): try writeInline(map.entries, depth)
        case .null: throw Problem(message: "toml: cannot encode array with nil element")
        case .complex, .function: throw Problem(message: "unexpected type: \(value.type)")
        }
    }

    private mutating func writeInline(_ entries: [Text: Value], _ depth: Int) throws {
        output.append(UInt8(ascii: "{"))
        let shapes = try entries.filter { try !Shape($0.value).isNothing }
        let sorted = try shapes.sorted { left, right in
            let (isTable, isOtherTable) = (try Shape(left.value).isTable, try Shape(right.value).isTable)
            return isTable == isOtherTable ? left.key < right.key : isOtherTable
        }
        for (index, entry) in sorted.enumerated() {
            if index > 0 { output += Array(", ".utf8) }
            output += Self.key(entry.key) + Array(" = ".utf8)
            try writeElement(entry.value, depth: depth + 1)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// The text of an object that is written as one: a time, a duration, a version.
    static func text(of object: any Object) -> Text? {
        if object.type.description == "time.Duration" { return object.description }
        guard case .value(.string(let text)) = object.json else { return nil }
        return text
    }

    static func entries(_ fields: [(name: String, value: Value)]) -> [Text: Value] {
        Dictionary(fields.map { (Text($0.name), $0.value) }) { $1 }
    }

    // MARK: Characters

    private mutating func endLine() {
        if !output.isEmpty { output.append(UInt8(ascii: "\n")) }
    }

    private mutating func indent(_ key: [Text]) {
        output += Array(repeating: UInt8(ascii: " "), count: 2 * (key.count - 1))
    }

    private mutating func header(_ opening: String, _ key: [Text], _ closing: String) {
        indent(key)
        output += Array(opening.utf8)
        output += key.map(Self.key).joined(separator: [UInt8(ascii: ".")])
        output += Array(closing.utf8)
        endLine()
    }

    private static func key(_ key: Text) -> [UInt8] {
        let isBare = key.bytes.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "_"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard !isBare || key.isEmpty else { return key.bytes }
        var writer = HelmTOML()
        writer.writeQuoted(key)
        return writer.output
    }

    private mutating func writeQuoted(_ text: Text) {
        output.append(UInt8(ascii: "\""))
        for byte in text.bytes {
            switch byte {
            case UInt8(ascii: "\""): output += Array("\\\"".utf8)
            case UInt8(ascii: "\\"): output += Array("\\\\".utf8)
            case 0x08: output += Array("\\b".utf8)
            case 0x09: output += Array("\\t".utf8)
            case 0x0a: output += Array("\\n".utf8)
            case 0x0c: output += Array("\\f".utf8)
            case 0x0d: output += Array("\\r".utf8)
            case 0x00..<0x20, 0x7f:
                let digits = String(byte, radix: 16)
                output += Array(("\\u00" + (digits.utf8.count == 1 ? "0" : "") + digits).utf8)
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func decimal(_ number: Double) -> String {
        if number.isNaN { return "nan" }
        guard number.isFinite else { return number < 0 ? "-inf" : "inf" }
        return PlainDecimal.text(number)
    }
}
