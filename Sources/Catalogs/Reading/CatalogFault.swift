// SPDX-License-Identifier: Apache-2.0

/// A document or file of a catalog that cannot be read.
///
/// `opm` refuses a catalog with one, but the part that is mirrored may do without it: it is an error for whoever asks for
/// what it may belong to.
package struct CatalogFault: Sendable {
    package let error: CatalogError
    /// The package that its document names; `nil` where that cannot be told.
    let package: String?
    /// The packages that the file is about, as far as is known.
    let neighbours: Set<String>

    /// Whether nobody can tell which package it is about.
    var isOfUnknownPackage: Bool { package == nil }

    /// Whether a package may be other than it seems, because of this.
    func concerns(_ name: String) -> Bool { package.map { $0 == name } ?? neighbours.contains(name) }

    /// What cannot be read in a file of a catalog; `path` is that below the catalog's folder.
    init(_ fault: CatalogLayer.Fault, in file: CatalogLayer.File, at path: String, _ error: CatalogError) {
        self.error = error
        package = fault.package
        neighbours = Set(file.documents.map(\.package)).union(Self.names(in: path)).subtracting([""])
    }

    /// A file of which nothing can be read; `path` is that below the catalog's folder.
    init(at path: String, _ error: CatalogError) {
        self.error = error
        package = nil
        neighbours = Self.names(in: path)
    }

    /// The packages that a path may be about: they mostly have folders of their own, or files.
    private static func names(in path: String) -> Set<String> {
        let parts = path.split(separator: "/").map(String.init)
        let file = parts.last ?? ""
        let stem = file.split(separator: ".").dropLast().joined(separator: ".")
        return Set(parts + [stem]).subtracting([""])
    }
}
