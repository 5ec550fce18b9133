// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans
package import Reviews
package import Runs

/// The result of `mirror migrate`.
package struct MigrateView: ResultView {
    private let outcome: MigrateOutcome

    package init(_ outcome: MigrateOutcome) { self.outcome = outcome }

    private struct Document: Encodable {
        struct Item: Encodable {
            var severity: String
            var code: String
            var message: String
            var remedy: String?
            var place: String?
        }

        var configuration: String
        /// The file that was written; absent if the text is only shown.
        var migrated: String?
        var text: String
        var findings: [Item]
    }

    /// The new file, or where it was written.
    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        guard let path = outcome.path else { return String(decoding: outcome.migrated.bytes, as: UTF8.self) }
        let count = outcome.migrated.findings.count
        let remark = count == 0 ? "" : " (\(counted(count, "finding")): read them before you plan)"
        return "Migrated \(printable(outcome.configuration.path))\(remark).\n" + WrittenFilesText(files: [path]).text
    }

    /// What has no equivalent, for standard error; empty if there is nothing to tell.
    package var remarks: String { outcome.migrated.findings.map { "\($0)\n" }.joined() }

    /// The same for programs.
    package func json() throws -> String {
        try CanonicalJSON.text(
            of: Document(
                configuration: outcome.configuration.path,
                migrated: outcome.path,
                text: String(decoding: outcome.migrated.bytes, as: UTF8.self),
                findings: outcome.migrated.findings.map {
                    Document.Item(
                        severity: $0.severity.rawValue,
                        code: $0.code.rawValue,
                        message: $0.message,
                        remedy: $0.remedy,
                        place: $0.place?.description
                    )
                }
            )
        )
    }
}
