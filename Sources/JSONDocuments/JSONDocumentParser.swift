// SPDX-License-Identifier: Apache-2.0

import CSimdJSON

/// Reads the documents of a catalog with simdjson, without ever building a tree of one.
///
/// One thread at a time uses it. Its memory is reused from one document to the next.
@safe
package final class JSONDocumentParser {
    private let handle: OpaquePointer

    package init() { unsafe handle = csimdjson_parser_new() }

    deinit { unsafe csimdjson_parser_free(handle) }

    /// Reads what a document says of itself.
    package func summary(of document: [UInt8]) throws(JSONDocumentError) -> JSONDocumentSummary {
        try unsafe Self.padded(document) { text throws(JSONDocumentError) in
            try unsafe summary(of: text, line: 1, column: 1)
        }
    }

    /// Makes sure that all of a document is JSON, also what no summary looks at.
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

    /// Lends a copy of a document with the room behind it that simdjson wants.
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

/// What a document of a catalog says of itself.
package struct JSONDocumentSummary: Sendable, Equatable {
    /// Never empty.
    package let schema: String
    /// Empty where the document names none.
    package let package: String
    /// Empty where the document names none.
    package let name: String
    /// The document without what only clusters read, as JSON.
    ///
    /// For `olm.package`, `olm.channel` and `olm.deprecations` these are its very bytes, for `olm.bundle` what selecting
    /// and mirroring need of it, for any other schema no more than the other fields of this value.
    package let reduced: [UInt8]
}

extension String {
    /// Copies a text of the C side.
    fileprivate init(_ text: csimdjson_text) {
        unsafe self.init(decoding: UnsafeRawBufferPointer(start: text.bytes, count: text.length), as: UTF8.self)
    }
}
