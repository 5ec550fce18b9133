// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import OCI
import Registry
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
        #expect(error?.description.contains("leads back") == true)
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
}
