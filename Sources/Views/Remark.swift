// SPDX-License-Identifier: Apache-2.0

/// What is told while a command runs.
package enum Remark: Sendable, Equatable {
    /// A message that stays, with its line's end.
    case note(String)
    /// What is waited for, as long as it is: only a person who watches is told.
    case progress(String)
}
