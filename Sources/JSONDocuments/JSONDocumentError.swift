// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import CSimdJSON

/// An error that a text is not a sequence of JSON objects, or that one of them has unexpected content.
package struct JSONDocumentError: ExplainedError, Sendable, Equatable {
    /// The line, counted from 1.
    package let line: Int
    /// The column in characters, counted from 1.
    package let column: Int
    /// The position in the document in bytes; 0 if the fault is in the text around it.
    package let offset: Int
    package let message: String
    /// What to do next.
    package let remedy: String?

    package init(line: Int, column: Int, offset: Int = 0, message: String, remedy: String? = nil) {
        self.line = line
        self.column = column
        self.offset = offset
        self.message = message
        self.remedy = remedy
    }

    package var explanation: Explanation { Explanation("\(line):\(column): \(message)", remedy: remedy) }
}

extension JSONDocumentError {
    /// Gives a fault of a document its place in the text.
    init(_ fault: csimdjson_fault, in document: csimdjson_text, line: Int, column: Int) {
        let offset = unsafe min(fault.offset, document.length)
        let before = unsafe UnsafeRawBufferPointer(start: document.bytes, count: offset)
        let breaks = unsafe before.reduce(0) { $0 + ($1 == 0x0a ? 1 : 0) }
        let lastLine = unsafe before.lastIndex(of: 0x0a).map { unsafe before[($0 + 1)...] } ?? before[...]
        let characters = unsafe lastLine.reduce(0) { $0 + ($1 & 0xc0 != 0x80 ? 1 : 0) }
        let message = unsafe String(
            decoding: UnsafeRawBufferPointer(start: fault.message.bytes, count: fault.message.length),
            as: UTF8.self
        )
        self.init(
            line: line + breaks,
            column: (breaks == 0 ? column : 1) + characters,
            offset: offset,
            message: message
        )
    }
}
