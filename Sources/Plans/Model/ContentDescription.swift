// SPDX-License-Identifier: Apache-2.0

/// What an image's configuration tells people of its content.
package struct ContentDescription: Sendable, Hashable, Codable {
    /// When the image was built (RFC 3339), in the words of its maker.
    package let created: String?
    /// Its version by the label `org.opencontainers.image.version` or `version`.
    package let version: String?

    package init(created: String? = nil, version: String? = nil) {
        self.created = created
        self.version = version
    }
}
