// SPDX-License-Identifier: Apache-2.0

import Foundation
package import HTTPTransport

/// One request to a `LoopbackServer`, and the ways to answer it.
package final class LoopbackExchange {
    package let request: LoopbackServer.Request

    private let input: LoopbackInput
    private let socket: LoopbackSocket
    private let isStopped: () -> Bool
    private var expectsContinue: Bool
    private var keepsAlive: Bool
    private var hasAnswered = false
    private var isReset = false
    /// Whether answers get lost on their way.
    private var isMute = false

    init(
        _ request: LoopbackServer.Request,
        input: LoopbackInput,
        socket: LoopbackSocket,
        isStopped: @escaping () -> Bool
    ) {
        self.request = request
        self.input = input
        self.socket = socket
        self.isStopped = isStopped
        expectsContinue = request.headers["Expect"]?.lowercased() == "100-continue"
        keepsAlive = request.headers["Connection"]?.lowercased() != "close"
    }

    package var method: String { request.method }
    package var target: String { request.target }
    package var headers: HTTPHeaders { request.headers }

    /// The path without its query.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// Returns the first value of a parameter of the query, percent-decoded.
    package func query(_ name: String) -> String? {
        URLComponents(string: target)?.queryItems?.first { $0.name == name }?.value
    }

    // MARK: Reading

    /// Reads the next piece of the body; `nil` at its end.
    package func readPiece(upTo limit: Int = 256 * 1024) throws -> [UInt8]? {
        if expectsContinue, !hasAnswered {
            try socket.send("HTTP/1.1 100 Continue\r\n\r\n".utf8)
        }
        expectsContinue = false
        return try input.bodyPiece(upTo: limit)
    }

    /// Reads the rest of the body.
    package func readBody() throws -> [UInt8] {
        var body: [UInt8] = []
        while let piece = try readPiece() { body += piece }
        return body
    }

    // MARK: Answering

    /// Answers with a body of known length; a HEAD request gets the headers alone.
    package func respond(_ status: Int, headers: HTTPHeaders = [:], body: [UInt8] = [], piece: Int = 65_536) throws {
        var rest = body[...]
        try respond(status, headers: headers, length: body.count) {
            defer { rest = rest.dropFirst(piece) }
            return Array(rest.prefix(piece))
        }
    }

    /// Answers with text.
    package func respond(_ status: Int, headers: HTTPHeaders = [:], text: String) throws {
        try respond(status, headers: headers, body: Array(text.utf8))
    }

    /// Answers with a body of `length` bytes that `next` makes piece by piece, for bodies too large to hold.
    ///
    /// An answer whose pieces end early closes the connection there: a short read.
    package func respond(
        _ status: Int,
        headers: HTTPHeaders = [:],
        length: Int,
        next: () throws -> [UInt8]
    ) throws {
        var headers = headers
        let hasNoBody = status == 204 || status == 304
        if headers["Content-Length"] == nil, !hasNoBody { headers.add("Content-Length", "\(length)") }
        try sendHead(status, headers: headers)
        guard method != "HEAD", !hasNoBody else { return }
        var rest = length
        while rest > 0 {
            let piece = try next()
            guard !piece.isEmpty else { return close() }
            try send(piece)
            rest -= piece.count
        }
    }

    /// Answers in chunked transfer encoding, one chunk for each piece.
    package func respondChunked(_ status: Int, headers: HTTPHeaders = [:], pieces: [[UInt8]]) throws {
        var headers = headers
        headers.add("Transfer-Encoding", "chunked")
        try sendHead(status, headers: headers)
        guard method != "HEAD" else { return }
        for piece in pieces where !piece.isEmpty {
            try send(Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8))
        }
        try send("0\r\n\r\n".utf8)
    }

    /// Promises all of `body`, sends its first `count` bytes and closes the connection.
    package func respondPartially(
        _ status: Int,
        headers: HTTPHeaders = [:],
        body: [UInt8],
        sending count: Int
    ) throws {
        var rest = body.prefix(count)
        try respond(status, headers: headers, length: body.count) {
            defer { rest = [] }
            return Array(rest)
        }
        close()
    }

    /// Sends bytes as they are, without any HTTP around them.
    package func sendRaw(_ bytes: [UInt8]) throws {
        hasAnswered = true
        try send(bytes)
    }

    /// Sends text as it is, without any HTTP around it.
    package func sendRaw(_ text: String) throws { try sendRaw(Array(text.utf8)) }

    /// Lets the coming answer get lost, and resets the connection once the handler returns.
    package func loseAnswer() {
        isMute = true
        reset()
    }

    /// Closes the connection once the handler returns, whatever was sent.
    package func close() { keepsAlive = false }

    /// Resets the connection once the handler returns, as a crashed server does.
    package func reset() {
        isReset = true
        socket.resetOnClose()
    }

    /// Waits; returns early when the client hangs up or the server is stopped.
    package func delay(_ duration: Duration) {
        let end = ContinuousClock.now + duration
        while ContinuousClock.now < end, !socket.isHungUp(within: 5), !isStopped() {}
    }

    /// Makes the connection ready for the next request; `false` when there cannot be one.
    func finish() throws -> Bool {
        // The body of a client that still waits to be asked for it will not come.
        let isReusable = keepsAlive && (input.isAtEndOfBody || !expectsContinue)
        guard hasAnswered, !isReset, isReusable else {
            if hasAnswered, !isReset { socket.closeGently() }
            return false
        }
        while try input.bodyPiece(upTo: 256 * 1024) != nil {}
        return true
    }

    private func send(_ bytes: some Collection<UInt8>) throws {
        if !isMute { try socket.send(bytes) }
    }

    private func sendHead(_ status: Int, headers: HTTPHeaders) throws {
        hasAnswered = true
        if headers["Connection"]?.lowercased() == "close" { keepsAlive = false }
        var head = "HTTP/1.1 \(status) Status\r\n"
        for field in headers.fields { head += "\(field.name): \(field.value)\r\n" }
        try send("\(head)\r\n".utf8)
    }
}
