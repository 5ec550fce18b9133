// SPDX-License-Identifier: Apache-2.0

/// What the functions of templates may know of the world: nothing but this, so that a chart always gives the same bytes.
package struct SprigEnvironment: Sendable {
    /// The time that `now` gives, in seconds since 1970; the time zone is UTC.
    package var now: Int64

    /// What all random values come from: passwords, keys, identifiers.
    package var seed: [UInt8]

    /// Makes an environment at the start of 2024, if no other time is given.
    package init(now: Int64 = 1_704_067_200, seed: [UInt8] = []) {
        self.now = now
        self.seed = seed
    }
}
