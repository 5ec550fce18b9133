// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import Scheduling

extension FakeRegistryAnswer {
    /// Reads, writes or deletes a manifest.
    func manifest(
        _ repository: String,
        _ reference: String,
        _ body: [UInt8],
        _ effect: FakeRegistryFault.Effect?
    ) throws {
        switch exchange.method {
        case "GET", "HEAD":
            let found = state.withLock { state -> (digest: String, type: String, bytes: [UInt8])? in
                guard let content = state.repositories[repository] else { return nil }
                let digest = content.tags[reference] ?? reference
                return content.manifests[digest].map { (digest, $0.type, $0.bytes) }
            }
            guard let found else { throw Refusal(status: 404, code: "MANIFEST_UNKNOWN") }
            var headers: HTTPHeaders = ["Content-Type": found.type]
            if options.namesDigests { headers["Docker-Content-Digest"] = found.digest }
            try respond(200, headers: headers, body: found.bytes, effect: effect)
        case "PUT": try put(repository, reference, body)
        case "DELETE":
            let isTag = !reference.contains(":")
            guard options.deletesTags || !isTag else { throw Refusal(status: 405) }
            let isGone = state.withLock { state -> Bool in
                if isTag { return state.repositories[repository]?.tags.removeValue(forKey: reference) != nil }
                let tags = state.repositories[repository]?.tags.filter { $0.value != reference } ?? [:]
                state.repositories[repository]?.tags = tags
                return state.repositories[repository]?.manifests.removeValue(forKey: reference) != nil
            }
            guard isGone else { throw Refusal(status: 404, code: "MANIFEST_UNKNOWN") }
            try respond(202)
        default: throw Refusal(status: 405)
        }
    }

    private func put(_ repository: String, _ reference: String, _ body: [UInt8]) throws {
        let named = reference.contains(":") ? try? Digest(reference) : nil
        let digest = Digest(of: body, algorithm: named?.algorithm ?? .sha256)
        guard !reference.contains(":") || named == digest else { throw Refusal(status: 400, code: "DIGEST_INVALID") }
        let type = exchange.headers["Content-Type"] ?? ""
        let manifest = try? Manifest(body, mediaType: MediaType(rawValue: type))
        guard let manifest else { throw Refusal(status: 400, code: "MANIFEST_INVALID") }
        let areBlobsThere = state.withLock { state in
            let blobs = state.repositories[repository]?.blobs ?? [:]
            return manifest.blobs.allSatisfy { blobs["\($0.digest)"] != nil }
        }
        guard areBlobsThere else { throw Refusal(status: 400, code: "MANIFEST_BLOB_UNKNOWN") }
        state.withLock { state in
            state.repositories[repository, default: .init()].manifests["\(digest)"] = (type, body)
            if named == nil { state.repositories[repository, default: .init()].tags[reference] = "\(digest)" }
        }
        var headers: HTTPHeaders = ["Docker-Content-Digest": "\(digest)"]
        headers["Location"] = "/v2/\(repository)/manifests/\(digest)"
        if options.hasReferrersAPI, let subject = manifest.subject { headers["OCI-Subject"] = "\(subject.digest)" }
        try respond(201, headers: headers)
    }

    /// Lists tags, page by page.
    func tags(_ repository: String) throws {
        let tags = state.withLock { $0.repositories[repository]?.tags.keys.sorted() }
        guard let tags else { throw Refusal(status: 404, code: "NAME_UNKNOWN") }
        let last = exchange.query("last") ?? ""
        let rest = tags.filter { $0 > last }
        let page = Array(rest.prefix(options.pageSize))
        var headers: HTTPHeaders = ["Content-Type": "application/json"]
        if page.count < rest.count, let end = page.last {
            headers["Link"] = "</v2/\(repository)/tags/list?last=\(end)&n=\(options.pageSize)>; rel=\"next\""
        }
        let body = try JSONSerialization.data(withJSONObject: ["name": repository, "tags": page])
        try respond(200, headers: headers, body: [UInt8](body))
    }

    /// Lists the manifests that have a digest as their subject.
    func referrers(_ repository: String, _ digest: String) throws {
        guard options.hasReferrersAPI else { throw Refusal(status: 404, code: "UNSUPPORTED") }
        let manifests = state.withLock { state in
            state.repositories[repository]?.manifests.sorted { $0.key < $1.key }.map(\.value) ?? []
        }
        let referrers = manifests.compactMap { manifest -> Descriptor? in
            let read = try? Manifest(manifest.bytes, mediaType: MediaType(rawValue: manifest.type))
            guard let read, read.subject?.digest.description == digest else { return nil }
            return read.descriptor
        }
        let start = Int(exchange.query("start") ?? "") ?? 0
        let page = Array(referrers.dropFirst(start).prefix(options.pageSize))
        var headers: HTTPHeaders = ["Content-Type": MediaType.ociIndex.rawValue]
        if start + page.count < referrers.count {
            // A relative link, as the specification allows.
            headers["Link"] = "<?start=\(start + page.count)>; rel=next"
        }
        let list = String(decoding: try JSONEncoder().encode(page), as: UTF8.self)
        let body = #"{"schemaVersion":2,"mediaType":"\#(MediaType.ociIndex)","manifests":\#(list)}"#
        try respond(200, headers: headers, body: Array(body.utf8))
    }

    /// Reads a blob, whole or from somewhere on.
    func blob(_ repository: String, _ digest: String, _ effect: FakeRegistryFault.Effect?) throws {
        let bytes = state.withLock { $0.repositories[repository]?.blobs[digest] }
        guard let bytes else { throw Refusal(status: 404, code: "BLOB_UNKNOWN") }
        guard exchange.method == "GET" || exchange.method == "HEAD" else { throw Refusal(status: 405) }
        if let location = options.blobLocation, exchange.method == "GET" {
            return try respond(307, headers: ["Location": "\(location)/v2/\(repository)/blobs/\(digest)?signed=yes"])
        }
        var headers: HTTPHeaders = ["Content-Type": "application/octet-stream", "Docker-Content-Digest": digest]
        guard options.knowsRanges, let range = exchange.headers["Range"], range.hasPrefix("bytes="),
            let start = Int(range.dropFirst("bytes=".count).prefix { $0 != "-" })
        else {
            return try respond(200, headers: headers, body: bytes, effect: effect)
        }
        guard start < bytes.count else { throw Refusal(status: 416) }
        headers["Content-Range"] = "bytes \(start)-\(bytes.count - 1)/\(bytes.count)"
        try respond(206, headers: headers, body: Array(bytes[start...]), effect: effect)
    }
}
