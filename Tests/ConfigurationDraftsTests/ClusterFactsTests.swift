// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@testable import ConfigurationDrafts

@Suite("What a cluster says of itself")
struct ClusterFactsTests {
    private static let documents = [
        SampleCluster.version(), SampleCluster.catalog(),
        SampleCluster.subscription("cluster-logging", "stable-6.2", installed: "cluster-logging.v6.2.1"),
    ]
    private static let facts = ClusterFacts(
        release: .init(channel: "stable-4.16", current: "4.16.3", desired: "4.16.3"),
        catalogs: [
            .init(
                name: "redhat-operators",
                namespace: "openshift-marketplace",
                image: "registry.redhat.io/redhat/redhat-operator-index:v4.16"
            )
        ],
        subscriptions: [
            .init(
                package: "cluster-logging",
                channel: "stable-6.2",
                source: "redhat-operators",
                sourceNamespace: "openshift-marketplace",
                installed: "cluster-logging.v6.2.1"
            )
        ]
    )

    @Test("is read from one list, from several documents, and from several files")
    func forms() throws {
        #expect(try ClusterFacts(texts: [SampleCluster.list(Self.documents)]) == Self.facts)
        #expect(try ClusterFacts(texts: [SampleCluster.text(Self.documents)]) == Self.facts)
        #expect(
            try ClusterFacts(texts: [SampleCluster.text(["", Self.documents.joined(separator: "\n---  \n"), "\n"])])
                == Self.facts
        )
        #expect(try ClusterFacts(texts: Self.documents.map { SampleCluster.text([$0]) }) == Self.facts)
    }

    @Test("is read from JSON")
    func json() throws {
        let text = #"""
            {"apiVersion": "v1", "kind": "List", "items": [
                {"kind": "ClusterVersion", "spec": {"channel": "stable-4.10"},
                    "status": {"desired": {"version": "4.10.3"}, "history": []}}
            ]}
            """#
        let facts = try ClusterFacts(texts: [SampleCluster.text([text])])
        #expect(facts.release == .init(channel: "stable-4.10", current: "4.10.3", desired: "4.10.3"))
    }

    /// The history of updates, the newest first; what the status and the specification want; and what follows.
    @Test(
        "tells what runs and what is to run",
        arguments: [
            ([("4.16.3", "Completed")], "4.16.3", nil, "4.16.3", "4.16.3"),
            (
                [("4.16.8", "Partial"), ("4.16.3", "Completed"), ("4.15.9", "Completed")], "4.16.8", nil, "4.16.3",
                "4.16.8"
            ),
            ([("4.16.3", "Completed")], "4.16.3", "4.16.9", "4.16.3", "4.16.9"),
            // A new cluster has not completed anything.
            ([("4.16.3", "Partial")], "4.16.3", nil, "4.16.3", "4.16.3"),
            ([("4.16.3", "Completed")], nil, nil, "4.16.3", nil),
            ([], "4.16.3", nil, "4.16.3", "4.16.3"), ([], nil, nil, nil, nil),
        ] as [([(String, String)], String?, String?, String?, String?)]
    )
    func releases(
        history: [(String, String)],
        status: String?,
        update: String?,
        current: String?,
        desired: String?
    ) throws {
        let text = SampleCluster.version(history: history, desired: status, update: update)
        let release = try ClusterFacts(texts: [SampleCluster.text([text])]).release
        #expect(release == .init(channel: "stable-4.16", current: current, desired: desired))
    }

    @Test(
        "has the version of an operator from the name of what is installed",
        arguments: [
            ("cluster-logging.v6.2.1", "6.2.1"), ("a.v1.0.0-rc.1", "1.0.0-rc.1"), ("a.v1.0.0+0.17", "1.0.0+0.17"),
            ("my.vault.v2.3.4", nil), ("a.1.2.3", nil), ("a.v1.2", nil), ("a", nil), (nil, nil),
        ] as [(String?, String?)]
    )
    func versions(name: String?, version: String?) {
        let subscription = ClusterFacts.Subscription(package: "a", source: "b", sourceNamespace: "c", installed: name)
        #expect(subscription.version == version)
    }

    @Test("lacks what was not printed, without complaint")
    func missing() throws {
        let subscription = SampleCluster.subscription("a", nil, in: nil, starting: "a.v1.0.0")
        let other = "kind: Subscription\napiVersion: messaging.knative.dev/v1\nspec: {channel: {name: x}}"
        let facts = try ClusterFacts(
            texts: [SampleCluster.text([subscription, other, "kind: ConfigMap", SampleCluster.catalog(image: nil)])]
        )
        #expect(facts.release == nil)
        #expect(facts.catalogs.map(\.image) == [nil])
        // A subscription without a namespace of its source looks in its own.
        #expect(
            facts.subscriptions == [
                .init(
                    package: "a",
                    source: "redhat-operators",
                    sourceNamespace: "openshift-logging",
                    installed: "a.v1.0.0"
                )
            ]
        )
        #expect(try ClusterFacts(texts: [SampleCluster.text(["kind: ConfigMap"])]).isEmpty)
        #expect(try ClusterFacts(texts: []).isEmpty)
    }

    @Test("is refused with its place where it is no YAML")
    func faults() throws {
        let text = SampleCluster.text(["kind: ConfigMap", "a: [b"])
        let error = #expect(throws: FindingsError.self) { try ClusterFacts(texts: [text]) }
        let place = try #require(error?.errors.first?.place)
        #expect(place.line >= 3, "\(place)")
    }
}
