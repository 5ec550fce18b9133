// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Scheduling

/// Passes on the documents of one layer once, even if the layer must be read again from the start.
final class DocumentDelivery: Sendable {
    typealias Body = @Sendable (CatalogFile, CatalogDocument, [UInt8]) throws -> Void

    private let body: Body
    /// The digests of the documents that were passed on.
    private let delivered = Guarded<[Digest]>([])

    init(_ body: @escaping Body) { self.body = body }

    /// Passes on the next document of an attempt, unless an earlier attempt has done so.
    func deliver(_ index: Int, _ file: CatalogFile, _ document: CatalogDocument, _ bytes: [UInt8]) throws {
        let digest = Digest(of: bytes)
        let earlier = delivered.withLock { $0.indices.contains(index) ? $0[index] : nil }
        if let earlier {
            // The bytes of the attempt that broke off were never verified.
            guard earlier == digest else { throw ChangedContent(layer: file.layer) }
            return
        }
        try body(file, document, bytes)
        delivered.withLock { $0.append(digest) }
    }

    /// An error that two attempts to read a layer gave different bytes.
    struct ChangedContent: ExplainedError {
        let layer: Digest

        var explanation: Explanation {
            Explanation(
                "the layer \(layer) broke off on the way, and had other bytes the second time",
                remedy: "run the command again"
            )
        }
    }
}
