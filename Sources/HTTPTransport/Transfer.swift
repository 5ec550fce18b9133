// SPDX-License-Identifier: Apache-2.0

import CLibCurl
import Scheduling

/// One request on its way through libcurl.
///
/// The promises, the buffers and the request to stop belong to both sides. Everything else belongs to libcurl's
/// thread alone after the hand-over.
// Unchecked and safe: see above; the hand-over goes through the engine's lock.
@safe
final class Transfer: @unchecked Sendable {
    let request: HTTPRequest
    let bodyLength: Int64
    let handle: EasyHandle
    let head = Promise<ResponseHead>()
    /// Kept once libcurl has released the handle.
    let removal = Promise<Void>()
    let response: ResponseBuffer
    let upload = UploadBuffer()

    /// The wait for the answer: from the start of a request without a body, or from the end of a body's stream.
    let wait: Waiting.Mark

    private let failure = Guarded<(any Error)?>(nil)

    // MARK: libcurl's thread

    var collector = HeaderCollector()
    var hasHead = false
    var progress: TransferProgress
    /// Set by the callbacks, cleared when their work is done.
    var isTouched = false
    var isReceivePaused = false
    var isSendPaused = false
    var isUploadAbandoned = false
    /// The number of bytes of an unread answer that are still read to keep the connection.
    var discardBudget: Int?
    /// The number of bytes of the body that have arrived.
    var receivedCount: Int64 = 0
    /// The proxy that carries the request.
    let proxyHost: String?
    /// Set when the server asked for a client certificate.
    var asksForClientCertificate = false
    /// Set when the server ended a shared connection because it got too many requests.
    var isAskedToCalmDown = false
    private var sending: [UInt8] = []
    private var sentOfChunk = 0
    private var hasTakenChunk = false

    init(_ request: HTTPRequest, options: CurlTransportOptions) throws {
        self.request = request
        handle = EasyHandle()
        response = ResponseBuffer(chunkSize: options.chunkSize, highWaterMark: options.highWaterMark)
        progress = TransferProgress(options)
        switch request.body {
        case .none: bodyLength = 0
        case .bytes(let bytes):
            bodyLength = Int64(bytes.count)
            sending = bytes
        case .stream(_, let length): bodyLength = length
        }
        guard let url = RequestURL(request.url) else {
            throw HTTPTransportError(request, .other, "not an absolute http or https URL")
        }
        proxyHost = options.proxies.host(for: url)
        wait = Waiting.Mark(.answer(server: WebAddress(request.url)?.authority ?? RequestURL.redacted(request.url)))
        try handle.configure(request, url: url, bodyLength: bodyLength, options: options)
        setCallbacks()
        if url.isSecure { watchConnection() }
    }

    // MARK: Ending

    /// The reason why the transfer must stop; `nil` if it may go on.
    var abortion: (any Error)? { failure.withLock { $0 } }

    /// Records why the transfer must stop; the first reason counts.
    func abort(_ error: any Error) { failure.withLock { $0 = $0 ?? error } }

    /// Tells both sides that libcurl is done.
    func finish(_ result: Result<Void, any Error>) {
        upload.close()
        // A transfer that succeeded has kept this promise long before.
        head.keep(.failure(result.failure ?? HTTPTransportError(request, .connectionLost, "no answer")))
        response.end(result)
        removal.keep(.success(()))
    }

    // MARK: Receiving

    /// Pauses the connection until the reader has caught up.
    func pauseReceiving() {
        isReceivePaused = true
        handle.pause(CURLPAUSE_RECV | (isSendPaused ? CURLPAUSE_SEND : 0))
    }

    // MARK: Sending

    /// Fills `buffer` with bytes to send; 0 if no bytes are waiting yet.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        var filled = 0
        while filled < buffer.count {
            if sentOfChunk == sending.count {
                guard case .stream = request.body, let chunk = upload.take() else { break }
                sending = chunk
                sentOfChunk = 0
                hasTakenChunk = true
            }
            let count = min(buffer.count - filled, sending.count - sentOfChunk)
            unsafe sending.withUnsafeBytes { bytes in
                unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[sentOfChunk..<(sentOfChunk + count)]))
            }
            filled += count
            sentOfChunk += count
        }
        return filled
    }

    /// Goes back to the start of the body, if it is still there.
    ///
    /// libcurl asks for this if a kept connection turns out to be dead at the first byte.
    func rewind() -> Bool {
        guard !hasTakenChunk else { return false }
        sentOfChunk = 0
        return true
    }
}

extension HTTPTransportError {
    /// Describes a failure that does not come from libcurl.
    init(_ request: HTTPRequest, _ reason: Reason, _ message: String) {
        self.init(reason: reason, method: request.method, url: RequestURL.redacted(request.url), message: message)
    }
}

extension Result {
    /// The error; `nil` for a success.
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
