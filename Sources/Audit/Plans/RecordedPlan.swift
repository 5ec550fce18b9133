// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A plan in the audit trail, by what its file says.
package struct RecordedPlan: Sendable, Equatable {
    package let id: Digest
    /// The absolute path of its file.
    package let path: String
    /// The target's name.
    package let target: String
    /// The path of the configuration.
    package let configuration: String
    /// Whether the configuration is still as it was when the plan was made; also if it cannot be found here.
    package let isCurrent: Bool
    /// Whether the plan only deletes.
    package let isDeletion: Bool
    package let state: PlanState
    /// The bytes that applying it moves, as its file says.
    package internal(set) var bytesToTransfer: Int64 = 0

    package init(
        id: Digest,
        path: String,
        target: String,
        configuration: String,
        isCurrent: Bool = true,
        isDeletion: Bool = false,
        state: PlanState
    ) {
        self.id = id
        self.path = path
        self.target = target
        self.configuration = configuration
        self.isCurrent = isCurrent
        self.isDeletion = isDeletion
        self.state = state
    }

    /// The plan for people, such as `2c917ef508c3 (isc.yaml at mirror.example/ocp, pending)`.
    package var title: String {
        "\(id.short) (\(isDeletion ? "deletions of " : "")\(configuration) at \(target), \(state.rawValue))"
    }
}
