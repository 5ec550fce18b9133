// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Cache
package import ImageAccess
import ImageBuilding
import Layers
import Layouts
package import OCI
package import Plans
import Registry
package import Resolution
import Scheduling

/// Builds the kept part of a catalog as an image that `opm` serves.
///
/// The same catalog and the same packages give the same digest, at any time and on any machine. Nothing is pushed.
package struct FilteredCatalog: Sendable {
    let reader: CatalogReader
    private let cache: DiskCache

    package init(reader: CatalogReader, cache: DiskCache) {
        self.reader = reader
        self.cache = cache
    }

    /// Builds the image, and returns the recipe to build it again; `base` is the catalog, pinned by digest.
    ///
    /// Throws `FilteredCatalogError`, and the errors of reading the catalog.
    package func plan(
        _ catalog: Catalog,
        in image: CatalogImage,
        base: String,
        keeping packages: [KeptPackage],
        platforms: [Platform]
    ) async throws -> DesiredBuild {
        let layer = try await layer(of: catalog, in: image, keeping: packages)
        let recipe = BuildRecipe(
            kind: .catalog,
            base: base,
            layer: BuildRecipe.Layer(layer.digest, size: layer.size),
            packages: packages,
            platforms: platforms.isEmpty ? nil : platforms.sorted().map(\.description)
        )
        return DesiredBuild(recipe: recipe, image: try await self.image(recipe, on: image))
    }

    /// Builds the image of a recipe, from the cache or from the catalog that the recipe names.
    ///
    /// Throws `FilteredCatalogError`, and the errors of reading the catalog.
    package func build(_ recipe: BuildRecipe, from library: ImageLibrary) async throws -> BuiltImage {
        let base = try PinnedImage(recipe.base)
        let image = try await open(base, platforms: try recipe.wantedPlatforms, from: library)
        let packages = recipe.packages ?? []
        // The layer alone does not show which packages it has.
        let known = try await blocking { [cache] in try BuiltLayerRecord.known(packages, of: image, in: cache) }
        let found: BuiltLayerRecord
        if let known {
            found = known
        } else {
            let catalog = try await reader.read(image, expecting: Set(packages.map(\.name)))
            found = try await layer(of: catalog, in: image, keeping: packages)
        }
        guard found.digest == recipe.layer.digest, found.size == recipe.layer.size else {
            throw FilteredCatalogError.changed(catalog: recipe.base, planned: recipe.layer.digest, found: found.digest)
        }
        return try await self.image(recipe, on: image)
    }

    func open(_ base: PinnedImage, platforms: [Platform], from library: ImageLibrary) async throws
        -> CatalogImage
    {
        do {
            let place = try library.place(of: base.source)
            return try await CatalogImage.open(base.digest, at: place, platforms: platforms, name: "\(base)")
        } catch let error as LayoutError {
            // The directory has another catalog now.
            throw FilteredCatalogError.gone(catalog: "\(base)", Explanation(error))
        } catch let error as ImageNotArchived {
            throw FilteredCatalogError.gone(catalog: "\(base)", Explanation(error))
        } catch let error as RegistryError {
            // Registries remove untagged manifests.
            guard error.kind == .notFound else { throw error }
            throw FilteredCatalogError.gone(catalog: "\(base)", Explanation(error))
        }
    }

    /// Makes the layer, or finds it in the cache if an earlier plan made the same one.
    private func layer(
        of catalog: Catalog,
        in image: CatalogImage,
        keeping packages: [KeptPackage]
    ) async throws -> BuiltLayerRecord {
        if let known = try await blocking({ [cache] in try BuiltLayerRecord.known(packages, of: image, in: cache) }) {
            return known
        }
        let documents = ImageDocuments(reader: reader, catalog: catalog, image: image)
        let (digest, size) = try await layer(of: documents, in: image, keeping: packages)
        let record = BuiltLayerRecord(digest: digest, size: size)
        try await blocking { [cache] in try record.store(packages, of: image, in: cache) }
        return record
    }

    private func layer(
        of documents: some CatalogDocuments,
        in image: CatalogImage,
        keeping packages: [KeptPackage]
    ) async throws -> (digest: Digest, size: Int64) {
        guard !image.root.isEmpty else {
            throw FilteredCatalogError.image(
                catalog: image.name,
                "the catalog is in the root folder of its image, which cannot be replaced"
            )
        }
        let pieces = try await CatalogPieces(of: documents, named: image.name, keeping: packages)
        let place = try await place(of: image, in: image.layers)
        return try await CatalogContentLayer(cache: cache, root: image.root, catalog: image.name, place: place)
            .make(of: pieces, from: documents)
    }

    /// The real place of the catalog's folder.
    private func place(of image: CatalogImage, in layers: [Descriptor]) async throws -> ImageFolders.Place {
        let paths = image.hidden + [image.root]
        let folders = try await reader.folders(above: paths, in: layers, at: image.place)
        guard let place = folders.places[image.root] else {
            throw FilteredCatalogError.image(catalog: image.name, "the catalog's folder cannot be found")
        }
        return place
    }

    private func image(_ recipe: BuildRecipe, on image: CatalogImage) async throws -> BuiltImage {
        do {
            let base = try await ImageBuild(
                base: image.place,
                digest: image.digest,
                platforms: try recipe.wantedPlatforms
            ).read()
            let content = TopLayer(
                digest: recipe.layer.digest,
                size: recipe.layer.size,
                comment: "the part of the catalog that is mirrored",
                content: .file(path: cache.path(of: recipe.layer.digest))
            )
            let top = CatalogTop(reader: reader, image: image, place: try await place(of: image, in: image.layers))
            var tops: [Digest: ToppedImage] = [:]
            for instance in try base.instances {
                let served = try ServedCatalog(root: image.root, instance.settings)
                let layers = try await top.layers(around: content, for: served, on: instance.layers)
                tops[instance.digest] = ToppedImage(layers: layers) { served.adapt(&$0) }
            }
            return try base.topped { digest in
                guard let top = tops[digest] else { throw ImageBuildError(message: "\(digest) is no image that runs") }
                return top
            }
        } catch let error as ServedCatalog.Failure {
            throw FilteredCatalogError.image(catalog: image.name, error.message)
        } catch let error as ImageBuildError {
            throw FilteredCatalogError.image(catalog: image.name, error.message)
        }
    }
}

extension BuildRecipe {
    fileprivate var wantedPlatforms: [Platform] {
        get throws(ReferenceError) {
            var result: [Platform] = []
            for text in platforms ?? [] { result.append(try Platform(text)) }
            return result
        }
    }
}
