// SPDX-License-Identifier: Apache-2.0

/// Why the target is changed.
package struct ChangeGrounds: Sendable, Equatable {
    /// What makes the change necessary, for people: `missing at destination`.
    package internal(set) var reason: String
    /// The fields of the configuration that ask for it, sorted.
    package internal(set) var requestedBy: [String]

    package init(_ reason: String, requestedBy: [String]) {
        self.reason = reason
        self.requestedBy = requestedBy
    }
}
