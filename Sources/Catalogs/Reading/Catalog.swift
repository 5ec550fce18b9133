// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A catalog that was read: which packages it has, and where each of its documents lies.
///
/// What it says of a package is read from the cache when it is asked for, so that a catalog takes little memory however
/// long it is.
package struct Catalog: Sendable {
    /// The files that have documents, in the order in which reading meets them: base layer first, then as in the layer.
    package let files: [CatalogFile]

    package init(files: [CatalogFile]) { self.files = files }

    /// The names of its packages, sorted.
    package var packageNames: [String] { fatalError("to come") }

    /// Returns what the catalog says of a package; `nil` where it has none of that name.
    ///
    /// Throws `CatalogError` where the package's documents contradict each other, and what reading the cache throws.
    package func package(_ name: String) async throws -> CatalogPackage? { fatalError("to come") }

    /// Returns the JSON of a document of one of the schemas `olm.package`, `olm.channel` and `olm.deprecations`.
    ///
    /// For a document that was written as JSON these are its very bytes; one in YAML was translated.
    package func json(of document: CatalogDocument) async throws -> [UInt8] { fatalError("to come") }
}

/// A file of a catalog.
package struct CatalogFile: Sendable, Hashable {
    /// The path in the image, normalized, such as `configs/foo/catalog.json`.
    package let path: String
    /// The layer that it lies in.
    package let layer: Digest
    /// In the order of the file.
    package let documents: [CatalogDocument]

    package init(path: String, layer: Digest, documents: [CatalogDocument]) {
        self.path = path
        self.layer = layer
        self.documents = documents
    }
}

/// One document of a catalog, which says something of one thing: a package, a channel, a bundle.
package struct CatalogDocument: Sendable, Hashable {
    /// How it is written.
    package enum Format: String, Sendable, Codable {
        case json, yaml
    }

    package let schema: String
    /// The package that it belongs to, for `olm.package` its own name; empty for none.
    package let package: String
    /// Its own name; empty for none.
    package let name: String
    package let format: Format
    /// Where it begins in its file, in bytes.
    package let offset: Int64
    /// Its length in bytes, without the blanks and separators around it.
    package let length: Int

    package init(schema: String, package: String, name: String, format: Format, offset: Int64, length: Int) {
        self.schema = schema
        self.package = package
        self.name = name
        self.format = format
        self.offset = offset
        self.length = length
    }
}
