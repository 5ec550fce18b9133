// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration

/// The configuration to pin, and the output files.
package struct PinRequest: Sendable {
    package let configuration: ImageSetConfiguration
    /// The path of the pinned configuration; `nil` for a name beside the configuration.
    package let out: String?
    /// The path of the configuration that deletes the same images; `nil` for a name beside the configuration.
    package let deleteOut: String?
    /// Whether foreign files are overwritten.
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
