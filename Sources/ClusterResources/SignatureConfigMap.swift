// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans
import YAML

/// The ConfigMap with which a disconnected cluster verifies the releases that it is updated to.
///
/// The cluster's version operator reads signatures from every ConfigMap with this label, under keys that begin with
/// the release's digest.
package struct SignatureConfigMap: Sendable {
    private let payloads: [PlacedImage]

    /// Prepares the map from a target's images; images that are not signed payloads are ignored.
    package init(_ images: [PlacedImage]) {
        payloads = images.filter { $0.release?.signatures.isEmpty == false }
    }

    /// The file, or `nil` if no release was verified.
    package func resource(in folder: String) -> Resource? {
        guard !payloads.isEmpty else { return nil }
        let document: YAMLValue = [
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": [
                "name": "mirrored-release-signatures",
                "namespace": "openshift-config-managed",
                "labels": ["release.openshift.io/verification-signatures": ""],
            ],
            "binaryData": .mapping(entries),
        ]
        return Resource(
            path: ResourceFile.signatures.path(in: folder),
            content: "---\n" + YAMLWriter.text(documents: [document])
        )
    }

    /// Every signature once, numbered per release; for equal images, those of the first one come first.
    private var entries: [String: YAMLValue] {
        var messages: [String: [String]] = [:]
        for payload in payloads {
            for signature in payload.release?.signatures ?? [] {
                let name = payload.digest.tagText
                if messages[name]?.contains(signature.message) != true {
                    messages[name, default: []].append(signature.message)
                }
            }
        }
        var entries: [String: YAMLValue] = [:]
        for (name, messages) in messages {
            for (index, message) in messages.enumerated() { entries["\(name)-\(index + 1)"] = .string(message) }
        }
        return entries
    }
}
