// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
import HTTPTransport
package import OCI

extension RegistryClient {
    /// Fetches a blob and passes its bytes from `offset` on to `read`, exactly as many as promised.
    ///
    /// The bytes are not hashed here: a caller that begins in the middle first hashes the bytes that it has. `read`
    /// must not send requests with the same client, which may wait for this one to end.
    package func blob<Result: Sendable>(
        _ repository: Repository,
        _ descriptor: Descriptor,
        from offset: Int64 = 0,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        let length = descriptor.size - offset
        guard length > 0 || descriptor.size == 0 else {
            // An empty range cannot be requested.
            return try await read(BlobStream(EmptyStream(), skipping: 0, length: 0, of: descriptor, request: ""))
        }
        var request = RegistryRequest(.get, .repository("blobs/\(descriptor.digest)"))
        request.bodyTimeout = nil
        if offset > 0 { request.headers["Range"] = "bytes=\(offset)-" }
        return try await CallerFailure.unwrapping {
            try await connection.reading(repository, for: .blob, content: descriptor.digest) { endpoint, patience in
                do {
                    return try await connection.exchange(request, at: endpoint, patience: patience) { answer in
                        let skipped = try Self.bytesToSkip(answer, descriptor, offset)
                        let stream = BlobStream(
                            answer.response.body,
                            skipping: skipped,
                            length: length,
                            of: descriptor,
                            request: answer.request
                        )
                        return try await CallerFailure.marking { try await read(stream) }
                    }
                } catch let failure as CallerFailure where failure.isMismatch(of: descriptor.digest) {
                    connection.distrust(endpoint, descriptor.digest)
                    throw failure
                }
            }
        }
    }

    /// Checks that an answer contains the requested range before a byte of it is used.
    private static func bytesToSkip(
        _ answer: RegistryAnswer,
        _ descriptor: Descriptor,
        _ offset: Int64
    ) throws -> Int64 {
        guard answer.response.status == 206 else {
            let length = answer.headers["Content-Length"].flatMap { Int64($0) }
            guard length == nil || length == descriptor.size else {
                throw RegistryError(
                    kind: .digestMismatch,
                    request: answer.request,
                    details: ["expected \(descriptor.size) bytes, the registry offers \(length ?? 0)"]
                )
            }
            return offset
        }
        guard let range = answer.headers["Content-Range"].flatMap(RangeHeader.contentRange),
            range.range == offset...(descriptor.size - 1), range.total == nil || range.total == descriptor.size
        else {
            throw RegistryError.invalid(
                answer.request,
                "asked for bytes \(offset)-\(descriptor.size - 1)/\(descriptor.size),"
                    + " got `\(answer.headers["Content-Range"]?.oneLine(limit: 60) ?? "no Content-Range")`"
            )
        }
        return 0
    }
}

/// The bytes of a blob: as many as its descriptor promises, or an error.
actor BlobStream: ByteStream {
    private let source: any ByteStream
    private let descriptor: Descriptor
    private let request: String
    private var left: Int64
    private var toSkip: Int64

    init(
        _ source: any ByteStream,
        skipping: Int64,
        length: Int64,
        of descriptor: Descriptor,
        request: String
    ) {
        self.source = source
        self.descriptor = descriptor
        self.request = request
        toSkip = skipping
        left = length
    }

    func next() async throws -> [UInt8]? {
        while var chunk = try await source.next() {
            if toSkip > 0 {
                let skipped = min(toSkip, Int64(chunk.count))
                toSkip -= skipped
                chunk.removeFirst(Int(skipped))
                if chunk.isEmpty { continue }
            }
            guard Int64(chunk.count) <= left else { throw mismatch("the registry sends more than that") }
            left -= Int64(chunk.count)
            return chunk
        }
        guard left == 0, toSkip == 0 else { throw mismatch("the registry's answer ends \(left + toSkip) bytes early") }
        return nil
    }

    private func mismatch(_ message: String) -> RegistryError {
        RegistryError(
            kind: .digestMismatch,
            request: request,
            details: ["\(descriptor.digest) has \(descriptor.size) bytes, \(message)"]
        )
    }
}

/// A stream without bytes.
struct EmptyStream: ByteStream {
    func next() async throws -> [UInt8]? { nil }
}
