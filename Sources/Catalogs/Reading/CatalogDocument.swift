// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A file of a catalog.
package struct CatalogFile: Sendable, Hashable {
    /// The path in the image, normalized, such as `configs/foo/catalog.json`.
    package let path: String
    /// The layer that contains it.
    package let layer: Digest
    /// The documents, in the order of the file.
    package let documents: [CatalogDocument]

    package init(path: String, layer: Digest, documents: [CatalogDocument]) {
        self.path = path
        self.layer = layer
        self.documents = documents
    }
}

/// One document of a catalog, which describes one object: a package, a channel, a bundle.
package struct CatalogDocument: Sendable, Hashable {
    /// The format of the document.
    package enum Format: String, Sendable, Codable {
        case json, yaml
    }

    package let schema: String
    /// The package that it belongs to, for `olm.package` its own name; empty for none.
    package let package: String
    /// Its own name; empty for none.
    package let name: String
    package let format: Format
    /// The position of its beginning in its file, in bytes.
    package let offset: Int64
    /// Its length in bytes, without the blanks and separators around it.
    package let length: Int
    /// The line of its beginning in its file, counted from 1.
    package let line: Int
    /// Its number among the documents of the catalog.
    let number: Int

    package init(schema: String, package: String, name: String, format: Format, offset: Int64, length: Int) {
        self.schema = schema
        self.package = package
        self.name = name
        self.format = format
        self.offset = offset
        self.length = length
        line = 1
        number = -1
    }

    init(_ document: CatalogLayer.Document, number: Int) {
        schema = document.schema
        package = document.package
        name = document.name
        format = document.format
        offset = document.offset
        length = document.length
        line = document.line
        self.number = number
    }
}
