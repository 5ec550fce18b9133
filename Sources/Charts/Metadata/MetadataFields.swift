// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// The fields of a mapping of `Chart.yaml`, read as Go reads JSON into a struct.
///
/// Numbers and booleans become texts where texts are wanted; case does not matter in names; unknown fields are ignored.
struct MetadataFields {
    private let entries: [Text: YAMLDatum]
    /// The type of Go, for its messages.
    private let type: String
    private let path: String
    /// The lists in which an element is null, which is an error only later.
    private(set) var listsWithNull: Set<String> = []

    /// Reads a text as YAML.
    static func datum(_ bytes: [UInt8]) throws(ChartError) -> YAMLDatum {
        do throws(YAMLProblem) {
            return try GoYAMLReader.read(bytes)
        } catch {
            throw ChartError(.metadata, error.converting, at: ChartError.Place(file: "", line: error.line))
        }
    }

    init(_ datum: YAMLDatum, of type: String, _ path: String) throws(ChartError) {
        self.type = type
        self.path = path
        guard case .map(let entries) = datum else {
            let place = path.isEmpty ? "value" : "struct field Metadata.\(path.dropLast())"
            throw Self.mismatch("\(datum.jsonKind) into Go \(place) of type \(type)")
        }
        self.entries = entries
    }

    private static func mismatch(_ what: String) -> ChartError {
        ChartError(.metadata, "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal \(what)")
    }

    private func mismatch(_ datum: YAMLDatum, _ name: String, _ wanted: String) -> ChartError {
        let owner = type.split(separator: ".").last ?? ""
        return Self.mismatch("\(datum.jsonKind) into Go struct field \(owner).\(path)\(name) of type \(wanted)")
    }

    /// The field of a name; nothing for null.
    private func field(_ name: String) -> YAMLDatum? {
        let found = entries[Text(name)] ?? entries.first { $0.key.string.lowercased() == name.lowercased() }?.value
        return found == .null ? nil : found
    }

    mutating func text(_ name: String, _ value: inout String) throws(ChartError) {
        guard let datum = field(name) else { return }
        guard let text = datum.asText else { throw mismatch(datum, name, "string") }
        value = text
    }

    mutating func bool(_ name: String, _ value: inout Bool) throws(ChartError) {
        guard let datum = field(name) else { return }
        guard case .bool(let bool) = datum else { throw mismatch(datum, name, "bool") }
        value = bool
    }

    mutating func texts(_ name: String, _ value: inout [String]?) throws(ChartError) {
        guard let datum = field(name) else { return }
        guard case .list(let elements) = datum else { throw mismatch(datum, name, "[]string") }
        var texts: [String] = []
        for element in elements {
            guard let text = element == .null ? "" : element.asText else { throw mismatch(element, name, "string") }
            texts.append(text)
        }
        value = texts
    }

    mutating func map(_ name: String, _ value: inout [String: String]?) throws(ChartError) {
        guard let datum = field(name) else { return }
        guard case .map(let entries) = datum else { throw mismatch(datum, name, "map[string]string") }
        var map = value ?? [:]
        for (key, element) in entries {
            guard let text = element == .null ? "" : element.asText else { throw mismatch(element, name, "string") }
            map[key.string] = text
        }
        value = map
    }

    mutating func values(_ name: String, _ value: inout [ChartValue]?) throws(ChartError) {
        guard let datum = field(name) else { return }
        guard case .list(let elements) = datum else { throw mismatch(datum, name, "[]interface {}") }
        value = elements.map(\.chartValue)
    }

    mutating func list<Element>(
        _ name: String,
        of type: String,
        _ value: inout [Element]?,
        _ read: (inout MetadataFields) throws(ChartError) -> Element
    ) throws(ChartError) {
        guard let datum = field(name) else { return }
        guard case .list(let elements) = datum else { throw mismatch(datum, name, "[]*\(type)") }
        var list: [Element] = []
        for element in elements {
            guard element != .null else {
                listsWithNull.insert(name)
                continue
            }
            var fields = try MetadataFields(element, of: type, "\(path)\(name).")
            list.append(try read(&fields))
        }
        value = list
    }
}

extension YAMLDatum {
    /// The text that a field of texts gets.
    fileprivate var asText: String? {
        switch self {
        case .string(let text): text.string
        case .bool(let value): String(value)
        case .integer(let value): String(value)
        case .unsigned(let value): String(value)
        case .float(let value): Value.float(value).printed.string
        case .null, .list, .map: nil
        }
    }
}
