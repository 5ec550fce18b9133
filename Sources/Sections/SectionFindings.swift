// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Resolution

/// The results and findings of all sections, collected so that one run reports all of them.
package struct SectionFindings: Sendable, Equatable {
    package private(set) var contributions: [Contribution] = []
    private var findings: [Finding] = []
    /// The number of further errors.
    private var omitted = 0

    package init() {}

    /// Adds the result or the findings of a section.
    ///
    /// Throws errors that are not findings about the configuration.
    package mutating func collect(_ body: () async throws -> Contribution) async throws {
        do {
            contributions.append(try await body())
        } catch let error as FindingsError {
            findings += error.findings
            omitted += error.omitted
        }
    }

    /// Returns the results of all sections; throws if any has an error.
    package func whole() throws(FindingsError) -> [Contribution] {
        guard findings.isEmpty else { throw FindingsError(findings, omitted: omitted) }
        return contributions
    }
}
