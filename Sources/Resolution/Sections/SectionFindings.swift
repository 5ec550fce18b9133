// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What the sections of a configuration came to, and what is wrong with them, gathered so that one run tells all of it.
package struct SectionFindings: Sendable, Equatable {
    package private(set) var contributions: [Contribution] = []
    private var findings: [Finding] = []
    /// How many more there are.
    private var omitted = 0

    package init() {}

    /// Adds what a section came to, or what is wrong with it.
    ///
    /// Throws what is no finding about the configuration.
    package mutating func collect(_ body: () async throws -> Contribution) async throws {
        do {
            contributions.append(try await body())
        } catch let error as FindingsError {
            findings += error.findings
            omitted += error.omitted
        }
    }

    /// Returns what all sections came to; throws what is wrong with any.
    package func whole() throws(FindingsError) -> [Contribution] {
        guard findings.isEmpty else { throw FindingsError(findings, omitted: omitted) }
        return contributions
    }
}
