// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ByteStreams
import HTTPTransport
import OCI
import Registry
import TestSupport
import Testing

@Suite("A registry that does not take blobs in every way")
struct UploadWayTests {
    private let registry: FakeRegistry
    private let repository: Repository
    private let client = testClient(.destination)
    private let bytes: [UInt8] = [1, 2, 3, 4]

    init() throws {
        registry = try FakeRegistry()
        repository = try registry.repository("a")
    }

    private var blob: Descriptor {
        Descriptor(mediaType: .ociLayer, digest: Digest(of: bytes), size: Int64(bytes.count))
    }

    private func session() async throws -> UploadSession {
        guard case .session(let session) = try await client.beginUpload(repository) else {
            throw RegistryError(kind: .invalidAnswer, request: "no session")
        }
        return session
    }

    @Test("and refuses chunks is known for that after the first", arguments: [400, 403, 404, 405, 411, 415, 416, 501])
    func chunks(status: Int) async throws {
        registry.inject(.init(.status(status), method: "PATCH", header: "Content-Range", times: 9))
        let error = await #expect(throws: RegistryError.self) {
            try await client.append(session(), MemoryStream([1, 2]), length: 2)
        }
        #expect(error?.kind == .uploadWayRefused)
        #expect(!client.takesChunks(repository.host))
        try await client.upload(session(), blob, MemoryStream(bytes))
        #expect(registry.blob(blob.digest, in: "a") == bytes)
    }

    @Test("and fails inside a blob takes chunks all the same")
    func laterChunk() async throws {
        let first = try await client.append(session(), MemoryStream([1, 2]), length: 2)
        registry.inject(.init(.status(400), method: "PATCH"))
        let error = await #expect(throws: RegistryError.self) {
            try await client.append(first, MemoryStream([3, 4]), length: 2)
        }
        #expect(error?.kind == .server)
        #expect(client.takesChunks(repository.host))
    }

    @Test(
        "and refuses a PUT with a body gets a PATCH before an empty one",
        arguments: [400, 404, 405, 411, 415, 500, 501]
    )
    func closingBody(status: Int) async throws {
        registry.inject(.init(.status(status), method: "PUT", target: "/uploads/", hasBody: true, times: 9))
        // What may pass is tried again in the same way.
        let kinds: [RegistryError.Kind] = status == 500 ? [.server, .server, .uploadWayRefused] : [.uploadWayRefused]
        for kind in kinds {
            let error = await #expect(throws: RegistryError.self) {
                try await client.upload(session(), blob, MemoryStream(bytes))
            }
            #expect(error?.kind == kind)
        }
        for _ in 0..<2 { try await client.upload(session(), blob, MemoryStream(bytes)) }
        #expect(registry.blob(blob.digest, in: "a") == bytes)
        #expect(registry.log.count { $0.hasPrefix("PATCH") } == 2)
    }

    @Test("and has taken one in a PUT has only lost the session of another")
    func lostSession() async throws {
        try await client.upload(session(), blob, MemoryStream(bytes))
        registry.inject(.init(.status(404), method: "PUT", target: "/uploads/"))
        registry.inject(.init(.status(404), target: "/v2/a/blobs/sha256", times: 9))
        let error = await #expect(throws: RegistryError.self) {
            try await client.upload(session(), blob, MemoryStream(bytes))
        }
        #expect(error?.kind == .uploadUnknown)
    }

    @Test("and does not mount gets an upload", arguments: [400, 401, 403, 404, 405, 500, 501])
    func mounts(status: Int) async throws {
        registry.inject(.init(.status(status), target: "mount=", times: 9))
        let clock = TestClock()
        let client = testClient(.destination, clock: clock)
        for _ in 0..<2 {
            let start = try await client.beginUpload(repository, mounting: (blob.digest, RepositoryName("b")))
            guard case .session = start else {
                Issue.record("\(start)")
                return
            }
        }
        #expect(clock.sleeps.isEmpty)
        let asked = registry.server.requests.count { $0.target.contains("mount=") }
        #expect(asked == ([405, 501].contains(status) ? 1 : 2))
    }

    @Test("and sends writes elsewhere gets them there", arguments: [307, 308], ["POST", "PUT", "PATCH", "DELETE"])
    func redirects(status: Int, method: String) async throws {
        registry.inject(.init(.redirect(status), method: method, times: 99))
        let image = try TestImage(layers: [[9]])
        var open = try await session()
        do {
            open = try await client.append(open, MemoryStream(bytes), length: blob.size)
        } catch let moved as UploadMoved {
            open = try await client.append(moved.session, MemoryStream(bytes), length: blob.size)
        }
        try await client.finish(open, blob.digest)
        do {
            try await client.upload(session(), blob, MemoryStream(bytes))
        } catch let moved as UploadMoved {
            try await client.upload(moved.session, blob, MemoryStream(bytes))
        }
        #expect(registry.blob(blob.digest, in: "a") == bytes)
        registry.add(image, to: "a")
        try await client.put(image.top, to: repository, as: .tag(Tag("x")))
        #expect(registry.tags(of: "a")["x"] == "\(image.digest)")
        try await client.delete(repository, .digest(image.digest))
        #expect(registry.tags(of: "a").isEmpty)
    }

    @Test("and redirects a write as only reading may be redirected is told with the place", arguments: [301, 302])
    func otherRedirects(status: Int) async throws {
        registry.inject(.init(.redirect(status), method: "POST"))
        let error = await #expect(throws: RegistryError.self) { try await session() }
        #expect(error?.description.contains("redirected to `\(registry.server.url)/v2/a/blobs/uploads/`") == true)
    }

    @Test("and sends writes to another host gives it no credential")
    func redirectElsewhere() async throws {
        let directory = try TestDirectory()
        let other = try LoopbackServer { exchange in
            _ = try exchange.readBody()
            try exchange.respond(201)
        }
        let server = try LoopbackServer { exchange in
            _ = try exchange.readBody()
            guard exchange.headers["Authorization"] != nil else {
                return try exchange.respond(401, headers: ["WWW-Authenticate": "Basic realm=x"])
            }
            guard exchange.method == "POST" else {
                return try exchange.respond(307, headers: ["Location": "\(other.url)\(exchange.target)"])
            }
            try exchange.respond(202, headers: ["Location": "/v2/a/blobs/uploads/1"])
        }
        let file = try directory.authFile(server.host, "ali", "sesame")
        let client = testClient(
            .destination,
            RegistrySettings(credentials: try CredentialStore(environment: [:], authFile: file))
        )
        let repository = try Repository(host: RegistryHost(server.host), name: RepositoryName("a"))
        guard case .session(let session) = try await client.beginUpload(repository) else { return }
        let moved = await #expect(throws: UploadMoved.self) {
            try await client.upload(session, blob, MemoryStream(bytes))
        }
        try await client.upload(try #require(moved).session, blob, MemoryStream(bytes))
        try await client.put(TestImage(layers: [[9]]).top, to: repository, as: .tag(Tag("x")))
        #expect(other.requests.count == 2)
        #expect(other.requests.allSatisfy { $0.headers["Authorization"] == nil })
        let digest = blob.digest.description.replacing(":", with: "%3A")
        #expect(other.requests.first?.target == "/v2/a/blobs/uploads/1?digest=\(digest)")
    }
}
