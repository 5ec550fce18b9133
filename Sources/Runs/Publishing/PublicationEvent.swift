// SPDX-License-Identifier: Apache-2.0

/// What happens while a plan is written and recorded.
package enum PublicationEvent: Sendable, Equatable {
    /// A file for clusters is replaced that somebody else wrote, and that git keeps.
    case replaces(path: String)
    /// A file for clusters stays that the plan does not need, because somebody else wrote it.
    case keeps(path: String)
    /// The plan goes to standard output.
    case plan([UInt8])
    /// A git repository was made for the record.
    case madeRepository(root: String)
}
