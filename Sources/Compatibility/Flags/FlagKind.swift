// SPDX-License-Identifier: Apache-2.0

/// The kind of value that a flag takes.
package enum FlagKind: Sendable, Hashable {
    /// A switch; without a value it is on.
    case boolean(default: Bool)
    /// A text; `placeholder` stands for it in help.
    case text(placeholder: String)
    /// Texts with commas between them; the flag may be repeated.
    case list(placeholder: String)
    /// A whole number.
    case number(ClosedRange<Int>)
    /// A time such as `1m30s`.
    case duration
}
