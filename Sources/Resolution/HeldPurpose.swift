// SPDX-License-Identifier: Apache-2.0

/// Whether the configured images at the target are deleted or kept.
package enum HeldPurpose: Sendable {
    /// They are deleted, so only certain matches are taken.
    case deleting
    /// They are kept, so every possible match is taken.
    case keeping
}
