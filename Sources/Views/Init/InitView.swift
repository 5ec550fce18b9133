// SPDX-License-Identifier: Apache-2.0

import ConfigurationDrafts
import Diagnostics
import Plans
package import Reviews
package import Runs

/// The result of `mirror init`.
package struct InitView: ResultView {
    private struct Document: Encodable {
        /// The file that was written; absent if the text is only shown.
        var configuration: String?
        var text: String
        var channels: Int
        var catalogs: Int
        var packages: Int
        var doubts: [String]
    }

    private let outcome: InitOutcome

    package init(_ outcome: InitOutcome) { self.outcome = outcome }

    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        guard let path = outcome.path else { return outcome.draft.text }
        let draft = outcome.draft
        let parts = [
            (draft.channels, "release channel"), (draft.packages, "operator"), (draft.catalogs, "catalog"),
        ]
        let content = parts.filter { $0.0 > 0 }.map { counted($0.0, $0.1) }.joined(separator: ", ")
        let name = printable(path)
        return """
            Wrote \(name)\(content.isEmpty ? "" : ": \(content)").
            Read it, then run: mirror plan -c \(shellArgument(name)) \(OptionName.to) docker://host[:port][/namespace]

            """
    }

    /// What is left to the reader, for standard error; empty if the text itself is shown.
    package var remarks: String {
        outcome.path == nil ? "" : outcome.draft.doubts.map { "note: \(printable($0))\n" }.joined()
    }

    package func json() throws -> String {
        let draft = outcome.draft
        return try CanonicalJSON.text(
            of: Document(
                configuration: outcome.path,
                text: draft.text,
                channels: draft.channels,
                catalogs: draft.catalogs,
                packages: draft.packages,
                doubts: draft.doubts
            )
        )
    }
}
