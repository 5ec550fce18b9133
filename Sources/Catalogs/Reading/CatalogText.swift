// SPDX-License-Identifier: Apache-2.0

import JSONDocuments

/// A document in the text of a file.
struct TextDocument {
    let format: CatalogDocument.Format
    /// The position of its beginning in the file, in bytes.
    let offset: Int64
    /// The length in bytes.
    let length: Int
    /// The line, counted from 1.
    let line: Int
    let column: Int
    let summary: JSONDocumentSummary
}

/// The text of a catalog's file, which arrives in pieces.
///
/// It is JSON if its first character is `{`, and YAML otherwise, as in Kubernetes' tools. Memory grows with the
/// longest document. Errors count lines from the beginning of the file.
struct CatalogText {
    /// A function that takes a document; the exact bytes are copied only on request.
    typealias Body = (TextDocument, _ bytes: () -> [UInt8]) throws -> Void

    /// An unreadable document, with the package that it names.
    struct Fault {
        let error: JSONDocumentError
        let package: String?
    }

    private enum Format {
        case json(JSONDocumentStream)
        case yaml(YAMLDocumentSplitter)
    }

    private let parser: JSONDocumentParser
    private let limit: Int
    private var format: Format?
    /// Blanks at the beginning, before the format is known.
    private var beginning: [UInt8] = []
    /// The documents that were skipped, because the text continues after them.
    private(set) var faults: [Fault] = []

    /// The maximum number of skipped documents.
    private static let faultLimit = 100

    init(parser: JSONDocumentParser, limit: Int) {
        self.parser = parser
        self.limit = limit
    }

    /// Adds bytes, and passes on the documents that end with them.
    mutating func append(_ bytes: [UInt8], _ body: Body) throws {
        guard format == nil else { return try take(bytes, body) }
        guard let first = bytes.first(where: { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }) else {
            beginning += bytes
            guard beginning.count <= limit else {
                throw JSONDocumentError(line: 1, column: 1, message: "the file begins with more than \(limit) blanks")
            }
            return
        }
        format =
            first == UInt8(ascii: "{") ? .json(JSONDocumentStream(limit: limit, parser: parser)) : .yaml(.init())
        try take(beginning + bytes, body)
        beginning = []
    }

    /// Ends the text, and passes on the last documents.
    mutating func finish(_ body: Body) throws {
        switch format {
        case nil: return
        case .json(let stream):
            stream.finish()
            try read(stream, body)
        case .yaml(var splitter):
            try splitter.finish { try read($0, body) }
        }
    }

    private mutating func take(_ bytes: [UInt8], _ body: Body) throws {
        switch format {
        case nil: return
        case .json(let stream):
            stream.append(bytes)
            try read(stream, body)
        case .yaml(var splitter):
            // Taken out of the property, so that its buffer has one owner and grows in place.
            format = nil
            try splitter.append(bytes) { try read($0, body) }
            guard splitter.pending <= limit else { throw tooLong(splitter.pendingLine) }
            format = .yaml(splitter)
        }
    }

    private mutating func read(_ stream: JSONDocumentStream, _ body: Body) throws {
        while let position = try stream.next() {
            let summary: JSONDocumentSummary
            do throws(JSONDocumentError) {
                guard let found = try stream.summary() else { return }
                summary = found
            } catch {
                try passOver(error, stream.bytes)
                continue
            }
            let document = TextDocument(
                format: .json,
                offset: position.offset,
                length: position.length,
                line: position.line,
                column: position.column,
                summary: summary
            )
            try body(document) { stream.bytes }
        }
    }

    private mutating func read(_ document: YAMLDocumentSplitter.Document, _ body: Body) throws {
        guard document.text.count <= limit else { throw tooLong(document.line) }
        let translation: YAMLTranslation
        let summary: JSONDocumentSummary
        do throws(JSONDocumentError) {
            translation = try YAMLTranslation(document.text, line: document.line, indentation: document.indentation)
        } catch {
            return try passOver(error, [])
        }
        guard !translation.json.isEmpty else { return }
        do throws(JSONDocumentError) {
            summary = try self.summary(of: translation, document)
        } catch {
            return try passOver(error, translation.json)
        }
        let text = TextDocument(
            format: .yaml,
            offset: document.offset,
            length: document.bytes.count,
            line: document.line,
            column: 1 + document.indentation,
            summary: summary
        )
        try body(text) { document.bytes }
    }

    private func summary(
        of translation: YAMLTranslation,
        _ document: YAMLDocumentSplitter.Document
    ) throws(JSONDocumentError) -> JSONDocumentSummary {
        guard translation.json.first == UInt8(ascii: "{") else {
            throw JSONDocumentError(
                line: document.line,
                column: 1,
                message: "expected a document with a field `schema`, in JSON or YAML",
                remedy: "to leave out a file that is not part of the catalog, add a line to `.indexignore`"
            )
        }
        do throws(JSONDocumentError) {
            return try parser.summary(of: translation.json)
        } catch {
            throw translation.placing(error)
        }
    }

    /// The names in a document, whatever else is wrong with it.
    private struct Names: Decodable {
        private enum CodingKeys: CodingKey {
            case schema, package, name
        }

        let package: String?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            let schema = try? fields.decode(String.self, forKey: .schema)
            package = try? fields.decode(String.self, forKey: schema == CatalogSchema.package ? .name : .package)
        }
    }

    /// Records an unreadable document; `json` is empty if it is not JSON.
    private mutating func passOver(_ error: JSONDocumentError, _ json: [UInt8]) throws(JSONDocumentError) {
        guard faults.count < Self.faultLimit else { throw error }
        let package = (try? Names(json: json))?.package
        faults.append(Fault(error: error, package: package?.isEmpty == true ? nil : package))
    }

    private func tooLong(_ line: Int) -> JSONDocumentError {
        JSONDocumentError(
            line: line,
            column: 1,
            message: "the document that begins here is longer than the \(limit) bytes that are read",
            remedy: "divide it with lines of `---`"
        )
    }
}
