// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The names of the fields that a mapping may have, as they are in the file.
package protocol YAMLFieldName: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// What to do about a field that existed in another version of the format.
    static func remedy(forFormerField name: String) -> String?
    /// The other mappings that have a field, in words; empty if there are too many to name.
    static func otherPlaces(ofField name: String) -> [String]
}

extension YAMLFieldName {
    package static func remedy(forFormerField name: String) -> String? { nil }
    package static func otherPlaces(ofField name: String) -> [String] { [] }
}

/// A mapping whose fields are known.
///
/// A field in the wrong letter case is accepted with a warning, because Kubernetes' tools accept it without one. An
/// unknown field is an error, because it would have no effect. A field that is `null` counts as absent.
package struct YAMLMapping<Name: YAMLFieldName> {
    package let reader: YAMLReader
    /// Where the mapping begins.
    package let location: SourceLocation
    private var fields: [Name: YAMLField] = [:]
    /// Whether a field belongs to another mapping; that was reported.
    package private(set) var hasMisplacedField = false

    init(_ written: [YAMLField], at position: YAMLPosition, reader: YAMLReader) {
        self.reader = reader
        location = reader.source.location(position)
        var others: [YAMLField] = []
        for field in written {
            if let name = Name(rawValue: field.key) { fields[name] = field } else { others.append(field) }
        }
        for field in others { place(field) }
    }

    private mutating func place(_ field: YAMLField) {
        let names = Name.allCases.map(\.rawValue)
        let place = reader.source.location(field.keyPosition)
        guard let name = Name.allCases.first(where: { $0.rawValue.lowercased() == field.key.lowercased() }) else {
            reportUnknown(field, among: names, at: place)
            return
        }
        if let first = fields[name] {
            let position = first.keyPosition
            reader.report(
                code: .duplicateKey,
                "the field `\(name.rawValue)` is here for the second time, as `\(field.key)`",
                remedy: "it is also on line \(position.line), column \(position.column); keep one of the two",
                at: place
            )
            return
        }
        fields[name] = field
        reader.report(
            .warning,
            code: .fieldCase,
            "`\(field.key)` is read as `\(name.rawValue)`",
            remedy: "write `\(name.rawValue)`",
            at: place
        )
    }

    private mutating func reportUnknown(_ field: YAMLField, among names: [String], at place: SourceLocation) {
        guard !YAMLScalar(text: field.key, isPlain: true).isMasked else { return }
        let former = field.missingBlank ?? Name.remedy(forFormerField: field.key)
        let places = former == nil ? Name.otherPlaces(ofField: field.key) : []
        guard places.isEmpty else {
            hasMisplacedField = true
            reader.report(
                code: .misplacedField,
                "the field `\(field.key)` is at the wrong level",
                remedy: "it belongs to \(places.joined(separator: " or to ")); move it there",
                at: place
            )
            return
        }
        let nearest = nearestName(to: field.key, among: names)
        let known = (nearest.map { "did you mean `\($0)`? " } ?? "") + "the fields here are \(enumeration(of: names))"
        reader.report(code: .unknownField, "unknown field `\(field.key)`", remedy: former ?? known, at: place)
    }

    /// The value of a field; nothing if it is absent or `null`.
    package subscript(name: Name) -> YAMLNode? {
        guard let node = fields[name]?.value, !node.isNull else { return nil }
        return node
    }

    /// The place of a field's name, even if its value is `null`.
    package func keyLocation(_ name: Name) -> SourceLocation? {
        fields[name].map { reader.source.location($0.keyPosition) }
    }

    /// Reads a string; an empty one counts as absent, as in Go's tools.
    package func string(_ name: Name, number remedy: (String) -> String? = { _ in nil }) -> Located<String>? {
        guard let node = self[name], let string = reader.string(node, name: name.rawValue, number: remedy) else {
            return nil
        }
        return string.value.isEmpty ? nil : string
    }

    /// Reads a string that must be there and must not be empty; `value` is its usual one; `nil` if no value is usual.
    package func requiredString(
        _ name: Name,
        of subject: String,
        usually value: String? = nil,
        number remedy: (String) -> String? = { _ in nil }
    ) -> Located<String>? {
        guard let node = self[name] else {
            reader.report(
                code: .missingField,
                "\(subject) has no `\(name.rawValue)`",
                remedy: value.map { "add `\(name.rawValue): \($0)`" } ?? "add `\(name.rawValue):` with a value",
                at: keyLocation(name) ?? location
            )
            return nil
        }
        guard let string = reader.string(node, name: name.rawValue, number: remedy) else { return nil }
        guard string.value.contains(where: { !$0.isWhitespace }) else {
            reader.report(code: .emptyName, "the `\(name.rawValue)` of \(subject) is empty", at: string.location)
            return nil
        }
        return string
    }

    /// Reads a string and parses it; an error of `parse` becomes the finding, and `remedy` its advice.
    package func parsed<Value, Failure: Error & CustomStringConvertible>(
        _ name: Name,
        code: FindingCode,
        number: (String) -> String? = { _ in nil },
        remedy: (String) -> String? = { _ in nil },
        _ parse: (String) throws(Failure) -> Value
    ) -> Located<Value>? {
        guard let text = string(name, number: number) else { return nil }
        do throws(Failure) {
            return try text.map(parse)
        } catch {
            reader.report(
                code: code,
                "`\(name.rawValue)` is not valid: \(error)",
                remedy: remedy(text.value),
                at: text.location
            )
            return nil
        }
    }

    /// Reads a boolean, false if absent.
    package func flag(_ name: Name) -> Bool {
        self[name].flatMap { reader.boolean($0, name: name.rawValue) }?.value ?? false
    }

    /// Reads a whole number; `remedy` says what to write instead of a text.
    package func integer(_ name: Name, text remedy: (String) -> String? = { _ in nil }) -> Located<Int64>? {
        self[name].flatMap { reader.integer($0, name: name.rawValue, text: remedy) }
    }

    /// Reads a list of strings that are not empty.
    package func strings(_ name: Name) -> [Located<String>] {
        let nodes = self[name].flatMap { node in
            reader.list(node, name: name.rawValue) { "write `\(name.rawValue): [\($0)]`" }
        }
        return (nodes ?? []).compactMap { node in
            guard let string = reader.string(node, name: name.rawValue) else { return nil }
            guard string.value.contains(where: { !$0.isWhitespace }) else {
                reader.report(code: .emptyName, "a string in `\(name.rawValue)` is empty", at: string.location)
                return nil
            }
            return string
        }
    }

    /// Reads a mapping whose fields are known.
    package func mapping<Inner: YAMLFieldName>(_ name: Name, as names: Inner.Type) -> YAMLMapping<Inner>? {
        self[name].flatMap { reader.mapping($0, as: names, name: name.rawValue) }
    }

    /// Reads a list of mappings whose fields are known.
    package func mappings<Inner: YAMLFieldName>(_ name: Name, as names: Inner.Type) -> [YAMLMapping<Inner>]? {
        let key = Inner.allCases.first.map(\.rawValue) ?? ""
        let nodes = self[name].flatMap { node in
            reader.list(node, name: name.rawValue, ofMappings: true) {
                "write `- \(key): \($0)` on the line below `\(name.rawValue):`"
            }
        }
        return nodes?.compactMap { reader.mapping($0, as: names, name: "\(name.rawValue)[]") }
    }
}

/// Lists names for a message.
package func enumeration(of names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
