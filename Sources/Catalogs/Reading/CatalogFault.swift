// SPDX-License-Identifier: Apache-2.0

/// An unreadable document or file of a catalog.
///
/// `opm` refuses a catalog that has one, but the mirrored part may not need it. It is an error only if a package that
/// it may belong to is wanted.
package struct CatalogFault: Sendable {
    package let error: CatalogError
    /// The package that its document names; `nil` if that is unknown.
    let package: String?
    /// The packages that the file is about, as far as is known.
    let neighbours: Set<String>

    /// Whether its package is unknown.
    var isOfUnknownPackage: Bool { package == nil }

    /// Whether a package may be incomplete because of this.
    func concerns(_ name: String) -> Bool { package.map { $0 == name } ?? neighbours.contains(name) }

    /// Makes the fault of a file in a catalog; `path` is relative to the catalog's folder.
    init(_ fault: CatalogLayer.Fault, in file: CatalogLayer.File, at path: String, _ error: CatalogError) {
        self.error = error
        package = fault.package
        neighbours = Set(file.documents.map(\.package)).union(Self.names(in: path)).subtracting([""])
    }

    /// Makes the fault of a completely unreadable file; `path` is relative to the catalog's folder.
    init(at path: String, _ error: CatalogError) {
        self.error = error
        package = nil
        neighbours = Self.names(in: path)
    }

    /// The packages that a path may be about: most packages have their own folders or files.
    private static func names(in path: String) -> Set<String> {
        let parts = path.split(separator: "/").map(String.init)
        let file = parts.last ?? ""
        let stem = file.split(separator: ".").dropLast().joined(separator: ".")
        return Set(parts + [stem]).subtracting([""])
    }
}
