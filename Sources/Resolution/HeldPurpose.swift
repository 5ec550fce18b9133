// SPDX-License-Identifier: Apache-2.0

/// Whether the configured images at the target are deleted or kept.
package enum HeldPurpose: Sendable {
    /// It is deleted, so nothing is taken that is not surely meant.
    case deleting
    /// It is kept, so everything is taken that may be meant.
    case keeping
}
