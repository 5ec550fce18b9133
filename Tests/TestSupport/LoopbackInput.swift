// SPDX-License-Identifier: Apache-2.0

import HTTPTransport

/// Reads requests off a connection.
final class LoopbackInput {
    /// The request line and the headers.
    struct Head {
        var method: String
        var target: String
        var headers: HTTPHeaders
    }

    /// How much of a request's body is still to come.
    private enum Rest {
        case bytes(Int)
        case chunked
        case nothing
    }

    private let socket: LoopbackSocket
    private var buffer: ArraySlice<UInt8> = []
    private var rest = Rest.nothing

    init(_ socket: LoopbackSocket) { self.socket = socket }

    /// Reads the next head; `nil` when the client has closed the connection instead.
    func head() throws -> Head? {
        guard let start = try line() else { return nil }
        let words = start.split(separator: " ")
        guard words.count == 3 else { throw LoopbackError("no request line: \(start)") }
        var headers = HTTPHeaders()
        while let line = try line(), !line.isEmpty {
            guard let colon = line.firstIndex(of: ":") else { throw LoopbackError("no header: \(line)") }
            let value = line[line.index(after: colon)...]
            headers.add(String(line[..<colon]), value.trimming { $0 == " " || $0 == "\t" })
        }
        if headers["Transfer-Encoding"]?.lowercased() == "chunked" {
            rest = .chunked
        } else {
            let length = headers["Content-Length"].flatMap { Int($0) } ?? 0
            rest = length > 0 ? .bytes(length) : .nothing
        }
        return Head(method: String(words[0]), target: String(words[1]), headers: headers)
    }

    /// Whether the body has been read to its end.
    var isAtEndOfBody: Bool {
        if case .nothing = rest { true } else { false }
    }

    /// Reads the next piece of the body; `nil` at its end.
    func bodyPiece(upTo limit: Int) throws -> [UInt8]? {
        switch rest {
        case .nothing: return nil
        case .bytes(let count):
            let piece = try some(upTo: min(count, limit))
            rest = count > piece.count ? .bytes(count - piece.count) : .nothing
            return piece
        case .chunked:
            guard let size = try line().flatMap({ Int($0.prefix { $0 != ";" }, radix: 16) }) else {
                throw LoopbackError("no chunk size")
            }
            var chunk: [UInt8] = []
            while chunk.count < size { chunk += try some(upTo: size - chunk.count) }
            while let line = try line(), !line.isEmpty {}
            if size > 0 { return chunk }
            rest = .nothing
            return nil
        }
    }

    private func some(upTo limit: Int) throws -> [UInt8] {
        if buffer.isEmpty {
            let bytes = try socket.read(limit)
            guard !bytes.isEmpty else { throw LoopbackError("the client closed within a body") }
            return bytes
        }
        defer { buffer = buffer.dropFirst(limit) }
        return Array(buffer.prefix(limit))
    }

    private func line() throws -> String? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer = buffer[(end + 1)...] }
                return String(decoding: buffer[..<end], as: UTF8.self).trimming { $0 == "\r" || $0 == "\r\n" }
            }
            let bytes = try socket.read(16 * 1024)
            guard !bytes.isEmpty else { return nil }
            // A TLS handshake has no lines. Servers in Go answer it like this, and so do we.
            if bytes.first == 0x16, buffer.isEmpty {
                try socket.send(
                    "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTPS request to an HTTP server.\n".utf8
                )
                throw LoopbackError("TLS on a port for plain text")
            }
            buffer = Array(buffer + bytes)[...]
        }
    }
}

extension StringProtocol {
    /// Returns the text without the characters at both ends that match.
    fileprivate func trimming(_ matches: (Character) -> Bool) -> String {
        var rest = self[...]
        while let first = rest.first, matches(first) { rest.removeFirst() }
        while let last = rest.last, matches(last) { rest.removeLast() }
        return String(rest)
    }
}
