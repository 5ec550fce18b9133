// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A first configuration of a mirror.
///
/// What cannot be known is a comment that says so.
package struct ConfigurationDraft: Sendable, Equatable {
    package let text: String
    /// The number of release channels, catalogs and operators in it.
    package let channels: Int
    package let catalogs: Int
    package let packages: Int
    /// What is left to the reader, each a sentence that stands in the text, too.
    package let doubts: [String]

    private static func head(_ origin: String) -> [String] {
        [
            "# Written by `mirror init`, \(origin).",
            "# Next: mirror plan -c isc.yaml \(OptionName.to) docker://host[:port][/namespace]",
            "kind: ImageSetConfiguration",
            "apiVersion: mirror.openshift.io/v2alpha1",
        ]
    }

    /// A configuration to begin with: one small image, and the other sections as comments.
    package static let empty: ConfigurationDraft = {
        let lines =
            head("from nothing: remove the # where you want something")
                + """
                mirror:
                  # Releases of OpenShift. The channels of a version: mirror list releases \(OptionName.version) 4.18 \(OptionName.channels)
                  # platform:
                  #   channels:
                  #     - name: stable-4.18
                  #       minVersion: "4.18.1"
                  #       maxVersion: "4.18.20"
                  #   graph: true # the image for the OpenShift Update Service

                  # Operators. What a catalog has: mirror list operators \(OptionName.catalog) IMAGE
                  # operators:
                  #   - catalog: registry.redhat.io/redhat/redhat-operator-index:v4.18
                  #     packages:
                  #       - name: cluster-logging
                  #         channels:
                  #           - name: stable-6.2

                  # Single images.
                  additionalImages:
                    - name: registry.access.redhat.com/ubi9/ubi-micro:latest

                  # Helm charts.
                  # helm:
                  #   repositories:
                  #     - name: example
                  #       url: https://charts.example.com
                  #       charts:
                  #         - name: web

                  # Images to leave out: regular expressions.
                  # blockedImages:
                  #   - name: ".*-must-gather.*"
                """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return ConfigurationDraft(text: lines, channels: 0, catalogs: 0, packages: 0, doubts: [])
    }()

    /// The configuration of a mirror that holds what a cluster runs.
    ///
    /// `architectures` are those of the cluster, if they are told: nothing in its objects says them all.
    package init(of facts: ClusterFacts, architectures: [String] = []) {
        let platform = PlatformDraft(of: facts.release, architectures: architectures)
        let operators = OperatorsDraft(of: facts)
        let sections = platform.lines + operators.lines
        let isEmpty = platform.isEmpty && operators.isEmpty
        self.init(
            text: Self.head("from what a cluster said of itself") + [isEmpty ? "mirror: {}" : "mirror:"] + sections,
            channels: platform.isEmpty ? 0 : 1,
            catalogs: operators.catalogs.count,
            packages: operators.catalogs.map(\.packages.count).reduce(0, +),
            doubts: platform.doubts + operators.doubts
        )
    }

    private init(text lines: [String], channels: Int, catalogs: Int, packages: Int, doubts: [String]) {
        text = lines.map { "\($0)\n" }.joined()
        self.channels = channels
        self.catalogs = catalogs
        self.packages = packages
        self.doubts = doubts
    }
}
