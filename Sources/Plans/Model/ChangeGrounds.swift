// SPDX-License-Identifier: Apache-2.0

/// Why the target is changed.
package struct ChangeGrounds: Sendable, Equatable {
    /// What makes the change necessary, for people: `missing at destination`.
    package let reason: String
    /// The fields of the configuration that ask for it, sorted.
    package let requestedBy: [String]

    package init(_ reason: String, requestedBy: [String]) {
        self.reason = reason
        self.requestedBy = requestedBy
    }
}
