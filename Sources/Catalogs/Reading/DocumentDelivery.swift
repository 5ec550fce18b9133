// SPDX-License-Identifier: Apache-2.0

import OCI
import Scheduling

/// Hands documents of one layer over once, also where its bytes have to be read again from the start.
final class DocumentDelivery: Sendable {
    typealias Body = @Sendable (CatalogFile, CatalogDocument, [UInt8]) throws -> Void

    private let body: Body
    /// What was handed over.
    private let delivered = Guarded<[Digest]>([])

    init(_ body: @escaping Body) { self.body = body }

    /// Hands over the document that is the next of an attempt, unless an attempt before has done so.
    func deliver(_ index: Int, _ file: CatalogFile, _ document: CatalogDocument, _ bytes: [UInt8]) throws {
        let digest = Digest(of: bytes)
        let earlier = delivered.withLock { $0.indices.contains(index) ? $0[index] : nil }
        if let earlier {
            // Nothing had verified the bytes of the attempt that broke off.
            guard earlier == digest else { throw ChangedContent(layer: file.layer) }
            return
        }
        try body(file, document, bytes)
        delivered.withLock { $0.append(digest) }
    }

    /// Two attempts to read a layer gave different bytes.
    struct ChangedContent: Error, CustomStringConvertible {
        let layer: Digest

        var description: String {
            "the layer \(layer) broke off on the way and had other bytes the second time; try again"
        }
    }
}
