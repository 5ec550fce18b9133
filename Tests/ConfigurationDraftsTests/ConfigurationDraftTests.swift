// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import TestSupport
import Testing

@testable import ConfigurationDrafts

@Suite("A first configuration")
struct ConfigurationDraftTests {
    /// Reads a draft as `mirror plan` does.
    private func read(_ draft: ConfigurationDraft) throws -> ImageSetConfiguration {
        try ImageSetConfiguration(bytes: [UInt8](draft.text.utf8), path: "isc.yaml")
    }

    private func draft(_ documents: [String], _ architectures: [String] = []) throws -> ConfigurationDraft {
        ConfigurationDraft(of: try ClusterFacts(texts: [SampleCluster.text(documents)]), architectures: architectures)
    }

    @Test("from nothing is one that can be planned, with hints")
    func empty() throws {
        let configuration = try read(.empty)
        #expect(configuration.mirror.additionalImages.count == 1 && configuration.warnings.isEmpty)
        try expectGolden(ConfigurationDraft.empty.text, "empty.yaml")
        // What the comments offer is right as well.
        let lines = ConfigurationDraft.empty.text.split(separator: "\n").map { line in
            line.hasPrefix("  # ") && line.dropFirst(4).contains(/^( |-|[a-zA-Z]+:($| [^ ]*$))/)
                ? "  " + line.dropFirst(4) : String(line)
        }
        let text = lines.joined(separator: "\n")
        let all = try ImageSetConfiguration(bytes: [UInt8](text.utf8), path: "isc.yaml")
        #expect(all.mirror.platform?.channels.first?.minVersion != nil && all.mirror.operators.count == 1, "\(text)")
        #expect(all.mirror.helm != nil && all.mirror.blockedImages.count == 1)
    }

    @Test("of a cluster has its release, its catalogs and its operators")
    func typical() throws {
        let draft = try draft(
            [
                SampleCluster.version(
                    channel: "eus-4.16",
                    history: [("4.16.10", "Completed")],
                    desired: "4.16.10",
                    update: "4.16.30"
                ),
                SampleCluster.catalog(), SampleCluster.catalog("community-operators", image: "quay.io/a/index:v4.16"),
                SampleCluster.catalog("ours", image: nil),
                SampleCluster.subscription("cluster-logging", "stable-6.2", installed: "cluster-logging.v6.2.1"),
                SampleCluster.subscription("loki-operator", "stable-6.2", installed: "loki-operator.v6.2.0"),
                SampleCluster.subscription("cert-utils", "alpha", from: "community-operators"),
                SampleCluster.subscription("inhouse", "main", from: "ours", installed: "inhouse.v1.0.0"),
                SampleCluster.subscription("plain", nil, installed: "plain.v1.10.0"),
            ],
            ["amd64", "arm64"]
        )
        try expectGolden(draft.text, "cluster.yaml")
        #expect((draft.channels, draft.catalogs, draft.packages) == (1, 2, 4))
        #expect(draft.doubts.count == 3, "\(draft.doubts)")
        let mirror = try read(draft).mirror
        let channel = try #require(mirror.platform?.channels.first)
        #expect(channel.name == "eus-4.16" && mirror.platform?.graph == false)
        #expect(channel.minVersion.map { "\($0.value)" } == "4.16.10")
        #expect(channel.maxVersion.map { "\($0.value)" } == "4.16.30")
        #expect(mirror.platform?.architectures.map(\.value) == [.amd64, .arm64])
        #expect(
            mirror.operators.map { $0.packages.map(\.name) } == [
                ["cert-utils"], ["cluster-logging", "loki-operator", "plain"],
            ]
        )
    }

    /// What a cluster says, and what the draft then says of it.
    @Test(
        "says what cannot be known",
        arguments: [
            ([SampleCluster.catalog()], "no ClusterVersion"), ([SampleCluster.version()], "no Subscription"),
            ([SampleCluster.version(channel: nil)], "follows no channel"), ([SampleCluster.version()], "it is amd64"),
            ([SampleCluster.version(history: [], desired: nil)], "says no version"),
            ([SampleCluster.subscription("a")], "redhat-operators in openshift-marketplace is not in the input"),
            ([SampleCluster.subscription("a"), SampleCluster.catalog(image: nil)], "packages are left out: a"),
            ([SampleCluster.subscription("a"), SampleCluster.catalog()], "No version of a is installed from stable"),
            ([SampleCluster.subscription("a", nil), SampleCluster.catalog()], "a names no channel"),
        ] as [([String], String)]
    )
    func doubts(documents: [String], doubt: String) throws {
        let draft = try draft(documents)
        #expect(draft.doubts.contains { $0.contains(doubt) }, "\(draft.doubts)")
        for doubt in draft.doubts { #expect(draft.text.contains("# \(doubt)\n")) }
        _ = try read(draft)
    }

    @Test("takes OKD for what it is", arguments: ["4.15.0-0.okd-2024-03-10-010116", "4.19.0-okd-scos.1"])
    func okd(version: String) throws {
        let draft = try draft([
            SampleCluster.version(channel: "stable-4", history: [(version, "Completed")], desired: version)
        ])
        let channel = try #require(try read(draft).mirror.platform?.channels.first)
        #expect(channel.type == .okd && channel.minVersion.map { "\($0.value)" } == version)
    }

    @Test("has a package once, with each of its channels, and of two versions in one the lower")
    func merged() throws {
        let draft = try draft([
            SampleCluster.catalog(), SampleCluster.catalog("copy"),
            SampleCluster.subscription("a", "one", installed: "a.v1.10.0"),
            SampleCluster.subscription("a", "one", from: "copy", installed: "a.v1.9.0"),
            SampleCluster.subscription("a", "two"), SampleCluster.subscription("a", "two", installed: "a.v2.0.0"),
        ])
        let catalog = try #require(try read(draft).mirror.operators.first)
        #expect(try read(draft).mirror.operators.count == 1 && catalog.packages.count == 1)
        let channels = catalog.packages[0].channels.map { "\($0.name) \($0.minVersion.map { "\($0.value)" } ?? "")" }
        #expect(channels == ["one 1.9.0", "two 2.0.0"])
    }

    @Test("has the lower version first where a cluster is to go back")
    func rollback() throws {
        let draft = try draft([SampleCluster.version(desired: "4.16.3", update: "4.16.1")])
        let channel = try #require(try read(draft).mirror.platform?.channels.first)
        #expect(channel.minVersion.map { "\($0.value)" } == "4.16.1")
        #expect(channel.maxVersion.map { "\($0.value)" } == "4.16.3")
    }

    @Test("is read as it was meant, whatever the names", arguments: 0..<60)
    func anything(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let letters = [
            "a", "4.10", "1e3", "yes", "null", "~", "x y", "é", "\"", "\\", "#", ": ", "-", "'", "\u{7}", "{", "*",
            "\n",
        ]
        func name() -> String {
            (0...Int.random(in: 0...2, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "" }
                .joined()
        }
        let subscriptions = (0..<3).map { _ in
            ClusterFacts.Subscription(package: name(), channel: name(), source: "s", sourceNamespace: "n")
        }
        let facts = ClusterFacts(
            catalogs: [.init(name: "s", namespace: "n", image: "quay.io/a/b:1")],
            subscriptions: subscriptions
        )
        // A name that no package may have is refused by its reader, but never read as another one.
        guard let configuration = try? read(ConfigurationDraft(of: facts)) else { return }
        let found = configuration.mirror.operators.flatMap(\.packages)
        #expect(Set(found.map(\.name)) == Set(subscriptions.map(\.package)))
        #expect(Set(found.flatMap(\.channels).map(\.name)) == Set(subscriptions.compactMap(\.channel)))
    }
}
