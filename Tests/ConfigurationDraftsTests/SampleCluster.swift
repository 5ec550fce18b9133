// SPDX-License-Identifier: Apache-2.0

import Diagnostics

@testable import ConfigurationDrafts

/// What clusters say, in the form in which `oc get … -o yaml` prints it.
enum SampleCluster {
    /// A ClusterVersion, with the fields that a real one has.
    static func version(
        channel: String? = "stable-4.16",
        history: [(String, String)] = [("4.16.3", "Completed")],
        desired: String? = "4.16.3",
        update: String? = nil
    ) -> String {
        let entries = history.map { version, state in
            """
                - completionTime: "2026-03-01T10:00:00Z"
                  image: quay.io/openshift-release-dev/ocp-release@sha256:aaaa
                  startedTime: "2026-03-01T09:00:00Z"
                  state: \(state)
                  verified: true
                  version: \(version)
            """
        }
        return """
            apiVersion: config.openshift.io/v1
            kind: ClusterVersion
            metadata:
              name: version
              generation: 4
            spec:
            \(channel.map { "  channel: \($0)" } ?? "  {}")
            \(channel != nil ? update.map { "  desiredUpdate:\n    version: \($0)" } ?? "  clusterID: 1c0e" : "")
            status:
              availableUpdates: null
              desired:
                channels: [candidate-4.16, stable-4.16]
            \(desired.map { "    version: \($0)" } ?? "    image: quay.io/x")
              history:
            \(entries.joined(separator: "\n"))
            """
    }

    static func subscription(
        _ package: String,
        _ channel: String? = "stable",
        from source: String = "redhat-operators",
        in sourceNamespace: String? = "openshift-marketplace",
        installed: String? = nil,
        starting: String? = nil
    ) -> String {
        """
        apiVersion: operators.coreos.com/v1alpha1
        kind: Subscription
        metadata: {name: \(package), namespace: openshift-logging}
        spec:
          name: \(package)
          installPlanApproval: Automatic
          source: \(source)
        \(channel.map { "  channel: \($0)" } ?? "  # no channel")
        \(sourceNamespace.map { "  sourceNamespace: \($0)" } ?? "  # the same")
        \(starting.map { "  startingCSV: \($0)" } ?? "  # none")
        status:
          state: AtLatestKnown
        \(installed.map { "  installedCSV: \($0)\n  currentCSV: \($0)" } ?? "  lastUpdated: x")
        """
    }

    static func catalog(
        _ name: String = "redhat-operators",
        image: String? = "registry.redhat.io/redhat/redhat-operator-index:v4.16"
    ) -> String {
        """
        apiVersion: operators.coreos.com/v1alpha1
        kind: CatalogSource
        metadata: {name: \(name), namespace: openshift-marketplace}
        spec:
          displayName: Red Hat Operators
          sourceType: grpc
        \(image.map { "  image: \($0)" } ?? "  address: 10.0.0.1:50051")
        """
    }

    static func text(_ documents: [String]) -> SourceText {
        SourceText(path: "cluster.yaml", bytes: [UInt8](documents.joined(separator: "\n---\n").utf8))
    }

    /// One List, as `oc get` of several kinds prints it.
    static func list(_ documents: [String]) -> SourceText {
        let items = documents.map { document in
            "- " + document.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
        }
        let text =
            "apiVersion: v1\nitems:\n\(items.joined(separator: "\n"))\nkind: List\nmetadata: {resourceVersion: \"\"}\n"
        return SourceText(path: "cluster.yaml", bytes: [UInt8](text.utf8))
    }
}
