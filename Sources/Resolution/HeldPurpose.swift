// SPDX-License-Identifier: Apache-2.0

/// What becomes of what a configuration means, of that which a target holds.
package enum HeldPurpose: Sendable {
    /// It is deleted, so nothing is taken that is not surely meant.
    case deleting
    /// It is kept, so everything is taken that may be meant.
    case keeping
}
