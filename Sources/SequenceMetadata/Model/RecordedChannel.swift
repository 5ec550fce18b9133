// SPDX-License-Identifier: Apache-2.0

/// A release channel of which a past run took the heads.
package struct RecordedChannel: Sendable, Hashable {
    package let channel: String
    /// The version from which later runs take every release; it stays as the first run set it.
    package let minVersion: String

    package init(channel: String, minVersion: String) {
        self.channel = channel
        self.minVersion = minVersion
    }
}
