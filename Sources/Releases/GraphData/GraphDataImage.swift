// SPDX-License-Identifier: Apache-2.0

package import Cache
package import Downloads
import Foundation
package import ImageAccess
import ImageBuilding
package import OCI
package import Plans
package import Resolution
import Scheduling

/// Builds the image from which a cluster's update service reads the data of the update graph.
///
/// The data becomes a layer on top of every platform of a base image. The same data and the same base give the same
/// digest, at any time and on any machine. Nothing is pushed.
package struct GraphDataImage: Sendable {
    /// The default URL of the data.
    package static let standardURL = "https://api.openshift.com/api/upgrades_info/graph-data"

    /// The default base image.
    package static var standardBase: ImageReference {
        get throws(ReferenceError) { try ImageReference("registry.access.redhat.com/ubi9/ubi:latest") }
    }

    /// The base image of oc-mirror v1.
    package static var versionOneBase: ImageReference {
        get throws(ReferenceError) { try ImageReference("registry.access.redhat.com/ubi8/ubi-micro:latest") }
    }

    /// The command with which the update service gets the data.
    private static let command = [
        "/bin/bash", "-c", "exec cp -rp /\(GraphDataMembers.root)/* /var/lib/cincinnati/graph-data",
    ]
    private let library: ImageLibrary
    private let downloader: Downloader
    private let cache: DiskCache
    private let dataURL: String
    private let base: ImageReference

    /// Prepares a build; the base is read like any image, so registries.conf and its settings apply.
    package init(
        library: ImageLibrary,
        downloader: Downloader,
        cache: DiskCache,
        dataURL: String = standardURL,
        base: ImageReference
    ) {
        self.library = library
        self.downloader = downloader
        self.cache = cache
        self.dataURL = dataURL
        self.base = base
    }

    /// Builds the image from the present data, and returns the recipe to build it again.
    package func plan() async throws -> DesiredBuild {
        let url = URLComponents(string: dataURL)
        guard url?.user == nil, url?.password == nil else { throw GraphDataError.credentials }
        let base = try await pinnedBase()
        let (layer, size) = try await GraphDataLayer(downloader: downloader, cache: cache, url: dataURL).make()
        let recipe = BuildRecipe(
            kind: .graphData,
            base: base.description,
            layer: BuildRecipe.Layer(layer, size: size),
            input: dataURL
        )
        return DesiredBuild(recipe: recipe, image: try await image(recipe))
    }

    /// Builds the image of a recipe, from the cache or from the data, if it is unchanged.
    package func build(_ recipe: BuildRecipe) async throws -> BuiltImage {
        let isKept = try await blocking { [cache] in cache.holds(recipe.layer.digest, size: recipe.layer.size) }
        if !isKept {
            let (found, _) = try await GraphDataLayer(downloader: downloader, cache: cache, url: recipe.input ?? "")
                .make()
            guard found == recipe.layer.digest else {
                throw GraphDataError.changed(url: recipe.input ?? "", planned: recipe.layer.digest, found: found)
            }
        }
        return try await image(recipe)
    }

    private func pinnedBase() async throws -> ImageReference {
        guard base.digest == nil else { return base }
        guard base.manifestReference != nil else {
            throw GraphDataError.base(base, "it names neither a tag nor a digest")
        }
        guard let found = try await library.digest(of: .registry(base)) else {
            throw GraphDataError.base(base, "the registry has no such image")
        }
        return base.pinned(to: found)
    }

    private func image(_ recipe: BuildRecipe) async throws -> BuiltImage {
        let base = try ImageReference(recipe.base)
        guard let digest = base.digest else { throw GraphDataError.base(base, "it is not pinned by digest") }
        let layer = TopLayer(
            digest: recipe.layer.digest,
            size: recipe.layer.size,
            comment: "the data of the update graph",
            content: .file(path: cache.path(of: recipe.layer.digest))
        )
        do {
            return try await ImageBuild(base: library.place(of: .registry(base)), digest: digest)
                .topped(with: [layer]) { settings in
                    // With an entry point, the command would only be its arguments.
                    settings["Entrypoint"] = nil
                    settings["Cmd"] = Self.command
                }
        } catch let error as ImageBuildError {
            throw GraphDataError.base(base, error.message)
        }
    }
}
