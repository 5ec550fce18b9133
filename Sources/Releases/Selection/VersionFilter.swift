// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import MirrorConfiguration
import RegularExpressions

/// The versions among which oc-mirror v1 looks for the lowest and the highest release of a channel.
///
/// It reads them from the environment. Other releases between these two are taken all the same.
package struct VersionFilter: Sendable {
    /// The name of the variable.
    package static let variable = "VERSION_FILTER"

    /// The pattern as it was written.
    let pattern: String
    private let expression: RegularExpression

    /// Reads the filter for a configuration; `nil` if the environment has no filter, or if the rules use no filter.
    ///
    /// Throws a finding about a pattern that is not a regular expression.
    package init?(environment: [String: String], for rules: ConfigurationRules) throws(FindingsError) {
        guard rules.isVersionOne, let pattern = environment[Self.variable], !pattern.isEmpty else { return nil }
        self.pattern = pattern
        do {
            expression = try RegularExpression(pattern)
        } catch {
            throw FindingsError([
                Finding(
                    .error,
                    .invalidPattern,
                    "\(Self.variable) is no regular expression: \(error.message)",
                    remedy: "Correct the variable, or unset it."
                )
            ])
        }
    }

    /// The note that the environment changes which releases are chosen.
    package func note(at place: SourceLocation) -> Finding {
        let message =
            "\(Self.variable) is set: the ends of release channels are looked for among the versions that `\(pattern)` matches"
        return Finding(.note, .versionFilter, message, at: place)
    }

    /// Whether a version may be the lowest or the highest of a channel.
    func allows(_ version: SemanticVersion) -> Bool { expression.matches("\(version)") }
}
