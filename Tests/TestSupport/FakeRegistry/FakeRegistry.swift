// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import HTTPTransport
package import OCI
import Scheduling

/// A registry in memory that does what the specification allows and real registries rarely do, and that fails on demand.
///
/// It takes sparse indexes, tag deletion, sha512, chunks with a minimum length, resumed uploads; it
/// answers the referrers API, gives out tokens that expire, and sends blobs from elsewhere.
package final class FakeRegistry: Sendable {
    /// Who may do what.
    package enum Authentication: Sendable, Equatable {
        case none
        case basic
        /// Tokens from ``FakeRegistry/tokenPath``, in bearer form.
        case token
    }

    /// How the registry is set up.
    package struct Options: Sendable {
        package var authentication: Authentication = .none
        /// Whether everybody may pull, with a token of their own.
        package var letsEverybodyPull = false
        /// How long tokens live; `nil` leaves the duration out of the answer.
        package var tokenLife: Double? = 300
        package var hasReferrersAPI = true
        package var deletesTags = true
        /// The most tags or referrers of one page.
        package var pageSize = 1000
        package var minimumChunkLength: Int64?
        package var answersMounts = true
        package var namesDigests = true
        package var knowsRanges = true
        /// Where blobs are sent from instead, such as `http://127.0.0.1:81`.
        package var blobLocation: String?
        /// Whether tokens tell their rights, as those of the distribution's token service do.
        package var tokensTellRights = false
        /// The URL of the token service, where it is not this registry.
        package var realm: String?
        package var warning: String?
        package var now: @Sendable () -> Date = { Date() }

        package init() {}
    }

    package static let user = "ali"
    package static let password = "sesame"
    /// The refresh token that the token service changes into access tokens.
    package static let identityToken = "ali-refreshed"
    package static let tokenPath = "/token"

    let options: Options
    let state: Guarded<FakeRegistryState>
    package let server: LoopbackServer

    package init(_ options: Options = Options()) throws {
        let state = Guarded(FakeRegistryState())
        self.options = options
        self.state = state
        server = try LoopbackServer { exchange in
            try FakeRegistryAnswer(exchange: exchange, options: options, state: state).run()
        }
    }

    /// Sets a registry up.
    package convenience init(_ change: (inout Options) -> Void) throws {
        var options = Options()
        change(&options)
        try self.init(options)
    }

    /// The host and port, as they stand in a reference.
    package var host: RegistryHost {
        get throws { try RegistryHost(server.host) }
    }

    /// A repository of the registry.
    package func repository(_ name: String) throws -> Repository {
        Repository(host: try host, name: try RepositoryName(name))
    }

    /// Makes coming requests fail.
    package func inject(_ fault: FakeRegistryFault) { state.withLock { $0.faults.append(fault) } }

    /// Takes back every failure that has not happened yet.
    package func heal() { state.withLock { $0.faults = [] } }

    /// How often a failure was played.
    package var playedFaults: Int { state.withLock { $0.playedFaults } }

    /// Makes every token that was given out invalid.
    package func revokeTokens() { state.withLock { $0.tokens = [:] } }

    /// Puts a blob into a repository without a request.
    package func add(blob bytes: [UInt8], to repository: String) {
        state.withLock { $0.repositories[repository, default: .init()].blobs["\(Digest(of: bytes))"] = bytes }
    }

    /// Puts an image into a repository without a request.
    package func add(_ image: TestImage, to repository: String, tag: String? = nil) {
        state.withLock { state in
            for (digest, bytes) in image.blobs {
                state.repositories[repository, default: .init()].blobs["\(digest)"] = bytes
            }
            for manifest in image.manifests {
                state.repositories[repository, default: .init()].manifests["\(manifest.descriptor.digest)"] =
                    (manifest.descriptor.mediaType.rawValue, manifest.bytes)
            }
            if let tag { state.repositories[repository, default: .init()].tags[tag] = "\(image.digest)" }
        }
    }

    /// Puts an image that was built into a repository without a request.
    package func add(_ image: BuiltImage, to repository: String, tag: String) {
        state.withLock { state in
            var content = state.repositories[repository, default: .init()]
            for case (let digest, .bytes(let bytes)) in image.blobs { content.blobs["\(digest)"] = bytes }
            for manifest in image.tree.manifests {
                let descriptor = manifest.descriptor
                content.manifests["\(descriptor.digest)"] = (descriptor.mediaType.rawValue, manifest.bytes)
            }
            content.tags[tag] = "\(image.digest)"
            state.repositories[repository] = content
        }
    }

    /// Takes a tag away without a request.
    package func forget(_ tag: String, of repository: String) {
        state.withLock { $0.repositories[repository]?.tags[tag] = nil }
    }

    /// The tags of a repository and the digests that they name.
    package func tags(of repository: String) -> [String: String] {
        state.withLock { $0.repositories[repository]?.tags ?? [:] }
    }

    /// A blob's bytes.
    package func blob(_ digest: Digest, in repository: String) -> [UInt8]? {
        state.withLock { $0.repositories[repository]?.blobs["\(digest)"] }
    }

    /// The number of uploads that were neither closed nor cancelled.
    package var openUploads: Int { state.withLock { $0.uploads.count } }

    /// The requests so far as `METHOD path`, without queries.
    package var log: [String] {
        server.requests.map { "\($0.method) \($0.target.prefix { $0 != "?" })" }
    }
}

/// What a registry in memory holds.
struct FakeRegistryState {
    /// One repository.
    struct Repository {
        var blobs: [String: [UInt8]] = [:]
        var manifests: [String: (type: String, bytes: [UInt8])] = [:]
        var tags: [String: String] = [:]
    }

    /// An upload under way.
    struct Upload {
        var repository: String
        var bytes: [UInt8] = []
    }

    /// What a token allows.
    struct Token {
        var scopes: [String: Set<String>]
        var expiry: Date
    }

    var repositories: [String: Repository] = [:]
    var uploads: [String: Upload] = [:]
    var tokens: [String: Token] = [:]
    var faults: [FakeRegistryFault] = []
    var playedFaults = 0
    var counter = 0
}

/// A failure that a registry plays.
package struct FakeRegistryFault: Sendable {
    /// What goes wrong.
    package enum Effect: Sendable {
        /// Answers with a status and nothing else.
        case status(Int, headers: HTTPHeaders = [:], body: String = "")
        /// Cuts the connection after so many bytes of the body that the answer should have.
        case cut(after: Int)
        /// Answers with other bytes of the same length.
        case lie
        /// Lets the body drip until the tap is opened.
        case drip(Tap)
        /// Takes the request and resets the connection.
        case reset
        /// Does what is asked, and the answer gets lost with its connection.
        case loseAnswer
        /// Takes the request, tells somebody, and answers when the client hangs up.
        case silence(@Sendable () -> Void)
        /// Answers with bytes that are not HTTP.
        case garbage
        /// Names another digest than that of the content.
        case wrongDigest
        /// Sends only the first bytes of the body, and says that these are all.
        case truncate(to: Int)
        /// Sends the body in chunked encoding, without its length.
        case chunked
        /// Says that other bytes of an upload have arrived.
        case wrongRange
        /// Sends the client once more to the same place, which takes the request then.
        case redirect(Int)
    }

    package var method: String?
    /// A part of the request's target.
    package var target: String
    /// A field that the request has.
    package var header: String?
    /// Whether the request has a body.
    package var hasBody: Bool
    /// How many requests fail.
    package var times: Int
    package var effect: Effect

    package init(
        _ effect: Effect,
        method: String? = nil,
        target: String = "",
        header: String? = nil,
        hasBody: Bool = false,
        times: Int = 1
    ) {
        self.effect = effect
        self.method = method
        self.target = target
        self.header = header
        self.hasBody = hasBody
        self.times = times
    }

    /// What was redirected before is taken.
    static let redirected = "redirected=yes"
}
