// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import OCI

/// What a release payload says: its version and the images that make it up.
package struct ReleasePayload: Sendable, Equatable {
    /// An image of the release.
    package struct Component: Sendable, Hashable {
        package let name: String
        /// Where it is, pinned by digest.
        package let image: ImageReference

        package init(name: String, image: ImageReference) {
            self.name = name
            self.image = image
        }
    }

    /// Why something that a payload says cannot be used.
    package struct Fault: Sendable, Hashable {
        /// The file in the payload and the place in it.
        package let place: String?
        package let message: String

        package init(place: String?, message: String) {
            self.place = place
            self.message = message
        }
    }

    /// The disks of virtual machines that a release brings.
    package struct Disks: Sendable, Equatable {
        /// By processor as the installer names it, such as `x86_64`, pinned by digest.
        package let images: [String: ImageReference]
        /// Why they are not known; it concerns only who wants one.
        package let fault: Fault?

        package init(images: [String: ImageReference] = [:], fault: Fault? = nil) {
            self.images = images
            self.fault = fault
        }
    }

    /// The digest of the payload: an index for a release of several processors.
    package let digest: Digest
    /// The manifest of the image that was read, which is the payload or one of its platforms.
    package let instance: Digest
    package let version: SemanticVersion
    /// The processor as Go names it, such as `amd64`; `multi` for an index.
    package let architecture: String
    /// Sorted by name; no two are equal.
    package let components: [Component]
    /// The disks of virtual machines.
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
