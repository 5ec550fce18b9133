// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// An error that an image is not the expected release payload.
package struct PayloadError: ExplainedError, Sendable, Equatable {
    /// The problem.
    package enum Fault: Sendable, Equatable {
        /// The reference has no digest, so the image may change.
        case notPinned
        /// The index has no image of a platform.
        case noPlatform
        /// A file is missing, so the image is not a payload.
        case missingFile
        /// A file or a field has unexpected content.
        case malformed(String)
        case noComponents
        case duplicateComponent(String)
        /// An image is not given by digest.
        case componentNotPinned(String)
        case contradictoryVersions(String, String)
    }

    package let payload: ImageReference
    /// The file in the payload and the place in it, such as ``…/image-references: spec.tags[3] (`cli`)``.
    package let place: String?
    package let fault: Fault

    package init(payload: ImageReference, place: String?, fault: Fault) {
        self.payload = payload
        self.place = place
        self.fault = fault
    }

    package var explanation: Explanation {
        Explanation(
            (["release payload \(payload)"] + (place.map { [$0] } ?? []) + [problem]).joined(separator: ": "),
            remedy: remedy
        )
    }

    /// The problem, without the place.
    var problem: String {
        switch fault {
        case .notPinned: "it is not pinned by digest"
        case .noPlatform: "the index names no image of a platform, expected one such as linux/amd64"
        case .missingFile: "the image has no such file, so it is not a release payload"
        case .malformed(let message): message
        case .noComponents: "it lists no components; a release has many, so this is not a complete payload"
        case .duplicateComponent(let name):
            "the component `\(name)` is listed twice, so it is unclear which one is meant"
        case .componentNotPinned(let text):
            "found `\(printable(text))`, expected a reference with a digest, because without one a release may change"
        case .contradictoryVersions(let first, let second):
            "it says version \(second), but \(PayloadFile.imageReferences) says \(first)"
        }
    }

    private var remedy: String {
        switch fault {
        case .notPinned: "name it as `repository@sha256:…`"
        case .noPlatform, .missingFile: "check the reference"
        case .malformed, .noComponents, .duplicateComponent, .componentNotPinned, .contradictoryVersions:
            "check the reference; if it is right, only the publisher of the release can correct its payload"
        }
    }
}

/// The files of a payload that are read.
enum PayloadFile {
    static let imageReferences = "release-manifests/image-references"
    static let metadata = "release-manifests/release-metadata"
    static let bootImages = "release-manifests/0000_50_installer_coreos-bootimages.yaml"
}
