// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import Scheduling

/// Answers one request to a registry in memory.
struct FakeRegistryAnswer {
    let exchange: LoopbackExchange
    let options: FakeRegistry.Options
    let state: Guarded<FakeRegistryState>
    /// What goes wrong with any answer.
    var effect: FakeRegistryFault.Effect?

    /// A refusal that unwinds to ``run()``.
    struct Refusal: Error {
        let status: Int
        var code = "UNSUPPORTED"
        var headers: HTTPHeaders = [:]
    }

    func run() throws {
        let body = try exchange.readBody()
        if let fault = takeFault(hasBody: !body.isEmpty) {
            switch fault.effect {
            case .status(let status, let headers, let text):
                return try exchange.respond(status, headers: headers, text: text)
            case .reset:
                return exchange.reset()
            case .redirect(let status):
                let location = exchange.target.adding(query: "redirected", "yes")
                return try exchange.respond(status, headers: ["Location": location])
            case .garbage:
                try exchange.sendRaw([0, 0xff] + Array("I do not speak HTTP\r\n\r\n".utf8))
                return exchange.close()
            case .silence(let tell):
                tell()
                return exchange.delay(.seconds(1000))
            case .loseAnswer:
                exchange.loseAnswer()
                return try answer(body, nil)
            case .cut, .lie, .drip: try answer(body, fault.effect)
            case .wrongDigest, .truncate, .chunked, .wrongRange:
                var answer = self
                answer.effect = fault.effect
                try answer.answer(body, nil)
            }
        } else {
            try answer(body, nil)
        }
    }

    private func answer(_ body: [UInt8], _ effect: FakeRegistryFault.Effect?) throws {
        do {
            if exchange.path == FakeRegistry.tokenPath { return try giveToken(body) }
            try authorize()
            let parts = exchange.path.split(separator: "/").map(String.init)
            guard parts.first == "v2" else { throw Refusal(status: 404) }
            if parts.count == 1 { return try respond(200, body: Array("{}".utf8)) }
            try route(Array(parts.dropFirst()), body, effect)
        } catch let refusal as Refusal {
            let text = #"{"errors":[{"code":"\#(refusal.code)","message":"refused by the fake registry"}]}"#
            try exchange.respond(
                refusal.status,
                headers: adding(refusal.headers, "Content-Type", "application/json"),
                text: text
            )
        }
    }

    private func route(_ parts: [String], _ body: [UInt8], _ effect: FakeRegistryFault.Effect?) throws {
        func name(_ dropping: Int) -> String { parts.dropLast(dropping).joined(separator: "/") }
        let last = parts.last ?? ""
        let kind = parts.count > 1 ? parts[parts.count - 2] : ""
        switch kind {
        case "manifests": try manifest(name(2), last, body, effect)
        case "tags": try tags(name(2))
        case "referrers": try referrers(name(2), last)
        case "uploads": try upload(name(3), last, body)
        case "blobs" where last == "uploads": try begin(name(2))
        case "blobs": try blob(name(2), last, effect)
        default: throw Refusal(status: 404, code: "NAME_UNKNOWN")
        }
    }

    private func takeFault(hasBody: Bool) -> FakeRegistryFault? {
        state.withLock { state in
            let index = state.faults.firstIndex { fault in
                (fault.method == nil || fault.method == exchange.method)
                    && (fault.target.isEmpty || exchange.target.contains(fault.target))
                    && (fault.header.map { exchange.headers[$0] != nil } ?? true) && (!fault.hasBody || hasBody)
                    && !exchange.target.contains(FakeRegistryFault.redirected)
            }
            guard let index else { return nil }
            state.playedFaults += 1
            state.faults[index].times -= 1
            return state.faults[index].times > 0 ? state.faults[index] : state.faults.remove(at: index)
        }
    }

    /// Answers with what the registry says of itself in every answer.
    func respond(
        _ status: Int,
        headers: HTTPHeaders = [:],
        body: [UInt8] = [],
        effect: FakeRegistryFault.Effect? = nil
    ) throws {
        var headers = options.warning.map { adding(headers, "Warning", "299 - \"\($0)\"") } ?? headers
        switch effect ?? self.effect {
        case .wrongDigest:
            headers["Docker-Content-Digest"] = "sha256:\(String(repeating: "0", count: 64))"
            try exchange.respond(status, headers: headers, body: body)
        case .wrongRange:
            headers["Range"] = "0-10"
            try exchange.respond(status, headers: headers, body: body)
        case .truncate(let count): try exchange.respond(status, headers: headers, body: Array(body.prefix(count)))
        case .chunked: try exchange.respondChunked(status, headers: headers, pieces: [body])
        case .cut(let count): try exchange.respondPartially(status, headers: headers, body: body, sending: count)
        case .lie: try exchange.respond(status, headers: headers, body: body.map { $0 ^ 1 })
        case .drip(let tap):
            var rest = body[...]
            try exchange.respond(status, headers: headers, length: body.count) {
                let piece = tap.piece(of: rest)
                rest = rest.dropFirst(piece.count)
                return Array(piece)
            }
        default: try exchange.respond(status, headers: headers, body: body)
        }
    }

    func adding(_ headers: HTTPHeaders, _ name: String, _ value: String) -> HTTPHeaders {
        var headers = headers
        headers.add(name, value)
        return headers
    }
}
