// SPDX-License-Identifier: Apache-2.0

import Archives
import Diagnostics
import Foundation
package import ImageAccess
import ImageBuilding
package import OCI

/// The image of a catalog, as far as needed for reading: the layers of one platform, and the catalog's folder in
/// them.
package struct CatalogImage: Sendable {
    /// The label that names the folder of a file-based catalog (operator-registry, `opm`).
    package static let rootLabel = "operators.operatorframework.io.index.configs.v1"

    package let place: ImagePlace
    /// The digest that pins the catalog: that of an index, or of the only image.
    package let digest: Digest
    /// The image that is read: the one for linux/amd64, or else the first one by name, the same on every machine.
    package let instance: Digest
    /// The layers of that image, base first.
    package let layers: [Descriptor]
    let folder: Folder
    /// The catalog's name in errors: the reference as written.
    package let name: String

    /// Where in an image the catalog lies.
    package struct Folder: Sendable {
        /// Its path, normalized, without slashes around it.
        package let root: String
        /// The paths in the image that a filtered catalog hides, as far as they are known.
        let hidden: [String]
    }

    package var root: String { folder.root }
    var hidden: [String] { folder.hidden }

    package init(
        place: ImagePlace,
        digest: Digest,
        instance: Digest,
        layers: [Descriptor],
        folder: Folder,
        name: String
    ) {
        self.place = place
        self.folder = folder
        self.digest = digest
        self.instance = instance
        self.layers = layers
        self.name = name
    }

    /// The label of a catalog in the old format, a database.
    private static let databaseLabel = "operators.operatorframework.io.index.database.v1"
    /// The maximum size of an image's configuration in bytes.
    private static let configurationLimit = 4 << 20

    /// Opens the catalog with the given digest; a selection of platforms limits the choice to these.
    ///
    /// With `isSparse`, the place need not have all platforms.
    ///
    /// Throws `CatalogError` if the image is not a file-based catalog, and the errors of reading it.
    package static func open(
        _ digest: Digest,
        at place: ImagePlace,
        platforms: [Platform],
        name: String,
        isSparse: Bool = false
    ) async throws -> CatalogImage {
        var manifest = try await place.manifest(digest)
        for _ in 0...ImageTree.depthLimit {
            switch manifest.content {
            case .image(let configuration, let layers):
                let bytes = try await place.verifiedBlob(configuration, limit: configurationLimit)
                let root = try root(bytes, name)
                return CatalogImage(
                    place: place,
                    digest: digest,
                    instance: manifest.descriptor.digest,
                    layers: layers,
                    folder: Folder(root: root, hidden: hidden(bytes, root)),
                    name: name
                )
            case .index(let children):
                let child = try await place.preferredChild(of: children, platforms: platforms, isSparse: isSparse)
                guard let child else { throw noPlatform(children, platforms, name) }
                manifest = child
            case .artifact:
                throw CatalogError(
                    catalog: name,
                    message: "this is an artifact, not an image, so it contains no catalog",
                    remedy: "check that this is the image of a catalog"
                )
            }
        }
        throw CatalogError(
            catalog: name,
            message: "its indexes are nested more than \(ImageTree.depthLimit) levels deep"
        )
    }

    /// The paths in an image to hide; empty if its start command is not understood.
    private static func hidden(_ configuration: [UInt8], _ root: String) -> [String] {
        guard let fields = try? JSONFields(configuration, of: "configuration"),
            let served = try? ServedCatalog(root: root, fields["config"] as? [String: Any] ?? [:])
        else { return [] }
        return WhiteoutLayer(root: root, served).members
    }

    private static func noPlatform(_ children: [Descriptor], _ platforms: [Platform], _ name: String) -> CatalogError {
        let found = Set(children.compactMap(\.platform)).sorted().map(\.description).joined(separator: ", ")
        return CatalogError(
            catalog: name,
            message: platforms.isEmpty
                ? "the image's index names no image that runs"
                : "the image is for none of the wanted platforms "
                    + platforms.map(\.description).joined(separator: ", ")
                    + ", only for \(found.isEmpty ? "none" : found)",
            remedy: platforms.isEmpty ? nil : "choose a platform that it has"
        )
    }

    private struct Configuration: Decodable {
        struct Settings: Decodable {
            var labels: [String: String]?

            enum CodingKeys: String, CodingKey { case labels = "Labels" }
        }

        var config: Settings?
    }

    /// The folder in the image's configuration.
    private static func root(_ configuration: [UInt8], _ name: String) throws(CatalogError) -> String {
        let decoded: Configuration
        do {
            decoded = try JSONDecoder().decode(Configuration.self, from: Data(configuration))
        } catch {
            throw CatalogError(
                catalog: name,
                message: "the image's configuration is not valid: \(JSONFault(error))"
            )
        }
        let labels = decoded.config?.labels ?? [:]
        guard let label = labels[rootLabel] else {
            guard labels[databaseLabel] == nil else {
                throw CatalogError(
                    catalog: name,
                    message: "this is a catalog in the old format, a database (its label `\(databaseLabel)` says so)",
                    remedy: "take a version of the catalog that is file-based, or convert it with `opm migrate`"
                )
            }
            throw CatalogError(
                catalog: name,
                message: "the image is not a file-based catalog: it has no label `\(rootLabel)`",
                remedy: "check that this is the image of a catalog, not that of a bundle or an operator"
            )
        }
        let parts = TarEntry.parts(of: label).filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains(".."), !label.utf8.contains(0) else {
            throw CatalogError(
                catalog: name,
                message:
                    "its label `\(rootLabel)` names `\(label)`, expected a folder inside the image, such as `/configs`",
                remedy: "report this to the maker of the catalog"
            )
        }
        return parts.joined(separator: "/")
    }
}
