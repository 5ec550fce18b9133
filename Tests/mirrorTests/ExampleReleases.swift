// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// The releases that `examples/` name, as an update service, a registry and a store of signatures publish them.
struct ExampleReleases {
    /// The components of every release.
    private static let components = ["cli", "etcd", "hyperkube", "rhel-coreos"]

    /// Which components are new in a release; the others are those of the release before.
    private static let history: [(version: String, news: [String])] = [
        ("4.15.9", components),
        ("4.15.11", ["etcd", "rhel-coreos"]),
        ("4.16.1", components),
        ("4.16.2", ["hyperkube", "rhel-coreos"]),
        ("4.16.3", ["rhel-coreos"]),
    ]

    /// The releases for amd64, ascending.
    let single: [SampleRelease]
    /// The last one for several processors.
    let multi: SampleRelease

    var all: [SampleRelease] { single + [multi] }

    init() throws {
        var contents: [String] = []
        single = try Self.history.map { version, news in
            contents = Self.components.enumerated().map { index, name in
                news.contains(name) ? "\(name)=\(name) of \(version)" : contents[index]
            }
            return try Self.release(version, contents)
        }
        multi = try Self.release("4.16.3", contents, architectures: ["amd64", "arm64"])
    }

    /// The layers stay plain, because not every version of gzip makes the same bytes, and bytes are what is signed.
    private static func release(
        _ version: String,
        _ components: [String],
        architectures: [String] = ["amd64"]
    ) throws -> SampleRelease {
        try SampleRelease(version, components: components, architectures: architectures, compression: .none)
    }

    /// Publishes everything, with signatures that do not change from run to run.
    func publish(in registry: FakeRegistry, _ graphs: GraphServer, _ signatures: SignatureServer) throws {
        for release in all {
            for image in release.components { registry.add(image, to: SampleRelease.components) }
            registry.add(release.payload, to: SampleRelease.payloads, tag: release.tag)
            signatures.store([try ExampleSignatures.message(for: release)], for: "\(release.payload.digest)")
        }
        try offer(in: graphs)
    }

    /// No cluster gets from 4.15 to 4.16 without a risk, so that a reviewed plan shows one.
    private func offer(in graphs: GraphServer) throws {
        let versions = single.map { (version: $0.version, digest: $0.payload.digest) }
        try graphs.offer("stable-4.15", Array(versions[...1]))
        try graphs.offer(
            "stable-4.16",
            versions,
            edges: [[0, 1], [2, 3], [2, 4], [3, 4]],
            conditional: [.init("4.15.11", "4.16.2", risk: "EXAMPLE-1")]
        )
        try graphs.offer("stable-4.16", [(multi.version, multi.payload.digest)], architecture: "multi")
    }
}
