// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Something that a plan or an apply needs, and whether it is as it should be.
package struct HealthCheck: Sendable, Equatable {
    package enum Verdict: String, Sendable, CaseIterable {
        case ok
        /// It works, or may work, but somebody should know.
        case note
        case problem
        /// It was not checked.
        case skipped
    }

    /// What was looked at, such as `target mirror.example:5000`.
    package let subject: String
    package let verdict: Verdict
    package let finding: String
    package let remedy: String?

    package init(_ subject: String, _ verdict: Verdict, _ finding: String, remedy: String? = nil) {
        self.subject = subject
        self.verdict = verdict
        self.finding = finding
        self.remedy = remedy
    }

    /// The check that ended with an error.
    package init(_ subject: String, failed error: any Error) {
        guard let error = error as? any ExplainedError else {
            self.init(subject, .problem, error is CancellationError ? "it was not finished" : "\(error)")
            return
        }
        let explanation = error.explanation
        let finding = explanation.summary + (explanation.cause.map { ": \($0)" } ?? "")
        self.init(subject, .problem, finding, remedy: explanation.remedy)
    }
}
