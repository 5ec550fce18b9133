// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import HTTPTransport
package import Scheduling

/// Fetches documents over HTTP: follows redirects, retries temporary failures, and limits what it reads.
///
/// User information in a URL becomes an `Authorization` field. That field, or one that the caller gives, is not sent
/// to other hosts.
package struct Downloader: Sendable {
    /// The maximum number of redirects.
    static let redirectLimit = 5
    /// The maximum number of bytes that are read from an error answer.
    static let refusalLimit = 16 << 10

    let transport: any HTTPTransport
    let retry: RetryPolicy
    /// The state of the servers that are used.
    let outages: Outages
    /// The security settings for all servers.
    let security: TransportSecurity

    package init(
        transport: any HTTPTransport,
        retry: RetryPolicy = .standard,
        outages: Outages = Outages(),
        security: TransportSecurity = .standard
    ) {
        self.transport = transport
        self.retry = retry
        self.outages = outages
        self.security = security
    }

    /// The same downloader for servers with other security settings.
    package func with(_ security: TransportSecurity) -> Downloader {
        Downloader(transport: transport, retry: retry, outages: outages, security: security)
    }

    /// Returns the document at a URL, of at most `limit` bytes, or `nil` if the server answers 404.
    ///
    /// Throws `DownloadError` for any other status or no answer.
    package func get(_ url: String, headers: HTTPHeaders = [:], limit: Int) async throws -> HTTPMessage? {
        do {
            return try await fetch(url, headers, bodyTimeout: HTTPRequest.documentTimeout, isReplayable: true) {
                response in
                HTTPMessage(
                    status: response.status,
                    headers: response.headers,
                    body: try await response.body.collect(limit: limit)
                )
            }
        } catch let error as DownloadError {
            guard case .status(404) = error.kind else { throw error }
            return nil
        } catch let error as StreamLimitExceeded {
            throw DownloadError(
                .tooLong,
                url: DownloadAddress.redacted(url),
                found: "the answer is \(error)",
                remedy: "check that the URL is that of the document, not of something else"
            )
        }
    }

    /// Passes the document at a URL to `read` as it arrives, and returns the result of `read`.
    ///
    /// Once `read` was called, there are no retries, and its errors and those of its stream are thrown unchanged.
    /// With `mayReadAgain`, a stream that breaks off is requested again, and `read` is called anew with the new one.
    package func stream<Result: Sendable>(
        _ url: String,
        headers: HTTPHeaders = [:],
        mayReadAgain: Bool = false,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        try await fetch(url, headers, bodyTimeout: nil, isReplayable: mayReadAgain) { try await read($0.body) }
    }

    /// The result of one request.
    private enum Outcome<Result: Sendable>: Sendable {
        case done(Result)
        case failed(DownloadError, Trouble?)
    }

    private func fetch<Result: Sendable>(
        _ url: String,
        _ headers: HTTPHeaders,
        bodyTimeout: Duration?,
        isReplayable: Bool,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        let start = try DownloadAddress(url, headers)
        guard !outages.isClosed(start.address.authority, retry.time) else {
            throw DownloadError(unanswered: start.address)
        }
        var attempts = Attempts(retry, outages)
        while true {
            switch try await outcome(start, bodyTimeout, isReplayable, handle) {
            case .done(let result): return result
            case .failed(let error, let trouble):
                guard let trouble, try await attempts.mayTryAgain(after: trouble) else { throw error }
            }
        }
    }

    private func outcome<Result: Sendable>(
        _ start: DownloadAddress,
        _ bodyTimeout: Duration?,
        _ isReplayable: Bool,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Outcome<Result> {
        var address = start
        for _ in 0...Self.redirectLimit {
            var hasBegun = false
            var request = address.request(security)
            request.bodyTimeout = bodyTimeout
            do {
                let asked = address.address
                let step = try await transport.exchange(request) { response -> Step<Result> in
                    outages.answered(asked, .get, status: response.status)
                    if response.status == 200 {
                        hasBegun = true
                        return .done(try await handle(response))
                    }
                    if let location = response.redirection { return .redirected(location) }
                    return .refused(
                        HTTPMessage(
                            status: response.status,
                            headers: response.headers,
                            body: await response.body.beginning(limit: Self.refusalLimit)
                        )
                    )
                }
                switch step {
                case .done(let result): return .done(result)
                case .redirected(let location): address = try address.following(location)
                case .refused(let answer): return failure(answer, address)
                }
            } catch let error as HTTPTransportError where isReplayable || !hasBegun {
                return .failed(DownloadError(error, address.address), error.trouble)
            }
        }
        throw DownloadError(
            .redirect,
            url: start.address.redacted,
            found: "it redirects more than \(Self.redirectLimit) times, last to \(address.address.redacted)",
            remedy: "check the URL; servers that redirect in a circle often miss a header or a cookie"
        )
    }

    private enum Step<Result: Sendable>: Sendable {
        case done(Result)
        case redirected(String)
        case refused(HTTPMessage)
    }

    private func failure<Result: Sendable>(_ answer: HTTPMessage, _ address: DownloadAddress) -> Outcome<Result> {
        let error = DownloadError(answer, address.address, hiding: address.secrets)
        guard RetryPolicy.mayPass(status: answer.status) else { return .failed(error, nil) }
        let trouble = Trouble(
            .busy,
            server: address.address.authority,
            request: HTTPRequest.Method.get.rawValue,
            serverDelay: answer.headers["Retry-After"].flatMap { RetryAfter.delay($0, now: retry.time.now()) },
            reason: error.found
        )
        return .failed(error, trouble)
    }
}

extension HTTPResponse {
    /// The target of a redirect.
    fileprivate var redirection: String? {
        [301, 302, 303, 307, 308].contains(status) ? headers["Location"] : nil
    }
}
