// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a repository has no chart of the name and version that are asked for.
package enum ChartChoiceError: ExplainedError, Sendable, Equatable {
    /// The repository has no such chart; `known` are the names that it has.
    case unknownChart(String, known: [String])
    /// No version is meant by the request; `known` are the versions that there are, the newest first.
    case noVersion(String, requested: String?, known: [String])
    /// The request is neither a version nor a range of versions.
    case invalidRequest(String, requested: String, problem: String)
    /// The version is there, and cannot be used.
    case unusable(String, version: String, problem: String)

    /// How many versions a message lists.
    private static let shown = 5

    package var explanation: Explanation {
        switch self {
        case .unknownChart(let name, let known):
            Explanation(
                "the repository has no chart `\(printable(name))`",
                remedy: nearestName(to: name, among: known).map { "Did you mean `\(printable($0))`?" }
                    ?? "Look which charts it has: mirror list charts \(OptionName.repo) URL"
            )
        case .noVersion(let name, nil, let known):
            Explanation(
                "the repository has no stable version of the chart `\(printable(name))`",
                cause: Self.list(known),
                remedy: "Name a version with `version`."
            )
        case .noVersion(let name, let requested?, let known):
            Explanation(
                "the repository has no version `\(printable(requested))` of the chart `\(printable(name))`",
                cause: Self.list(known),
                remedy: "A range takes an unstable version only if it names one itself, such as `>=1.0.0-0`."
            )
        case .invalidRequest(let name, let requested, let problem):
            Explanation(
                "`\(printable(requested))` is neither a version of the chart `\(printable(name))` nor a range of versions",
                cause: problem,
                remedy: "Write a version, such as `1.2.3`, or a range, such as `^1.2` or `>=1.2 <2`."
            )
        case .unusable(let name, let version, let problem):
            Explanation(
                "version `\(printable(version))` of the chart `\(printable(name))` cannot be used: \(problem)",
                remedy: "Choose another version, or tell the owner of the repository."
            )
        }
    }

    private static func list(_ versions: [String]) -> String? {
        guard !versions.isEmpty else { return nil }
        let names = versions.prefix(shown).map { "`\(printable($0))`" }.joined(separator: ", ")
        return "it has \(names)" + (versions.count > shown ? " and \(versions.count - shown) more" : "")
    }
}
