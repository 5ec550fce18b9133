// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Cache
import Foundation
import MirrorConfiguration
import OCI
import Plans
import Releases
import Scheduling
import TestSupport
import Testing

struct UpdateServiceTests {
    private let bench: GraphBench

    init() throws {
        bench = try GraphBench()
        try bench.server.add("stable-4.16", nodes: ["4.16.1", "4.16.2"])
    }

    private func error(of body: () async throws -> Void) async throws -> UpdateServiceError {
        try #require(await #expect(throws: UpdateServiceError.self) { try await body() })
    }

    @Test func `the parameters are those that the service documents, and the answer must be JSON`() async throws {
        let answer = try await bench.service().answer(.ocp, channel: "stable-4.16", .amd64)
        #expect(answer.graph.nodes.count == 2)
        let query = try #require(bench.server.queries.first)
        #expect(
            query.wholeMatch(of: /arch=amd64&channel=stable-4.16&id=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil
        )
    }

    @Test(
        "parameters that the endpoint has are kept",
        arguments: [("?a=b", "a=b&arch="), ("?", "arch="), ("?a=b&", "a=b&arch="), ("#part", "arch=")]
    )
    func parameters(suffix: String, beginning: String) async throws {
        let service = try bench.service(["UPDATE_URL_OVERRIDE": bench.server.url + suffix])
        let answer = try await service.answer(.ocp, channel: "a b&c", .arm64)
        #expect(bench.server.queries.first?.hasPrefix("\(beginning)arm64&channel=a%20b%26c&id=") == true)
        #expect(answer.record.url == bench.server.url)
    }

    @Test func `each product has its own endpoint`() async throws {
        let service = try bench.service()
        #expect(try await service.answer(.ocp, channel: "x", .amd64).record.url == bench.server.url)
        #expect(try await service.answer(.okd, channel: "x", .amd64).record.url == "\(bench.server.url)/okd")
        let standard = try UpdateEndpoints(environment: ["UPDATE_URL_OVERRIDE": ""])
        #expect(standard.name(of: .ocp) == "https://api.openshift.com/api/upgrades_info/v1/graph")
        #expect(standard.name(of: .okd) == "https://origin-release.ci.openshift.org/graph")
    }

    @Test(arguments: ["UPDATE_URL_OVERRIDE", "OKD_UPDATE_URL_OVERRIDE"])
    func `an override that is no URL is an error that keeps its secrets`(variable: String) throws {
        let error = try #require(
            #expect(throws: UpdateEndpointError.self) {
                try UpdateEndpoints(environment: [variable: "ftp://me:secret@host/"])
            }
        )
        #expect(error.description.hasPrefix("\(variable) is not an http or https URL\n"))
        #expect(!error.description.contains("secret"))
    }

    @Test func `credentials of an override are in no record and no error`() async throws {
        let url = bench.server.url.replacing("http://", with: "http://me:secret@") + "?token=secret"
        let service = try bench.service(["UPDATE_URL_OVERRIDE": url])
        #expect(try await service.answer(.ocp, channel: "stable-4.16", .amd64).record.url == bench.server.url)
        bench.server.stop()
        let error = try await error { _ = try await service.answer(.ocp, channel: "other", .amd64) }
        #expect(!"\(error)".contains("secret"))
    }

    @Test func `however many ask, the service is asked once for each channel and architecture`() async throws {
        let service = try bench.service()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 {
                for architecture in [ReleaseArchitecture.amd64, .arm64] {
                    group.addTask {
                        try await service.answer(.ocp, channel: "stable-4.16", architecture).graph.nodes.count
                    }
                }
            }
            var counts: [Int] = []
            for try await count in group { counts.append(count) }
            #expect(counts.sorted() == Array(repeating: 0, count: 20) + Array(repeating: 2, count: 20))
        }
        _ = try await service.answer(.ocp, channel: "stable-4.16", .amd64)
        #expect(bench.server.asked.sorted() == ["stable-4.16 amd64", "stable-4.16 arm64"])
    }

    @Test func `a failure is asked for once too`() async throws {
        bench.server.set("broken", body: Array("<html>".utf8))
        let service = try bench.service()
        for _ in 0..<2 { _ = try await error { _ = try await service.answer(.ocp, channel: "broken", .amd64) } }
        #expect(bench.server.asked.count == 1)
    }

    @Test func `answers are kept by digest, so that a later one leaves an earlier plan alone`() async throws {
        let first = try await bench.service().answer(.ocp, channel: "stable-4.16", .amd64)
        try bench.server.add("stable-4.16", nodes: ["4.16.1", "4.16.2", "4.16.3"])
        let second = try await bench.service().answer(.ocp, channel: "stable-4.16", .amd64)
        #expect(first.record.digest != second.record.digest)
        let name = "graphs/sha256/\(first.record.digest.hex).json"
        #expect(UpdateService.cacheName(of: first.record.digest) == name)
        #expect(bench.cache.bytes(of: name, digest: first.record.digest, limit: 1 << 20) != nil)

        bench.server.stop()
        for answer in [first, second] {
            let pinned = try bench.service(pinned: [answer.record])
            #expect(try await pinned.answer(.ocp, channel: "stable-4.16", .amd64) == answer)
        }
    }

    @Test func `with pinned answers nothing is asked, wherever the service is said to be`() async throws {
        let record = try await bench.service().answer(.ocp, channel: "stable-4.16", .amd64).record
        let pinned = try bench.service(["UPDATE_URL_OVERRIDE": "http://127.0.0.1:9/elsewhere"], pinned: [record])
        #expect(try await pinned.answer(.ocp, channel: "stable-4.16", .amd64).record == record)
        #expect(bench.server.asked.count == 1)
        // The other product's answer is not mistaken for ours.
        let okd = try bench.service(pinned: [record])
        _ = try await error { _ = try await okd.answer(.okd, channel: "stable-4.16", .amd64) }
    }

    @Test(arguments: [[UInt8]?.none, Array("changed".utf8)])
    func `a pinned answer that the cache lacks is an error that names it`(content: [UInt8]?) async throws {
        let record = try await bench.service().answer(.ocp, channel: "stable-4.16", .amd64).record
        let path = bench.cache.path(of: UpdateService.cacheName(of: record.digest))
        if let content { try Data(content).write(to: URL(filePath: path)) }
        if content == nil { try FileManager.default.removeItem(atPath: path) }
        let pinned = try bench.service(pinned: [record])
        let error = try await error { _ = try await pinned.answer(.ocp, channel: "stable-4.16", .amd64) }
        for word in [record.digest.description, record.url, path, "--cache-dir"] {
            #expect("\(error)".contains(word), "\(error)")
        }
    }

    @Test func `a channel for which no answer is pinned is an error that names those that are`() async throws {
        let record = try await bench.service().answer(.ocp, channel: "stable-4.16", .amd64).record
        let pinned = try bench.service(pinned: [record])
        let error = try await error { _ = try await pinned.answer(.ocp, channel: "stable-4.17", .amd64) }
        #expect(error.found.contains("it records stable-4.16 (amd64)"))
        #expect(bench.server.asked.count == 1)
    }

    @Test func `a place that is no update service is an error that names it`() async throws {
        let server = try LoopbackServer { try $0.respond(404) }
        let service = try bench.service(["UPDATE_URL_OVERRIDE": "\(server.url)/graph"])
        let error = try await error { _ = try await service.answer(.ocp, channel: "stable-4.16", .amd64) }
        #expect(
            "\(error)" == "the channel `stable-4.16` (amd64) cannot be read: GET \(server.url)/graph: "
                + "the server answered 404\ncheck that this is the URL of an update service"
        )
    }

    @Test(
        "a service that has a problem is asked again, then its answer is told",
        arguments: [500, 502, 503, 504]
    )
    func serverProblem(status: Int) async throws {
        let server = try LoopbackServer { try $0.respond(status, text: "the graph is being made\nwait") }
        let service = try bench.service(["UPDATE_URL_OVERRIDE": "\(server.url)/graph"])
        let error = try await error { _ = try await service.answer(.ocp, channel: "stable-4.16", .amd64) }
        #expect(
            "\(error)" == "the channel `stable-4.16` (amd64) cannot be read: GET \(server.url)/graph: "
                + "the server answered \(status): the graph is being made\n"
                + "the server has a problem: wait a while, then run again"
        )
        #expect(server.requests.count == 2)
    }

    @Test func `a problem that passes leaves no trace`() async throws {
        let problems = Guarded(1)
        let server = try LoopbackServer { exchange in
            let hasProblem = problems.withLock { left in
                defer { left -= 1 }
                return left > 0
            }
            guard !hasProblem else { return try exchange.respond(503) }
            try exchange.respond(200, text: "{\"nodes\":[],\"edges\":[]}")
        }
        let service = try bench.service(["UPDATE_URL_OVERRIDE": "\(server.url)/graph"])
        #expect(try await service.answer(.ocp, channel: "stable-4.16", .amd64).graph.nodes.isEmpty)
    }

    @Test func `a cache that cannot be written is an error that names the file`() async throws {
        try bench.folder.write("in the way", to: "cache")
        let service = try bench.service()
        let error = try await error { _ = try await service.answer(.ocp, channel: "stable-4.16", .amd64) }
        #expect(error.found.contains(bench.folder["cache/mirror/graphs/sha256"]))
    }
}
