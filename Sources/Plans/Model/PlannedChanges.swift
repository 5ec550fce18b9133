// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What changes for those who use the mirror, compared with the plan of this configuration that was applied last.
package struct PlannedChanges: Sendable, Hashable, Codable {
    /// The id of the plan that this one was compared with; absent for the first one.
    package let since: Digest?
    /// The operators that change, sorted by catalog and name.
    package let operators: [OperatorChange]
    /// The releases that change, sorted by processor.
    package let releases: [ReleaseChange]

    package init(since: Digest?, operators: [OperatorChange] = [], releases: [ReleaseChange] = []) {
        self.since = since
        self.operators = operators
        self.releases = releases
    }
}
