// SPDX-License-Identifier: Apache-2.0

import Cache
import Diagnostics
import Downloads
import Foundation
import HTTPTransport
import MirrorConfiguration
import OCI
import Plans
import Releases
import Scheduling
import TestSupport
import Testing

/// An update service, a cache, and what a configuration means with them.
final class GraphBench: Sendable {
    let server: GraphServer
    let folder: TemporaryDirectory

    init() throws {
        server = try GraphServer()
        folder = try TemporaryDirectory()
    }

    var cache: DiskCache { DiskCache(root: folder["cache"]) }

    /// A client that nobody keeps waiting.
    func service(
        _ environment: [String: String] = [:],
        pinned: [GraphRecord]? = nil,
        archive: String? = nil
    ) throws -> UpdateService {
        UpdateService(
            downloader: Downloader(
                transport: CurlTransport(CurlTransportOptions(version: "test")),
                retry: .tries(2)
            ),
            endpoints: try UpdateEndpoints(
                environment: ["UPDATE_URL_OVERRIDE": server.url, "OKD_UPDATE_URL_OVERRIDE": "\(server.url)/okd"]
                    .merging(environment) { $1 }
            ),
            cache: cache,
            pinned: pinned,
            archive: archive
        )
    }

    /// What the text of `mirror.platform` means; its first line is line 4, indented by four.
    func select(
        _ platform: String,
        exact: Bool = false,
        complete: Bool = false,
        service: UpdateService? = nil
    ) async throws -> ReleaseSelection {
        let selector = ReleaseSelector(
            service: try service ?? self.service(),
            path: "isc.yaml",
            exactChannels: exact,
            completePaths: complete
        )
        return try await selector.select(try platformSection(platform))
    }

    /// What is wrong with the text of `mirror.platform`.
    func errors(_ platform: String) async throws -> [Finding] {
        let error = await #expect(throws: FindingsError.self) { _ = try await select(platform) }
        return try #require(error).findings
    }

    /// Graphs that are hard to choose from: odd versions, and several ways.
    func addOracle() throws {
        let first = ["4.0.0-4", "4.0.0-5", "4.0.0-6", "4.0.0-0.okd-0", "4.0.0-7", "4.0.0-8"]
        let edges = [[0, 1], [1, 2], [2, 4], [2, 5], [4, 5]]
        try server.add("stable-4.0", nodes: first, edges: edges)
        try server.add("stable-4.1", nodes: first + ["4.1.0-6"], edges: edges + [[5, 6]])
        try server.add(
            "stable-4.2",
            nodes: ["4.1.0-6", "4.2.0-2", "4.2.0-3", "4.2.0-5"],
            edges: [[0, 2], [1, 2], [2, 3]]
        )
        try server.add("stable-4.3", nodes: ["4.3.0", "4.3.1"], edges: [[0, 1]])
        try server.add(
            "fast-4.3",
            nodes: ["4.2.0-5", "4.3.0", "4.3.1", "4.3.2"],
            edges: [[0, 1], [1, 2], [2, 3]]
        )
    }
}

/// Parses a configuration whose `mirror.platform` has the given text.
func platformSection(_ text: String) throws -> PlatformSection {
    let lines = text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    let file = "apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\nmirror:\n  platform:\n\(lines)\n"
    return try #require(ImageSetConfiguration(bytes: Array(file.utf8), path: "isc.yaml").mirror.platform)
}

/// The text of channels, each given as `name min max flag…`, with `-` for a bound that is left out.
func channels(_ specifications: String...) -> String {
    "channels:\n"
        + specifications.map { specification in
            let words = specification.split(separator: " ").map(String.init)
            var text = "- name: \(words[0])"
            if words.count > 1, words[1] != "-" { text += "\n  minVersion: \(words[1])" }
            if words.count > 2, words[2] != "-" { text += "\n  maxVersion: \(words[2])" }
            for flag in words.dropFirst(3) { text += flag == "okd" ? "\n  type: okd" : "\n  \(flag): true" }
            return text
        }.joined(separator: "\n")
}

extension ReleaseSelection {
    /// The versions, ascending as selected.
    var versions: [String] { releases.map(\.version.description) }

    /// The codes of the findings.
    var codes: [FindingCode] { findings.map(\.code) }
}
