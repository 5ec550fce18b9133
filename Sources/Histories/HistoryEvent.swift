// SPDX-License-Identifier: Apache-2.0

/// What a user hears while a history is compared or repaired.
package enum HistoryEvent: Sendable, Equatable {
    /// Something to know, with its line's end.
    case note(String)
    /// So many bytes of the volumes that are read were read by now.
    case reading(done: Int64, of: Int64)
}
