// SPDX-License-Identifier: Apache-2.0

import Archives
import JSONDocuments
import Layers

/// Reads wanted documents from a layer.
final class WantedDocumentsVisitor: LayerFolderVisitor {
    private let wanted: WantedDocuments
    private let files: [Int: WantedDocuments.File]
    private let delivery: DocumentDelivery
    private let parser = JSONDocumentParser()
    private var number = 0
    private var count = 0

    init(_ wanted: WantedDocuments, in source: WantedDocuments.Source, _ delivery: DocumentDelivery) {
        self.wanted = wanted
        self.delivery = delivery
        files = wanted.files(in: source)
    }

    func visit(_ path: String, _ reader: TarReader) throws {
        defer { number += 1 }
        guard let file = files[number] else { return }
        var documents = file.documents[...]
        /// The bytes that were read and are still needed.
        var buffer: [UInt8] = []
        var offset: Int64 = 0
        while let document = documents.first, let chunk = try reader.read() {
            let skipped = min(max(0, Int(document.offset - offset)), buffer.count)
            buffer.removeFirst(skipped)
            offset += Int64(skipped)
            buffer += chunk
            while let next = documents.first, next.offset + Int64(next.length) <= offset + Int64(buffer.count) {
                let start = Int(next.offset - offset)
                let bytes = Array(buffer[start..<start + next.length])
                try wanted.validate(bytes, of: next, in: file.file, with: parser)
                try delivery.deliver(count, file.file, next, bytes)
                count += 1
                documents.removeFirst()
            }
        }
    }

    func finish(_ folder: LayerFolder) {}
}
