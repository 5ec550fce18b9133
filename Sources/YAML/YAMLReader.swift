// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Reads typed values from nodes; a value that does not fit is reported with its place, and reading continues.
package struct YAMLReader {
    package let source: SourceText
    package let findings: FindingCollector

    package init(_ source: SourceText, reportingTo findings: FindingCollector) {
        self.source = source
        self.findings = findings
    }

    /// Reports something at a place in the file.
    package func report(
        _ severity: Finding.Severity = .error,
        code: FindingCode,
        _ summary: String,
        remedy: String? = nil,
        at location: SourceLocation
    ) {
        findings.report(Finding(severity, code, summary, remedy: remedy, at: location).quoting(source))
    }

    /// Reads a string; messages call the value `name`, and `remedy` says what to write instead of a number.
    package func string(
        _ node: YAMLNode,
        name: String,
        number remedy: (String) -> String? = { _ in nil }
    ) -> Located<String>? {
        let location = source.location(node.position)
        guard !node.isMasked else { return nil }
        guard case .scalar(let scalar) = node.content, let meaning = scalar.meaning, meaning != .null else {
            mismatch(node, name: name, expected: "a string")
            return nil
        }
        guard meaning == .string else {
            var advice: String?
            if case .number = meaning { advice = remedy(scalar.text) }
            if case .integer = meaning { advice = remedy(scalar.text) }
            report(
                code: .wrongType,
                "`\(name)` must be a string, found \(node.kind)",
                remedy: advice ?? "quote it: \"\(scalar.text)\"",
                at: location
            )
            return nil
        }
        return Located(scalar.text, at: location)
    }

    /// Reads a whole number; `remedy` says what to write instead of a text.
    package func integer(
        _ node: YAMLNode,
        name: String,
        text remedy: (String) -> String? = { _ in nil }
    ) -> Located<Int64>? {
        guard case .scalar(let scalar) = node.content, case .integer(let value) = scalar.meaning else {
            var advice: String?
            if case .scalar(let scalar) = node.content {
                advice = Int64(scalar.text).map { "remove the quotes: `\(name): \($0)`" } ?? remedy(scalar.text)
            }
            mismatch(node, name: name, expected: "a whole number", remedy: advice)
            return nil
        }
        return Located(value, at: source.location(node.position))
    }

    /// Reads a boolean.
    package func boolean(_ node: YAMLNode, name: String) -> Located<Bool>? {
        guard case .scalar(let scalar) = node.content, case .boolean(let value) = scalar.meaning else {
            var remedy = "write `\(name): true` or `\(name): false`"
            if case .scalar(let scalar) = node.content, scalar.tag == nil, !scalar.isPlain,
                case .boolean(let meant) = YAMLScalar.meaning(ofPlain: scalar.text)
            {
                remedy = "remove the quotes: `\(name): \(meant)`"
            }
            mismatch(node, name: name, expected: "true or false", remedy: remedy)
            return nil
        }
        return Located(value, at: source.location(node.position))
    }

    /// Reads the elements of a list; `example` shows how a single string would be written as a list.
    ///
    /// With `ofMappings`, a mapping instead of a list lacks its dash: it is reported, and read as the only element.
    package func list(
        _ node: YAMLNode,
        name: String,
        ofMappings: Bool = false,
        example: (String) -> String? = { _ in nil }
    ) -> [YAMLNode]? {
        switch node.content {
        case .sequence(let elements): return elements
        case .mapping(let fields):
            guard let first = fields.first else {
                mismatch(node, name: name, expected: "a list")
                return nil
            }
            let location = source.location(node.position)
            if let advice = first.missingBlank {
                report(
                    code: .missingDash,
                    "`\(name)` is a list, but `\(first.key)` is not an element",
                    remedy: advice,
                    at: location
                )
                return nil
            }
            report(
                code: .missingDash,
                "`\(name)` is a list, but `\(first.key)` has no `-` before it",
                remedy: "write `- \(first.key)`, and indent its other fields by two more columns",
                at: location
            )
            return ofMappings ? [node] : nil
        case .scalar(let scalar):
            mismatch(node, name: name, expected: "a list", remedy: scalar.text.isEmpty ? nil : example(scalar.text))
            return nil
        }
    }

    /// Reads a mapping whose fields are known.
    package func mapping<Name: YAMLFieldName>(
        _ node: YAMLNode,
        as names: Name.Type,
        name: String
    ) -> YAMLMapping<Name>? {
        switch node.content {
        case .mapping(let fields): return YAMLMapping(fields, at: node.position, reader: self)
        case .sequence(let elements):
            guard elements.count == 1, case .mapping(let fields) = elements[0].content, let first = fields.first else {
                mismatch(node, name: name, expected: "a mapping")
                return nil
            }
            mismatch(node, name: name, expected: "a mapping", remedy: "remove the `-` before `\(first.key)`")
            return YAMLMapping(fields, at: elements[0].position, reader: self)
        case .scalar(let scalar):
            mismatch(
                node,
                name: name,
                expected: "a mapping",
                remedy: remedy(scalar, as: names, isElement: name.hasSuffix("[]"))
            )
            return nil
        }
    }

    private func remedy<Name: YAMLFieldName>(_ scalar: YAMLScalar, as names: Name.Type, isElement: Bool) -> String? {
        guard scalar.meaning != .null, !scalar.text.isEmpty else {
            return isElement ? "write its fields after the `-`, or remove the `-`" : nil
        }
        let all = Name.allCases.map(\.rawValue)
        if let field = all.first(where: { scalar.text.hasPrefix("\($0):") }) {
            return "a space is missing: write `\(field): \(scalar.text.dropFirst(field.count + 1))`"
        }
        // A list of names is a common mistake for a list of mappings with names.
        return Name(rawValue: "name") != nil
            ? "write `name: \(scalar.text)`" : "the fields here are \(enumeration(of: all))"
    }

    private func mismatch(_ node: YAMLNode, name: String, expected: String, remedy: String? = nil) {
        guard !node.isMasked else { return }
        var remedy = remedy
        if case .scalar(let scalar) = node.content, scalar.meaning == nil { remedy = "remove the tag" }
        report(
            code: .wrongType,
            "`\(name)` must be \(expected), found \(node.kind)",
            remedy: remedy,
            at: source.location(node.position)
        )
    }
}

extension YAMLField {
    /// The advice for a key such as `-name`, which was meant as an element of a list.
    var missingBlank: String? {
        guard key.hasPrefix("-"), key.count > 1 else { return nil }
        return "a space is missing after the `-`: write `- \(key.dropFirst())`"
    }
}
