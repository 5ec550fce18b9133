// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Scheduling

/// Carries a request's body from its stream to libcurl's thread.
struct RequestBodyPump {
    let stream: any ByteStream
    let transfer: Transfer
    let engine: CurlEngine

    /// Reads the stream until all of it is handed over or no more is wanted.
    func run() async {
        do {
            try await pump()
        } catch {
            // If the server has refused the body, the reason for the missing rest does not matter.
            guard !transfer.upload.isClosed else { return }
            transfer.abort(error)
            engine.send(.abort(transfer))
        }
    }

    private func pump() async throws {
        var rest = transfer.bodyLength
        while rest > 0 {
            guard let chunk = try await stream.next() else {
                throw HTTPTransportError(
                    transfer.request,
                    .other,
                    "the body ended \(rest) bytes short of \(transfer.bodyLength)"
                )
            }
            rest -= Int64(chunk.count)
            // A stream that checks its content fails instead of ending. The last chunk waits for that, so a server
            // never gets the whole of a body that was found wrong.
            if rest <= 0 { try await Self.expectEnd(of: rest == 0 ? stream : nil, of: transfer) }
            let isWanted = await transfer.upload.push(chunk) { engine.send(.resume(transfer)) }
            guard isWanted else { return }
        }
        transfer.wait.begin()
    }

    /// Fails unless `stream` ends after its promised bytes.
    static func expectEnd(of stream: (any ByteStream)?, of transfer: Transfer) async throws {
        if let stream, try await stream.next() == nil { return }
        throw HTTPTransportError(
            transfer.request,
            .other,
            "the body is longer than the \(transfer.bodyLength) bytes that were announced"
        )
    }
}
