// SPDX-License-Identifier: Apache-2.0

/// Collects findings, so that the user sees all mistakes at once instead of one per run.
///
/// It is a class, because the readers of all nested parts of a file report to the same collector. It is not `Sendable`: a
/// file is read by one task.
package final class FindingCollector {
    /// The maximum number of errors to keep, and of other findings: more than anyone reads, and few enough that a hostile
    /// file cannot fill the memory.
    private static let limit = 1000

    package private(set) var findings: [Finding] = []
    /// The number of reported errors, including those that were not kept.
    private var errorCount = 0
    private var otherCount = 0

    package init() {}

    /// Adds a finding.
    package func report(_ finding: Finding) {
        let count: Int
        if finding.severity == .error {
            errorCount += 1
            count = errorCount
        } else {
            otherCount += 1
            count = otherCount
        }
        if count <= Self.limit { findings.append(finding) }
    }

    /// Whether there is an error.
    package var hasErrors: Bool { errorCount > 0 }

    /// The first reported error.
    package var firstError: Finding? { findings.first { $0.severity == .error } }

    /// The reported warnings and notes, in the order of the file.
    package var warnings: [Finding] { sorted.filter { $0.severity != .error } }

    /// All findings in the order of the file; findings without a place come first.
    private var sorted: [Finding] {
        findings.enumerated().sorted { left, right in
            switch (left.element.place, right.element.place) {
            case (let first?, let second?) where first != second: first < second
            case (nil, _?): true
            case (_?, nil): false
            default: left.offset < right.offset
            }
        }.map(\.element)
    }

    /// Throws all findings if one of them is an error.
    package func throwIfErrors() throws(FindingsError) {
        guard hasErrors else { return }
        throw FindingsError(sorted, omitted: errorCount + otherCount - findings.count)
    }
}

/// An error that the user's input cannot be used: at least one error, and the warnings beside it.
package struct FindingsError: Error, Sendable, Equatable, CustomStringConvertible {
    package let findings: [Finding]
    /// The number of further errors.
    package let omitted: Int

    package init(_ findings: [Finding], omitted: Int = 0) {
        self.findings = findings
        self.omitted = omitted
    }

    /// The findings of error severity.
    package var errors: [Finding] { findings.filter { $0.severity == .error } }

    package var description: String {
        (findings.map(\.description) + (omitted > 0 ? ["… and \(omitted) more"] : [])).joined(separator: "\n")
    }
}
