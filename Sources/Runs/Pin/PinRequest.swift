// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration

/// What is pinned, and where it is written.
package struct PinRequest: Sendable {
    package let configuration: ImageSetConfiguration
    /// Where the pinned configuration is written; `nil` for a name beside the configuration.
    package let out: String?
    /// Where the configuration that deletes the same is written; `nil` for a name beside the configuration.
    package let deleteOut: String?
    /// Whether files are overwritten that pinning did not write.
    package let force: Bool

    package init(
        configuration: ImageSetConfiguration,
        out: String? = nil,
        deleteOut: String? = nil,
        force: Bool = false
    ) {
        self.configuration = configuration
        self.out = out
        self.deleteOut = deleteOut
        self.force = force
    }
}
