// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import OCI

/// The content of a release payload: its version and the images of the release.
package struct ReleasePayload: Sendable, Equatable {
    /// An image of the release.
    package struct Component: Sendable, Hashable {
        package let name: String
        /// The component's image, pinned by digest.
        package let image: ImageReference

        package init(name: String, image: ImageReference) {
            self.name = name
            self.image = image
        }
    }

    /// A problem of some data in a payload.
    package struct Fault: Sendable, Hashable {
        /// The file in the payload and the place in it.
        package let place: String?
        package let message: String

        package init(place: String?, message: String) {
            self.place = place
            self.message = message
        }
    }

    /// The disk images for virtual machines.
    package struct Disks: Sendable, Equatable {
        /// Pinned by digest; by processor in the installer's terms, such as `x86_64`.
        package let images: [String: ImageReference]
        /// The reason why they are unknown; it matters only if one is wanted.
        package let fault: Fault?

        package init(images: [String: ImageReference] = [:], fault: Fault? = nil) {
            self.images = images
            self.fault = fault
        }
    }

    /// The digest of the payload: that of an index for a release for several processors.
    package let digest: Digest
    /// The manifest of the image that was read: the payload or one of its platforms.
    package let instance: Digest
    package let version: SemanticVersion
    /// The processor in Go's terms, such as `amd64`; `multi` for an index.
    package let architecture: String
    /// The components, sorted by name; no two have the same name.
    package let components: [Component]
    /// The disk images for virtual machines.
    package let kubeVirt: Disks

    package init(
        digest: Digest,
        instance: Digest,
        version: SemanticVersion,
        architecture: String,
        components: [Component],
        kubeVirt: Disks = Disks()
    ) {
        self.digest = digest
        self.instance = instance
        self.version = version
        self.architecture = architecture
        self.components = components
        self.kubeVirt = kubeVirt
    }
}
