// SPDX-License-Identifier: Apache-2.0

import YAML

extension ConfigurationTemplate {
    /// The version of OpenShift that the template begins with: the last one that oc-mirror v1 was made for.
    private static let openShift = "4.17"

    /// The text of the configuration.
    func text() throws -> String { try StructuredText.text(of: content, asJSON: format == .json) }

    private var content: YAMLValue {
        [
            "apiVersion": "mirror.openshift.io/v1alpha2",
            "kind": "ImageSetConfiguration",
            "mirror": [
                "additionalImages": [["name": "registry.redhat.io/ubi8/ubi:latest"]],
                "helm": [:],
                "operators": [
                    [
                        "catalog": .string("registry.redhat.io/redhat/redhat-operator-index:v\(Self.openShift)"),
                        "packages": [["channels": [["name": "stable"]], "name": "serverless-operator"]],
                    ]
                ],
                "platform": ["channels": [["name": .string("stable-\(Self.openShift)"), "type": "ocp"]]],
            ],
            "storageConfig": storage,
        ]
    }

    private var storage: YAMLValue {
        guard let metadataImage else { return ["local": ["path": "./"]] }
        return ["registry": ["imageURL": .string("\(metadataImage)"), "skipTLS": false]]
    }
}
