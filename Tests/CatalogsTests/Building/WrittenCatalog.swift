// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layers
import OCI
import Plans
import TestSupport
import Testing

@testable import Catalogs

/// A catalog whose files are given as text, document by document, without an image around it.
struct WrittenCatalog: CatalogDocuments {
    /// A document and what stands around it.
    struct Document {
        var schema: String
        var package = ""
        var name = ""
        var text: String
        /// The JSON that a document in YAML says.
        var json: String?
    }

    private(set) var files: [CatalogFile] = []
    var folders: [String: FolderAttributes] = [:]
    private var texts: [String: [CatalogDocument: String]] = [:]
    private var translations: [CatalogDocument: String] = [:]
    /// What the documents turn out to be when they are read again.
    var reread: @Sendable ([(CatalogFile, CatalogDocument, [UInt8])]) -> [(CatalogFile, CatalogDocument, [UInt8])] = {
        $0
    }

    init() {}

    mutating func add(_ path: String, _ documents: [Document]) {
        var offset: Int64 = 0
        var listed: [CatalogDocument] = []
        for each in documents {
            let document = CatalogDocument(
                schema: each.schema,
                package: each.package,
                name: each.name,
                format: each.json == nil ? .json : .yaml,
                offset: offset,
                length: each.text.utf8.count
            )
            offset += Int64(document.length) + 1
            listed.append(document)
            texts[path, default: [:]][document] = each.text
            translations[document] = each.json ?? each.text
        }
        files.append(CatalogFile(path: path, layer: Digest(of: []), documents: listed))
    }

    /// Adds the documents of an operator to a file, as JSON.
    mutating func add(_ path: String, _ operators: [TestOperator]) throws {
        add(path, try operators.flatMap { try $0.documents().map(Self.document) })
    }

    /// Reads what the fields of a document say of it.
    static func document(_ json: String) throws -> Document {
        struct Fields: Decodable { var schema: String, package: String?, name: String? }
        let fields = try JSONDecoder().decode(Fields.self, from: Data(json.utf8))
        let package = fields.schema == "olm.package" ? fields.name : fields.package
        return Document(schema: fields.schema, package: package ?? "", name: fields.name ?? "", text: json)
    }

    func json(of document: CatalogDocument) async throws -> [UInt8] { Array((translations[document] ?? "").utf8) }

    func documents(
        where isWanted: @Sendable (CatalogDocument) -> Bool,
        _ body: @escaping @Sendable (CatalogFile, CatalogDocument, [UInt8]) throws -> Void
    ) async throws {
        let found = files.flatMap { file in
            file.documents.filter(isWanted).map { (file, $0, Array((texts[file.path]?[$0] ?? "").utf8)) }
        }
        for (file, document, bytes) in reread(found) { try body(file, document, bytes) }
    }

    /// Builds the layer and returns its digest, and the tar as `tar` lists it and what the files in it are.
    func layer(
        keeping packages: [KeptPackage],
        in directory: TemporaryDirectory,
        root: String = "configs"
    ) async throws -> BuiltLayer {
        let cache = DiskCache(root: directory["cache"])
        let pieces = try await CatalogPieces(of: self, named: "test", keeping: packages)
        let (digest, size) = try await CatalogContentLayer(cache: cache, root: root, catalog: "test")
            .make(of: pieces, from: self)
        return try BuiltLayer(path: cache.path(of: digest), digest: digest, size: size)
    }
}

/// A layer, as `tar` sees it.
struct BuiltLayer {
    let digest: Digest
    let size: Int64
    /// Mode, owner and path of each member, in their order.
    let listing: [String]
    /// Whether no member has a time.
    let isTimeless: Bool
    let files: [String: String]

    init(path: String, digest: Digest, size: Int64) throws {
        self.digest = digest
        self.size = size
        let run = try runTool(
            ["tar", "--numeric-owner", "-tvf", path],
            environment: ["TZ": "UTC", "LC_ALL": "C.UTF-8"]
        )
        // A tar that is not as it should be is read all the same, with complaints.
        try #require(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        let fields = run.lines.map { $0.split(separator: " ").map(String.init) }
        listing = fields.map { "\($0[0]) \($0[1]) \($0[5])" }
        isTimeless = fields.allSatisfy { $0[3] == "1970-01-01" && $0[4] == "00:00" }
        files = try Dictionary(
            uniqueKeysWithValues: fields.map { $0[5] }.filter { !$0.hasSuffix("/") }.map { name in
                (name, try runTool(["tar", "-xOf", path, name]).output)
            }
        )
    }
}
