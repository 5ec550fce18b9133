// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What `init` prints.
package struct ConfigurationTemplate: Sendable, Equatable {
    package let format: OutputFormat
    /// The image for the metadata; a local folder without it.
    package let metadataImage: ImageReference?
}
