// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Reads typed values from nodes; whatever does not fit is reported with its place, and reading goes on.
package struct YAMLReader {
    package let source: SourceText
    package let diagnostics: DiagnosticCollector

    package init(_ source: SourceText, reportingTo diagnostics: DiagnosticCollector) {
        self.source = source
        self.diagnostics = diagnostics
    }

    /// Reports something at a place in the file.
    package func report(
        _ severity: Diagnostic.Severity = .error,
        code: String,
        _ summary: String,
        remedy: String? = nil,
        at location: SourceLocation
    ) {
        diagnostics.report(
            Diagnostic(
                severity,
                code: code,
                summary: summary,
                remedy: remedy,
                location: location,
                excerpt: source.excerpt(at: location)
            )
        )
    }

    /// Reads a string; `name` is what the value is called in messages.
    package func string(_ node: YAMLNode, name: String) -> Located<String>? {
        let location = source.location(node.position)
        guard case .scalar(let scalar) = node.content, let meaning = scalar.meaning, meaning != .null else {
            mismatch(node, name: name, expected: "a string")
            return nil
        }
        guard meaning == .string else {
            report(
                code: "wrong-type",
                "`\(name)` is a string, found \(node.kind)",
                remedy: "quote it: \"\(scalar.text)\"",
                at: location
            )
            return nil
        }
        return Located(scalar.text, at: location)
    }

    /// Reads a whole number.
    package func integer(_ node: YAMLNode, name: String) -> Located<Int64>? {
        guard case .scalar(let scalar) = node.content, case .integer(let value) = scalar.meaning else {
            mismatch(node, name: name, expected: "a whole number")
            return nil
        }
        return Located(value, at: source.location(node.position))
    }

    /// Reads a boolean.
    package func boolean(_ node: YAMLNode, name: String) -> Located<Bool>? {
        guard case .scalar(let scalar) = node.content, case .boolean(let value) = scalar.meaning else {
            mismatch(node, name: name, expected: "true or false")
            return nil
        }
        return Located(value, at: source.location(node.position))
    }

    /// Reads the elements of a list.
    package func list(_ node: YAMLNode, name: String) -> [YAMLNode]? {
        guard case .sequence(let elements) = node.content else {
            mismatch(node, name: name, expected: "a list")
            return nil
        }
        return elements
    }

    /// Reads a mapping whose fields are known.
    package func mapping<Name: YAMLFieldName>(
        _ node: YAMLNode,
        as names: Name.Type,
        name: String
    ) -> YAMLMapping<Name>? {
        guard case .mapping(let fields) = node.content else {
            // A list of names is what one expects where there is a list of mappings with names.
            var remedy: String?
            if case .scalar(let scalar) = node.content, !scalar.text.isEmpty {
                remedy =
                    Name(rawValue: "name") != nil
                    ? "write `name: \(scalar.text)`"
                    : "the fields here are \(enumeration(of: Name.allCases.map(\.rawValue)))"
            }
            mismatch(node, name: name, expected: "a mapping", remedy: remedy)
            return nil
        }
        return YAMLMapping(fields, at: node.position, reader: self)
    }

    private func mismatch(_ node: YAMLNode, name: String, expected: String, remedy: String? = nil) {
        var remedy = remedy
        if case .scalar(let scalar) = node.content, scalar.meaning == nil { remedy = "remove the tag" }
        report(
            code: "wrong-type",
            "`\(name)` is \(expected), found \(node.kind)",
            remedy: remedy,
            at: source.location(node.position)
        )
    }
}
