// SPDX-License-Identifier: Apache-2.0

import CSimdJSON

/// Reads the documents of a catalog with simdjson, without building a tree of a document.
///
/// Only one thread may use it at a time. It reuses its memory from one document to the next.
// Safe: the handle lives as long as this object; what simdjson points to is copied before the next document.
@safe
package final class JSONDocumentParser {
    private let handle: OpaquePointer

    package init() { unsafe handle = csimdjson_parser_new() }

    deinit { unsafe csimdjson_parser_free(handle) }

    /// Reads the summary of a document.
    package func summary(of document: [UInt8]) throws(JSONDocumentError) -> JSONDocumentSummary {
        try unsafe Self.padded(document) { text throws(JSONDocumentError) in
            try unsafe summary(of: text, line: 1, column: 1)
        }
    }

    /// Checks that all of a document is JSON, including the parts that no summary reads.
    package func validate(_ document: [UInt8]) throws(JSONDocumentError) {
        try unsafe Self.padded(document) { text throws(JSONDocumentError) in
            var fault = unsafe csimdjson_fault()
            guard unsafe csimdjson_validate(handle, text, &fault) else {
                throw unsafe JSONDocumentError(fault, in: text, line: 1, column: 1)
            }
        }
    }

    /// Reads a document that begins at a place of its text.
    func summary(
        of document: csimdjson_text,
        line: Int,
        column: Int
    ) throws(JSONDocumentError) -> JSONDocumentSummary {
        var summary = unsafe csimdjson_summary()
        var fault = unsafe csimdjson_fault()
        guard unsafe csimdjson_summarize(handle, document, &summary, &fault) else {
            throw unsafe JSONDocumentError(fault, in: document, line: line, column: column)
        }
        return unsafe JSONDocumentSummary(
            schema: String(summary.schema),
            package: String(summary.package),
            name: String(summary.name),
            reduced: [UInt8](summary.reduced)
        )
    }

    /// Provides a copy of a document with the padding that simdjson needs.
    private static func padded<Result>(
        _ document: [UInt8],
        _ body: (csimdjson_text) throws(JSONDocumentError) -> Result
    ) throws(JSONDocumentError) -> Result {
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: document.count + csimdjson_padding,
            alignment: 1
        )
        defer { unsafe memory.deallocate() }
        let bytes = unsafe memory.initializeMemory(as: CChar.self, repeating: 0x20)
        unsafe memory.copyBytes(from: document)
        return try unsafe body(csimdjson_text(bytes: bytes.baseAddress, length: document.count))
    }
}

/// The facts that a catalog's document states about itself.
package struct JSONDocumentSummary: Sendable, Equatable {
    /// Never empty.
    package let schema: String
    /// Empty if the document names none.
    package let package: String
    /// Empty if the document names none.
    package let name: String
    /// The document as JSON, without the parts that only clusters read.
    ///
    /// For `olm.package`, `olm.channel` and `olm.deprecations` these are the document's own bytes. For `olm.bundle`
    /// they are the parts that selecting and mirroring need. For any other schema they are only the other fields of
    /// this value.
    package let reduced: [UInt8]
}

extension String {
    /// Copies a text of the C side.
    fileprivate init(_ text: csimdjson_text) {
        unsafe self.init(decoding: UnsafeRawBufferPointer(start: text.bytes, count: text.length), as: UTF8.self)
    }
}
