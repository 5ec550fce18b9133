// SPDX-License-Identifier: Apache-2.0

/// What a key that a map does not have is worth.
public enum MissingKey: Sendable {
    /// No value at all, which prints as `<no value>` and has any field: Go's `missingkey=default`.
    case `default`
    /// The zero value of the map's elements: Go's `missingkey=zero`.
    case zero
    /// An error: Go's `missingkey=error`.
    case error
}
