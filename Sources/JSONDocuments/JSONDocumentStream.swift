// SPDX-License-Identifier: Apache-2.0

import CSimdJSON

/// Finds the JSON objects that follow each other in a text that arrives in pieces.
///
/// Memory grows with the longest object, not with the text. The result does not depend on where the pieces end. Only
/// one thread may use it at a time.
// Safe: the handle lives as long as this object; an object of the text is read before the stream moves on.
@safe
package final class JSONDocumentStream {
    /// The position of an object in the text.
    package struct Position: Sendable, Equatable {
        /// In bytes.
        package let offset: Int64
        /// In bytes.
        package let length: Int
        /// Counted from 1.
        package let line: Int
        /// In characters, counted from 1.
        package let column: Int
    }

    private let handle: OpaquePointer
    private let parser: JSONDocumentParser
    private let limit: Int
    /// The object that was found last, in the memory of the stream.
    private var object = unsafe csimdjson_text()
    private var position: Position?

    /// Begins a text; an object of more than `limit` bytes is an error.
    package init(limit: Int, parser: JSONDocumentParser = JSONDocumentParser()) {
        unsafe handle = csimdjson_stream_new(limit)
        self.parser = parser
        self.limit = limit
    }

    deinit { unsafe csimdjson_stream_free(handle) }

    /// Adds bytes; after that, the object that was found last can no longer be read.
    package func append(_ bytes: [UInt8]) {
        position = nil
        unsafe bytes.withUnsafeBufferPointer { unsafe csimdjson_stream_append(handle, $0.baseAddress, $0.count) }
    }

    /// Says that the text ends here.
    package func finish() {
        position = nil
        unsafe csimdjson_stream_finish(handle)
    }

    /// Moves to the next object; `nil` if more bytes are needed, or if the text has ended.
    package func next() throws(JSONDocumentError) -> Position? {
        var place = csimdjson_place()
        let step = unsafe csimdjson_stream_next(handle, &object, &place)
        func fault(_ message: String, _ remedy: String) -> JSONDocumentError {
            JSONDocumentError(line: Int(place.line), column: Int(place.column), message: message, remedy: remedy)
        }
        switch step {
        case csimdjson_step_needs_more, csimdjson_step_end:
            position = nil
        case csimdjson_step_object:
            position = Position(
                offset: place.offset,
                length: unsafe object.length,
                line: Int(place.line),
                column: Int(place.column)
            )
        case csimdjson_step_no_object:
            throw fault("expected `{`, the beginning of a JSON document", "check the text between the documents")
        case csimdjson_step_too_long:
            throw fault(
                "the document that begins here is longer than the \(limit) bytes that are read",
                "check that its braces and quotes are closed"
            )
        default:
            throw fault("the document that begins here does not end", "check that its braces and quotes are closed")
        }
        return position
    }

    /// Reads the summary of the object that was found last.
    package func summary() throws(JSONDocumentError) -> JSONDocumentSummary? {
        guard let position else { return nil }
        return try unsafe parser.summary(of: object, line: position.line, column: position.column)
    }

    /// The bytes of the object that was found last.
    package var bytes: [UInt8] { position == nil ? [] : unsafe [UInt8](object) }
}

extension [UInt8] {
    /// Copies a text of the C side.
    init(_ text: csimdjson_text) {
        unsafe self.init(UnsafeRawBufferPointer(start: text.bytes, count: text.length))
    }
}
