// SPDX-License-Identifier: Apache-2.0

import Plans
package import Reviews
package import Runs

/// The contents of several archives, one after the other.
package struct ArchiveReportsView: ResultView {
    private let reports: [ArchiveReport]

    package init(_ reports: [ArchiveReport]) { self.reports = reports }

    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        reports.map { ArchiveReportView(report: $0, style: style).text }.joined(separator: "\n")
    }

    package func json() throws -> String { try CanonicalJSON.text(of: reports) }
}
