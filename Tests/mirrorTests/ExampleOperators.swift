// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// The operators that `examples/` name, as a catalog publishes them.
enum ExampleOperators {
    static var all: [TestOperator] { [logging, storage, storageBase, upgrades] }

    private static var logging: TestOperator {
        make(
            "cluster-logging",
            default: "stable-6.2",
            [
                ("stable-6.1", ["cluster-logging.v6.1.0", "cluster-logging.v6.1.1 > cluster-logging.v6.1.0"]),
                (
                    "stable-6.2",
                    [
                        "cluster-logging.v6.1.0", "cluster-logging.v6.1.1 > cluster-logging.v6.1.0",
                        "cluster-logging.v6.2.0 > cluster-logging.v6.1.1 ! cluster-logging.v6.1.0",
                    ]
                ),
            ]
        )
    }

    /// It needs another operator, which a reviewer should hear of.
    private static var storage: TestOperator {
        var storage = make(
            "odf-operator",
            default: "stable-4.16",
            [
                ("stable-4.15", ["odf-operator.v4.15.2"]),
                ("stable-4.16", ["odf-operator.v4.16.0", "odf-operator.v4.16.1 > odf-operator.v4.16.0"]),
            ]
        )
        let needs = (
            type: "olm.package.required", json: #"{"packageName": "ocs-operator", "versionRange": ">=4.16.0"}"#
        )
        for bundle in storage.bundles { storage.properties[bundle] = [needs] }
        return storage
    }

    private static var storageBase: TestOperator {
        make("ocs-operator", default: "stable-4.16", [("stable-4.16", ["ocs-operator.v4.16.1"])])
    }

    private static var upgrades: TestOperator {
        make(
            "cincinnati-operator",
            default: "v1",
            [("v1", ["cincinnati-operator.v5.0.2", "cincinnati-operator.v5.0.3 > cincinnati-operator.v5.0.2"])]
        )
    }

    private static func make(
        _ name: String,
        default channel: String,
        _ channels: [(String, [String])]
    ) -> TestOperator {
        var result = TestOperator(name, default: channel, channels)
        result.registry = "registry.redhat.io/\(name)"
        result.namesDigests = true
        return result
    }
}
