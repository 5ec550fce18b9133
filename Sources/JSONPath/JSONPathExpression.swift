// SPDX-License-Identifier: Apache-2.0

package import YAML

/// A text in the path language of kubectl, such as `{.spec.containers[*].image}`.
///
/// A text without braces is one path, as in kubectl's columns. Text outside of braces, and strings inside, are read and
/// choose nothing. As in kubectl, `$` and `@` both mean the value at which a path begins, a name in brackets may have
/// several parts (`['metadata.name']`), and a dot that belongs to a name is written `\.`.
package struct JSONPathExpression: Sendable, CustomStringConvertible {
    /// The text as it was written.
    package let description: String
    private let parts: [TemplatePart]

    /// Parses a text; the error says where it cannot be read, and what to write.
    package init(_ text: String) throws(JSONPathError) {
        description = text
        var parser = TemplateParser(text)
        parts = try parser.template()
    }

    /// The values that the expression chooses, in its order.
    ///
    /// What is not there is left out, and so is a step that does not fit a value, such as an index of a mapping. Throws if
    /// the expression visits more than `limit` values.
    package func matches(in root: YAMLNode, limit: Int = 1_000_000) throws(JSONPathLimitError) -> [JSONPathMatch] {
        var evaluation = PathEvaluation(limit: limit)
        return try evaluation.matches(of: parts, at: JSONPathMatch(node: root, place: .root))
    }
}

/// An error that an expression visits more values than anyone needs, such as `{..*..*..*}`.
package struct JSONPathLimitError: Error, Sendable, Equatable, CustomStringConvertible {
    package let limit: Int

    package var description: String { "the path visits more than \(limit) values" }
}
