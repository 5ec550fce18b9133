// SPDX-License-Identifier: Apache-2.0

/// A range of versions in a bundle: `>=1.0.0 <2.0.0 || 3.x`.
///
/// The syntax is that of github.com/blang/semver, which OLM uses: blanks mean "and", `||` means "or", `x` stands for
/// any number. Versions are compared as in semver.org, including pre-releases.
package struct VersionRangeExpression: Sendable, Hashable, CustomStringConvertible {
    private let text: String
    private let alternatives: [[Comparison]]

    package init(_ text: String) throws(VersionError) {
        self.text = text
        alternatives = try text.split(separator: "||", omittingEmptySubsequences: false).map {
            part throws(VersionError) in
            let comparisons = try Self.comparisons(part)
            guard !comparisons.isEmpty else { throw VersionError(text: text, message: "expected a version") }
            return comparisons
        }
    }

    package var description: String { text }

    package func contains(_ version: SemanticVersion) -> Bool {
        alternatives.contains { $0.allSatisfy { $0.isMet(by: version) } }
    }

    private static func comparisons(_ part: Substring) throws(VersionError) -> [Comparison] {
        var rest = part.drop(while: \.isWhitespace)
        var comparisons: [Comparison] = []
        while !rest.isEmpty {
            let relation = rest.prefix { "<>=!".contains($0) }
            rest = rest.dropFirst(relation.count).drop(while: \.isWhitespace)
            let version = rest.prefix { !$0.isWhitespace }
            comparisons.append(try Comparison(relation: String(relation), version: version))
            rest = rest.dropFirst(version.count).drop(while: \.isWhitespace)
        }
        return comparisons
    }
}

/// A comparison with one version, or with all versions that a wildcard stands for.
private struct Comparison: Sendable, Hashable {
    private enum Relation: Sendable {
        case equal, different, below, atMost, above, atLeast
    }

    private let relation: Relation
    private let version: SemanticVersion
    /// The first version after those that the wildcard stands for.
    private let end: SemanticVersion?

    init(relation: String, version text: Substring) throws(VersionError) {
        switch relation {
        case "", "=", "==": self.relation = .equal
        case "!", "!=": self.relation = .different
        case "<": self.relation = .below
        case "<=": self.relation = .atMost
        case ">": self.relation = .above
        case ">=": self.relation = .atLeast
        default: throw VersionError(text: relation + text, message: "`\(relation)` is not a comparison")
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.last == "x", let major = parts.first, parts.count == 2 || parts.count == 3 else {
            version = try SemanticVersion(String(text))
            end = nil
            return
        }
        let minor = parts[1] == "x" ? nil : parts[1]
        version = try SemanticVersion("\(major).\(minor ?? "0").0")
        let last = minor == nil ? version.major : version.minor
        guard last < .max else { throw VersionError(text: String(text), message: "the number is too large") }
        end = try SemanticVersion(minor == nil ? "\(last + 1).0.0" : "\(major).\(last + 1).0")
    }

    func isMet(by other: SemanticVersion) -> Bool {
        switch relation {
        case .equal: isSame(other)
        case .different: !isSame(other)
        case .below: other < version
        case .atMost: end.map { other < $0 } ?? (other <= version)
        case .above: end.map { other >= $0 } ?? (other > version)
        case .atLeast: other >= version
        }
    }

    private func isSame(_ other: SemanticVersion) -> Bool {
        end.map { other >= version && other < $0 } ?? (other == version)
    }
}
