// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The problems of a section's releases, and whether the only problem is a missing graph.
package struct SelectionError: Error, Sendable, Equatable {
    /// Something that an update service does not have.
    package enum Lack: Sendable, Hashable, CaseIterable {
        /// There is no answer, or the answer is not a graph.
        case noAnswer
        /// There is no such channel.
        case unknownChannel
        /// The channel has no releases for an architecture.
        case noReleasesForArchitecture
    }

    /// All problems, in the form for users.
    package let problems: FindingsError
    /// What the service does not have; `nil` if there are other problems too.
    package let lacks: Set<Lack>?

    /// Makes the error that the service does not have something.
    package init(_ lack: Lack, _ finding: Finding) {
        problems = FindingsError([finding])
        lacks = [lack]
    }

    /// Makes the error that the request itself has problems.
    package init(_ problems: FindingsError) {
        self.problems = problems
        lacks = nil
    }

    /// Joins several errors, which are shown as `problems`.
    init(joining errors: [SelectionError], as problems: FindingsError) {
        self.problems = problems
        lacks = errors.reduce(into: Set<Lack>?.some([])) { lacks, error in
            lacks = error.lacks.flatMap { lacks?.union($0) }
        }
    }
}
