// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans
import YAML

/// The ConfigMap by which a disconnected cluster verifies the releases it is updated to.
///
/// The cluster's version operator reads signatures from every ConfigMap with this label, under keys that
/// begin with the release's digest.
package struct SignatureConfigMap: Sendable {
    private let payloads: [PlacedImage]

    /// Prepares the map from a target's images; those that are no payload, or not signed, have no part in it.
    package init(_ images: [PlacedImage]) {
        payloads = images.filter { $0.release?.signatures.isEmpty == false }
    }

    /// The file, or `nil` where no release was verified.
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
            path: "\(folder)/signature-configmap.yaml",
            content: "---\n" + YAMLWriter.text(documents: [document])
        )
    }

    private var entries: [String: YAMLValue] {
        var entries: [String: YAMLValue] = [:]
        for payload in payloads {
            for (index, signature) in (payload.release?.signatures ?? []).enumerated() {
                entries["\(payload.digest.tagText)-\(index + 1)"] = .string(signature.message)
            }
        }
        return entries
    }
}
