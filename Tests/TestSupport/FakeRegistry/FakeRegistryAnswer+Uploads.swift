// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import Scheduling

extension FakeRegistryAnswer {
    /// Begins an upload, or mounts.
    func begin(_ repository: String) throws {
        guard exchange.method == "POST" else { throw Refusal(status: 405) }
        if let digest = exchange.query("mount"), options.answersMounts {
            let from = exchange.query("from") ?? ""
            if options.authentication == .token, !isAllowed(from, "pull") {
                throw Refusal(status: 401, code: "UNAUTHORIZED", headers: challenge(from, "pull"))
            }
            let isMounted = state.withLock { state in
                guard let bytes = state.repositories[from]?.blobs[digest] else { return false }
                state.repositories[repository, default: .init()].blobs[digest] = bytes
                return true
            }
            if isMounted { return try respond(201, headers: ["Location": "/v2/\(repository)/blobs/\(digest)"]) }
        }
        let session = state.withLock { state in
            state.counter += 1
            let session = "session-\(state.counter)"
            state.uploads[session] = .init(repository: repository)
            return session
        }
        try respond(202, headers: place(repository, session, count: 0))
    }

    /// Adds to an upload, asks about it, closes it or gives it up.
    func upload(_ repository: String, _ session: String, _ body: [UInt8]) throws {
        let upload = state.withLock { $0.uploads[session] }
        guard let upload, upload.repository == repository else {
            throw Refusal(status: 404, code: "BLOB_UPLOAD_UNKNOWN")
        }
        switch exchange.method {
        case "GET":
            try respond(204, headers: place(repository, session, count: upload.bytes.count))
        case "PATCH":
            if let range = exchange.headers["Content-Range"] {
                guard range == "\(upload.bytes.count)-\(upload.bytes.count + body.count - 1)" else {
                    throw Refusal(status: 416, headers: place(repository, session, count: upload.bytes.count))
                }
            }
            state.withLock { $0.uploads[session]?.bytes += body }
            try respond(202, headers: place(repository, session, count: upload.bytes.count + body.count))
        case "PUT":
            let bytes = upload.bytes + body
            guard let digest = exchange.query("digest").flatMap({ try? Digest($0) }),
                Digest(of: bytes, algorithm: digest.algorithm) == digest
            else { throw Refusal(status: 400, code: "DIGEST_INVALID") }
            state.withLock { state in
                state.uploads[session] = nil
                state.repositories[repository, default: .init()].blobs["\(digest)"] = bytes
            }
            try respond(201, headers: ["Location": "/v2/\(repository)/blobs/\(digest)"])
        case "DELETE":
            state.withLock { $0.uploads[session] = nil }
            try respond(204)
        default: throw Refusal(status: 405)
        }
    }

    private func place(_ repository: String, _ session: String, count: Int) -> HTTPHeaders {
        var headers: HTTPHeaders = ["Location": "/v2/\(repository)/blobs/uploads/\(session)?state=a%2Fb"]
        if count > 0 { headers["Range"] = "0-\(count - 1)" }
        if count == 0, exchange.method == "GET" { headers["Range"] = "0-0" }
        if let minimum = options.minimumChunkLength { headers["OCI-Chunk-Min-Length"] = "\(minimum)" }
        return headers
    }
}
