// SPDX-License-Identifier: Apache-2.0

/// A message while a command runs.
package enum Remark: Sendable, Equatable {
    /// A message that stays, with its line feed.
    case note(String)
    /// A progress message, shown on terminals only and as long as it lasts.
    case progress(Activity)
}
