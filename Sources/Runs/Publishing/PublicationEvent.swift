// SPDX-License-Identifier: Apache-2.0

/// An event while a plan is written and recorded.
package enum PublicationEvent: Sendable, Equatable {
    /// A foreign file for clusters is replaced; its content may be in git.
    case replaces(path: String, isInGit: Bool)
    /// A foreign file for clusters stays, although the plan does not need it.
    case keeps(path: String)
    /// The user's `.gitattributes` does not fold plans, and stays as it is.
    case keepsAttributes(lines: [String])
    /// The plan is written to standard output.
    case plan([UInt8])
}
