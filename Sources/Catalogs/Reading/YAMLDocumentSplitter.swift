// SPDX-License-Identifier: Apache-2.0

/// Finds the documents of a YAML text that arrives in pieces (YAML 1.1, 4.3).
///
/// A line that begins with `---` starts a document, and one that begins with `...` ends it. Documents with only
/// comments are left out, and so are directives. Memory grows with the longest document.
struct YAMLDocumentSplitter {
    struct Document: Equatable {
        /// The document with the line break that ends it.
        let text: [UInt8]
        /// The position of its beginning in the text, in bytes.
        let offset: Int64
        /// The line of its beginning, counted from 1.
        let line: Int
        /// The number of bytes before it on that line, which are a marker.
        let indentation: Int

        /// The document in a form that can be put between markers.
        var bytes: [UInt8] { text.last == 0x0a ? text.dropLast() : text }
    }

    /// The bytes that were read and are still needed.
    private var buffer: [UInt8] = []
    /// The position of the buffer's beginning in the text.
    private var offset: Int64 = 0
    /// The position of the current document's beginning in the buffer.
    private var start = 0
    /// The beginning of the incomplete last line, and the position up to which its end was searched.
    private var lineStart = 0
    private var searched = 0
    /// The line on which the document begins, and the number of its complete lines.
    private var line = 1
    private var lineCount = 0
    private var hasContent = false
    private var hasMarker = false
    private var indentation = 0

    /// The length of the unfinished document.
    var pending: Int { buffer.count - start }
    /// The line of its beginning.
    var pendingLine: Int { line }

    /// Adds bytes, and passes on the documents that end with them.
    mutating func append(_ bytes: [UInt8], _ body: (Document) throws -> Void) rethrows {
        buffer.removeFirst(start)
        offset += Int64(start)
        (lineStart, searched, start) = (lineStart - start, searched - start, 0)
        buffer += bytes
        while let end = buffer[searched...].firstIndex(of: 0x0a) {
            searched = end + 1
            try take(upTo: end + 1, body)
        }
        searched = buffer.count
    }

    /// Ends the text, and passes on the last document.
    mutating func finish(_ body: (Document) throws -> Void) rethrows {
        if lineStart < buffer.count { try take(upTo: buffer.count, body) }
        if hasContent { try body(document(upTo: buffer.count)) }
        begin(hasMarker: false)
    }

    /// Processes a line.
    private mutating func take(upTo end: Int, _ body: (Document) throws -> Void) rethrows {
        let text = buffer[lineStart..<end]
        if let rest = Self.rest(of: text, after: UInt8(ascii: "-")) {
            if hasContent { try body(document(upTo: lineStart)) }
            begin(hasMarker: true)
            hasContent = Self.saysSomething(rest)
            if hasContent { (start, indentation) = (rest.startIndex, rest.startIndex - lineStart) }
        } else if Self.rest(of: text, after: UInt8(ascii: ".")) != nil {
            if hasContent { try body(document(upTo: lineStart)) }
            begin(hasMarker: false)
        } else if text.first != UInt8(ascii: "%") || hasMarker || hasContent {
            hasContent = hasContent || Self.saysSomething(text)
        }
        lineCount += 1
        lineStart = end
        if !hasContent { begin(hasMarker: hasMarker) }
    }

    /// Starts the next document at the beginning of the line.
    private mutating func begin(hasMarker: Bool) {
        start = lineStart
        line += lineCount
        (lineCount, indentation) = (0, 0)
        (hasContent, self.hasMarker) = (false, hasMarker)
    }

    private func document(upTo end: Int) -> Document {
        Document(
            text: Array(buffer[start..<end]),
            offset: offset + Int64(start),
            line: line,
            indentation: indentation
        )
    }

    /// The text after a marker of three such bytes at the beginning of a line; `nil` if the line has no such marker.
    private static func rest(of line: ArraySlice<UInt8>, after byte: UInt8) -> ArraySlice<UInt8>? {
        guard line.prefix(3).elementsEqual([byte, byte, byte]) else { return nil }
        let rest = line.dropFirst(3)
        guard let next = rest.first else { return rest }
        return [0x20, 0x09, 0x0a, 0x0d].contains(next) ? rest : nil
    }

    /// Whether the text has more than blanks and a comment.
    private static func saysSomething(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first(where: { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }) else { return false }
        return first != UInt8(ascii: "#")
    }
}
