// SPDX-License-Identifier: Apache-2.0

/// A message for the user while a history is compared or repaired.
package enum HistoryEvent: Sendable, Equatable {
    /// A note, with the line break at its end.
    case note(String)
    /// The number of bytes that were read so far, of the volumes to read.
    case reading(done: Int64, of: Int64)
}
