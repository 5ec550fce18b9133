// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoTemplate

/// An error that a value of a template has no form in JSON or YAML.
struct NotWritable: Error {}

extension YAMLDatum {
    /// The deepest nesting that is written; a map that contains itself is deeper.
    private static let depthLimit = 1000

    /// The value after Go has written it as JSON and read that as YAML, which is how Kubernetes' tools write YAML.
    init(_ value: Value, depth: Int = 0) throws(NotWritable) {
        guard depth < Self.depthLimit else { throw NotWritable() }
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let bits, let type):
            self = type.isSigned || bits >= 0 ? .integer(bits) : .unsigned(UInt64(bitPattern: bits))
        case .float(let value): self = try Self.number(value)
        case .string(let text): self = .string(try JSONTextReadAsYAML.text(text))
        case .list(let list): self = try Self.list(list, depth)
        case .map(let map): self = try Self.map(map, depth)
        case .object(let object): self = try Self.object(object.json, depth)
        case .complex, .function: throw NotWritable()
        }
    }

    private static func list(_ list: List, _ depth: Int) throws(NotWritable) -> YAMLDatum {
        if list.isNil { return .null }
        if list.element == .integer(.uint8) {
            let bytes = list.elements.compactMap { element -> UInt8? in
                guard case .integer(let byte, _) = element else { return nil }
                return UInt8(truncatingIfNeeded: byte)
            }
            return .string(Text(Data(bytes).base64EncodedString()))
        }
        var elements: [YAMLDatum] = []
        elements.reserveCapacity(list.elements.count)
        for element in list.elements { elements.append(try YAMLDatum(element, depth: depth + 1)) }
        return .list(elements)
    }

    private static func map(_ map: Map, _ depth: Int) throws(NotWritable) -> YAMLDatum {
        if map.isNil { return .null }
        var entries: [Text: YAMLDatum] = [:]
        entries.reserveCapacity(map.entries.count)
        for (key, value) in map.entries {
            entries[try JSONTextReadAsYAML.key(key)] = try YAMLDatum(value, depth: depth + 1)
        }
        return .map(entries)
    }

    private static func object(_ form: Underlying, _ depth: Int) throws(NotWritable) -> YAMLDatum {
        switch form {
        case .value(let value): return try YAMLDatum(value, depth: depth + 1)
        case .fields(let fields):
            var entries: [Text: YAMLDatum] = [:]
            for field in fields { entries[Text(field.name)] = try YAMLDatum(field.value, depth: depth + 1) }
            return .map(entries)
        }
    }

    /// A float, which is a whole number behind JSON if it is written without a point there.
    private static func number(_ value: Double) throws(NotWritable) -> YAMLDatum {
        guard value.isFinite else { throw NotWritable() }
        let size = value.magnitude
        guard value == value.rounded(), size < 1e21 else { return .float(value) }
        if size <= 9_007_199_254_740_992 { return .integer(Int64(value)) }
        // JSON has the shortest digits that mean the number, filled up with zeros.
        let digits = Self.wholeDigits(size)
        guard let whole = UInt64(digits) else { return .float(value) }
        if let positive = Int64(exactly: whole) { return .integer(value < 0 ? -positive : positive) }
        return value < 0 ? .float(value) : .unsigned(whole)
    }

    /// The digits of a large whole number: the shortest that mean it, and zeros.
    private static func wholeDigits(_ size: Double) -> String {
        let parts = Value.float(size).printed.string.split(separator: "e")
        let digits = parts[0].filter { $0 != "." }
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : digits.count - 1
        return digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
    }
}

/// What becomes of a text that Go writes as JSON and reads as YAML.
enum JSONTextReadAsYAML {
    /// The text; it fails if it has characters that YAML does not allow.
    static func text(_ text: Text) throws(NotWritable) -> Text {
        guard !text.bytes.allSatisfy({ $0 < 0x7f }) else { return text }
        let scalars = text.string.unicodeScalars
        for scalar in scalars where !isAllowed(scalar) { throw NotWritable() }
        guard scalars.contains("\u{85}") else { return Text(goString(text)) }
        return Text(folding(goString(text)))
    }

    /// A key, which YAML reads only on one line and up to 1024 characters.
    static func key(_ text: Text) throws(NotWritable) -> Text {
        let key = try Self.text(text)
        if text.count > 160, length(text.string) > 1024 { throw NotWritable() }
        if text.bytes.contains(0x85), text.string.unicodeScalars.contains("\u{85}") { throw NotWritable() }
        return key
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7f, 0x80...0x84, 0x86...0x9f, 0xfffe, 0xffff: false
        default: true
        }
    }

    /// The text with one replacement character for each byte that is not UTF-8, as Go writes it.
    private static func goString(_ text: Text) -> String {
        var result = String.UnicodeScalarView()
        var decoder = UTF8()
        var iterator = text.bytes.makeIterator()
        if String(validating: text.bytes, as: UTF8.self) != nil { return text.string }
        // Byte by byte: what does not begin a whole character is replaced alone.
        var index = 0
        while index < text.count {
            let width = text.bytes.width(at: index)
            let end = min(index + width, text.count)
            iterator = Array(text.bytes[index..<end]).makeIterator()
            decoder = UTF8()
            if case .scalarValue(let scalar) = decoder.decode(&iterator),
                UTF8.encode(scalar)?.count == end - index
            {
                result.append(scalar)
                index = end
            } else {
                result.append("\u{fffd}")
                index += 1
            }
        }
        return String(result)
    }

    /// Folds lines at U+0085, the only line break that JSON does not escape.
    private static func folding(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let index = scalars.firstIndex(of: "\u{85}") {
            var line = scalars[..<index]
            while line.last == " " { line.removeLast() }
            result.append(contentsOf: line)
            let run = scalars[index...].prefix { $0 == "\u{85}" || $0 == " " }
            let breaks = run.count { $0 == "\u{85}" }
            result.append(contentsOf: breaks == 1 ? [" "] : Array(repeating: "\n", count: breaks - 1))
            scalars = scalars[run.endIndex...]
        }
        result.append(contentsOf: scalars)
        return String(result)
    }

    /// The number of characters of a text in JSON, with quotes.
    private static func length(_ text: String) -> Int {
        text.unicodeScalars.reduce(2) { length, scalar in
            switch scalar {
            case "\"", "\\", "\n", "\r", "\t", "\u{8}", "\u{c}": length + 2
            case "<", ">", "&", "\u{2028}", "\u{2029}": length + 6
            default: length + (scalar.value < 0x20 ? 6 : 1)
            }
        }
    }
}
