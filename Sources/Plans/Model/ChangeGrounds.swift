// SPDX-License-Identifier: Apache-2.0

/// Why the target is changed.
package struct ChangeGrounds: Sendable, Equatable {
    /// What makes the change necessary, for people: `missing at destination`.
    package let reason: String
    /// The fields of the configuration that ask for it, sorted.
    package let requestedBy: [String]
    /// What brought it about; absent in plans of format 1.0, which do not tell.
    package let cause: ChangeCause?
    /// The image before and after, for an update whose images tell of themselves.
    package let replaced: ReplacedContent?

    package init(
        _ reason: String,
        requestedBy: [String],
        cause: ChangeCause? = nil,
        replaced: ReplacedContent? = nil
    ) {
        self.reason = reason
        self.requestedBy = requestedBy
        self.cause = cause
        self.replaced = replaced
    }
}
