// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What is wrong with the releases that a section asks for, and whether it is only that no graph tells them.
package struct SelectionError: Error, Sendable, Equatable {
    /// What an update service lacks.
    package enum Lack: Sendable, Hashable, CaseIterable {
        /// No answer is known: nobody answered, or the answer is no graph.
        case noAnswer
        /// There is no such channel.
        case unknownChannel
        /// The channel has no releases for an architecture.
        case noReleasesForArchitecture
    }

    /// Everything that is wrong, as users are told it.
    package let findings: FindingsError
    /// What the service lacks; `nil` where something else is wrong too.
    package let lacks: Set<Lack>?

    /// The service lacks something.
    package init(_ lack: Lack, _ finding: Finding) {
        findings = FindingsError([finding])
        lacks = [lack]
    }

    /// Something is wrong with what was asked for.
    package init(_ findings: FindingsError) {
        self.findings = findings
        lacks = nil
    }

    /// Several at once, told as `findings`.
    init(joining errors: [SelectionError], as findings: FindingsError) {
        self.findings = findings
        lacks = errors.reduce(into: Set<Lack>?.some([])) { lacks, error in
            lacks = error.lacks.flatMap { lacks?.union($0) }
        }
    }
}
