// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import Testing

@testable import Releases

/// Values of releases made by hand, so that a rule is tested without a service, a registry or a key.
enum ReleaseValues {
    /// A pinned image whose digest follows from a text.
    static func image(_ repository: String, _ text: String) throws -> ImageReference {
        try ImageReference("\(repository)@\(Digest(of: text.utf8))")
    }

    /// A graph of releases whose payloads follow from their versions; of `faults` none can be mirrored.
    static func graph(_ versions: [String], updates: [(String, String)] = [], faults: [String] = []) throws
        -> UpdateGraph
    {
        UpdateGraph(
            nodes: try versions.map { version in
                let payload = try image("quay.io/openshift-release-dev/ocp-release", version)
                return .init(version: try SemanticVersion(version), payload: payload, metadata: [:])
            },
            updates: try updates.map { from, to in
                .init(from: try SemanticVersion(from), to: try SemanticVersion(to), risks: [])
            },
            faults: try Dictionary(uniqueKeysWithValues: faults.map { (try SemanticVersion($0), "it is broken") })
        )
    }

    /// What a service says of a channel.
    static func answer(_ channel: String, _ graph: UpdateGraph) -> UpdateService.Answer {
        let digest = Digest(of: channel.utf8)
        let record = GraphRecord(
            url: "https://up.example/graph",
            channel: channel,
            architecture: "amd64",
            digest: digest
        )
        return UpdateService.Answer(graph: graph, record: record)
    }

    /// A channel of a configuration, written as `name min max flag…`, with its graph.
    static func read(_ specification: String, _ graph: UpdateGraph, index: Int = 0) throws -> ReadChannel {
        let channel = try #require(try platformSection(channels(specification)).channels.first)
        return ReadChannel(
            index: index,
            section: "mirror.platform",
            channel: channel,
            answer: answer(channel.name, graph)
        )
    }

    /// What a payload says; its components lie where OpenShift publishes them.
    static func payload(
        _ version: String,
        _ architecture: String = "amd64",
        components: [String] = ["cli", "etcd"],
        disks: [String] = [],
        diskFault: String? = nil
    ) throws -> ReleasePayload {
        let content = "quay.io/openshift-release-dev/ocp-v4.0-art-dev"
        return ReleasePayload(
            digest: Digest(of: version.utf8),
            instance: Digest(of: "\(version) \(architecture)".utf8),
            version: try SemanticVersion(version),
            architecture: architecture,
            components: try components.map { .init(name: $0, image: try image(content, $0)) },
            kubeVirt: try Dictionary(uniqueKeysWithValues: disks.map { ($0, try image(content, "disk \($0)")) }),
            kubeVirtFault: diskFault.map { .init(place: "bootimages.yaml", message: $0) }
        )
    }

    /// A place at the target by its text.
    static func place(_ text: String) throws -> Destination { try #require(Destination(named: text)) }

    /// Where things lie at `mirror.example/ocp`.
    static func mapping() throws -> DestinationMapping {
        DestinationMapping(target: try MirrorTarget("docker://mirror.example/ocp"))
    }
}
