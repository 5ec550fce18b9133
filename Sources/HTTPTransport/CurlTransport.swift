// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Scheduling

/// An HTTP transport that uses libcurl.
///
/// One thread moves the bytes of all requests; any number of tasks may use the transport at the same time. It does
/// not limit the connections to a host, because a copy from a host to the same host would wait for itself. Callers
/// limit what they start. Requests that may share a connection have an engine of their own, begun with the first of
/// them: libcurl remembers for each host either that connections are shared or that they are not.
package final class CurlTransport: HTTPTransport {
    private struct Engine: Sendable {
        let engine: CurlEngine
        let thread: CurlThread

        init(_ options: CurlTransportOptions, multiplexes: Bool = false) {
            engine = CurlEngine(options: options, multiplexes: multiplexes)
            thread = engine.start(options: options)
        }
    }

    private let options: CurlTransportOptions
    private let own: Engine
    private let shared = Guarded<Engine?>(nil)

    package init(_ options: CurlTransportOptions) {
        self.options = options
        own = Engine(options)
    }

    deinit {
        for engine in engines { engine.engine.send(.stop) }
        // The threads end within milliseconds, and the process must not end before them.
        for engine in engines { engine.thread.join() }
    }

    /// Cancels all requests, closes all connections and ends the threads.
    package func shutdown() async {
        for engine in engines {
            engine.engine.send(.stop)
            _ = try? await engine.engine.end.value()
        }
    }

    private var engines: [Engine] { [own] + (shared.withLock { $0 }.map { [$0] } ?? []) }

    /// The engine for a request: HTTP/2 is spoken over TLS only.
    private func engine(of request: HTTPRequest) -> CurlEngine {
        guard request.mayShareConnection, request.url.hasPrefix("https:") else { return own.engine }
        return shared.withLock { shared in
            let engine = shared ?? Engine(options, multiplexes: true)
            shared = engine
            return engine.engine
        }
    }

    package func exchange<Result: Sendable>(
        _ request: HTTPRequest,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        try Task.checkCancellation()
        let transfer = try Transfer(request, options: options)
        let engine = engine(of: request)
        return try await withTaskCancellationHandler {
            guard case .stream(let stream, let length) = request.body else {
                return try await perform(transfer, by: engine, handle)
            }
            if length == 0 { try await RequestBodyPump.expectEnd(of: stream, of: transfer) }
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    await RequestBodyPump(stream: stream, transfer: transfer, engine: engine).run()
                }
                // Whatever the outcome, no more chunks are taken.
                defer { group.cancelAll() }
                return try await perform(transfer, by: engine, handle)
            }
        } onCancel: {
            transfer.abort(CancellationError())
            engine.send(.abort(transfer))
        }
    }

    /// Runs a transfer from its start until libcurl has let go of it.
    private func perform<Result: Sendable>(
        _ transfer: Transfer,
        by engine: CurlEngine,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        guard engine.send(.start(transfer)) else {
            transfer.upload.close()
            throw HTTPTransportError(transfer.request, .other, "the transport was shut down")
        }
        defer { transfer.wait.end() }
        if case .stream = transfer.request.body {} else { transfer.wait.begin() }
        let outcome: Swift.Result<Result, any Error>
        do {
            let head = try await transfer.head.value()
            transfer.wait.end()
            let body = ResponseBody(transfer: transfer, engine: engine)
            outcome = .success(
                try await handle(HTTPResponse(status: head.status, headers: head.headers, body: body))
            )
        } catch {
            outcome = .failure(error)
        }
        engine.send(.release(transfer))
        try await transfer.removal.value()
        transfer.response.abandon(HTTPTransportError(transfer.request, .other, "the exchange is over"))
        return try outcome.get()
    }
}

/// The body of an answer, for its reader.
private struct ResponseBody: ByteStream {
    let transfer: Transfer
    let engine: CurlEngine

    func next() async throws -> [UInt8]? {
        try await transfer.response.next { engine.send(.resume(transfer)) }
    }
}
