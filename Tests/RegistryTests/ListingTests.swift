// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import HTTPTransport
import OCI
import Registry
import Scheduling
import TestSupport
import Testing

@Suite("Lists")
struct ListingTests {
    @Test("of tags are read to their last page")
    func tags() async throws {
        var options = FakeRegistry.Options()
        options.pageSize = 3
        let registry = try FakeRegistry(options)
        let image = try TestImage(layers: [[1]])
        for number in 10..<20 { registry.add(image, to: "a", tag: "t\(number)") }
        let tags = try await testClient(.source).tags(registry.repository("a"))
        #expect(tags == (10..<20).map { "t\($0)" })
        #expect(registry.log.filter { $0.hasSuffix("/tags/list") }.count == 4)
    }

    @Test("of referrers are read to their last page")
    func referrers() async throws {
        var options = FakeRegistry.Options()
        options.pageSize = 2
        let registry = try FakeRegistry(options)
        let image = try TestImage(layers: [[1]])
        registry.add(image, to: "a")
        for number in 0..<5 {
            registry.add(
                try TestImage.referrer(to: image, type: "application/vnd.example.note", text: "\(number)"),
                to: "a"
            )
        }
        let found = try await testClient(.source).referrers(registry.repository("a"), of: image.digest)
        #expect(found.count == 5)
    }

    @Test("that lead back to where they were end with an error")
    func loops() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.respond(
                200,
                headers: ["Link": "</v2/a/tags/list?last=x>; rel=\"next\""],
                text: #"{"name":"a","tags":["x"]}"#
            )
        }
        let repository = Repository(host: try RegistryHost(server.host), name: try RepositoryName("a"))
        let error = await #expect(throws: RegistryError.self) { try await testClient(.source).tags(repository) }
        #expect(error?.kind == .invalidAnswer)
        #expect(error?.description.contains("repeats earlier tags") == true)
    }

    @Test("of referrers come from the tag where there is no API, which is asked for once")
    func fallback() async throws {
        var options = FakeRegistry.Options()
        options.hasReferrersAPI = false
        let registry = try FakeRegistry(options)
        let repository = try registry.repository("a")
        let image = try TestImage(layers: [[1]])
        let referrer = try TestImage.referrer(to: image, type: "application/vnd.example.note")
        let writer = testClient(.destination)
        try await image.push(to: repository, tag: "x", with: writer)
        try await referrer.push(to: repository, with: writer)
        let reader = testClient(.source)
        for _ in 0..<3 {
            let found = try await reader.referrers(repository, of: image.digest)
            #expect(found == [referrer.top.descriptor])
        }
        #expect(registry.log.filter { $0.contains("/referrers/") }.count == 1)
        #expect(registry.tags(of: "a").keys.contains(image.digest.tagText))
    }

    @Test(
        "without end are given up, whatever their pages hold",
        arguments: [(0, "more than the 100 empty pages"), (1000, "longer than the 67108864 bytes")]
    )
    func endless(count: Int, reason: String) async throws {
        let number = Guarded(0)
        let filling = String(repeating: "x", count: 4000)
        let server = try LoopbackServer { exchange in
            let page = number.withLock { number in
                number += 1
                return number
            }
            let tags = (0..<count).map { #""\#(page)-\#($0)-\#(filling)""# }.joined(separator: ",")
            try exchange.respond(
                200,
                headers: ["Link": "</v2/a/tags/list?n=1000&last=\(page)>; rel=\"next\""],
                text: #"{"name":"a","tags":[\#(tags)]}"#
            )
        }
        let repository = Repository(host: try RegistryHost(server.host), name: try RepositoryName("a"))
        let error = await #expect(throws: RegistryError.self) { try await testClient(.source).tags(repository) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
        #expect(server.requests.count < 120)
    }

    @Test("of referrers without end are given up")
    func endlessReferrers() async throws {
        let number = Guarded(0)
        let server = try LoopbackServer { exchange in
            let page = number.withLock { number in
                number += 1
                return number
            }
            let entries = (0..<900).map { entry in
                #"{"mediaType":"application/vnd.oci.image.manifest.v1+json","size":9,"digest":"\#(Digest(of: Array("\(page) \(entry)".utf8)))"}"#
            }
            try exchange.respond(
                200,
                headers: ["Link": "<\(exchange.path)?n=\(page)>; rel=\"next\""],
                text:
                    #"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[\#(entries.joined(separator: ","))]}"#
            )
        }
        let repository = Repository(host: try RegistryHost(server.host), name: try RepositoryName("a"))
        let error = await #expect(throws: RegistryError.self) {
            try await testClient(.source).referrers(repository, of: Digest(of: [1]))
        }
        #expect(error?.description.contains("more than the 5000 referrers that are read") == true)
    }
}
