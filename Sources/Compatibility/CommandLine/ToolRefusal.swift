// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Why a command line of oc-mirror is refused, and what to write instead.
package struct ToolRefusal: ExplainedError, Equatable {
    /// The part of a command line that is refused.
    package enum Subject: Sendable, Hashable {
        case flag(FlagName)
        /// A flag that neither program has, as it was typed.
        case unknownFlag(String)
        case command(ToolCommand)
        case destination
        /// A word that is neither a destination nor a command.
        case word
        /// An argument of a command.
        case argument
    }

    package let subject: Subject
    package let explanation: Explanation

    init(_ subject: Subject, _ summary: String, _ remedy: String?) {
        self.subject = subject
        explanation = Explanation(summary, remedy: remedy)
    }
}

extension ToolRefusal {
    /// A flag that neither program has.
    static func unknown(_ spelling: String, of tool: String) -> ToolRefusal {
        let name = String(spelling.drop { $0 == "-" })
        let nearest = nearestName(to: name, among: FlagName.allCases.map(\.rawValue))
        return ToolRefusal(
            .unknownFlag(spelling),
            "oc-mirror has no flag `\(printable(spelling))`",
            nearest.map { "did you mean `--\($0)`?" } ?? "see: \(tool) --help"
        )
    }

    /// A flag whose value is of another kind; values that may be secret are not shown.
    static func invalid(_ flag: FlagName, _ value: String, expected: String) -> ToolRefusal {
        ToolRefusal(.flag(flag), "`\(flag.spelling)` cannot be `\(printable(value))`", "write \(expected)")
    }
}
