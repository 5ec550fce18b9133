// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

extension Plan {
    /// An image that is built must have a recipe, and no other image may have one.
    func requireRecipe(_ action: Action) throws(PlanError) {
        guard let recipe = action.recipe else {
            guard action.kind != .build, !action.source.isBuild else {
                throw .contradiction("the image for `\(action.destination)` is built without a recipe")
            }
            return
        }
        guard action.kind == .build, action.type == recipe.kind.type,
            action.source == ContentPlace(built: action.digest)
        else {
            throw .contradiction("the action for `\(action.destination)` has a recipe but does not build")
        }
        switch recipe.kind {
        case .graphData: try requireInput(recipe)
        case .catalog: try requirePackages(recipe)
        case .chart: return try requireChart(recipe, of: action)
        }
        guard let base = try? PinnedImage(recipe.base), action.isOrigin(base) else {
            throw .contradiction(
                "`\(action.destination)` is built on `\(recipe.base)`, which is not one of its origins"
            )
        }
        let platforms = recipe.platforms ?? []
        guard recipe.platforms?.isEmpty != true, platforms.isAscending,
            platforms.allSatisfy({ (try? Platform($0)) != nil })
        else { throw .contradiction("the recipe names no platform, or platforms that are not sorted") }
        guard (0...Descriptor.sizeLimit).contains(recipe.layer.size) else {
            throw .contradiction("a layer of \(recipe.layer.size) bytes is impossible")
        }
    }

    /// The graph data must come from a public place and be put on a base image from a registry.
    private func requireInput(_ recipe: BuildRecipe) throws(PlanError) {
        guard (try? ImageReference(recipe.base))?.digest != nil else { throw Self.loose(recipe.base) }
        guard let url = URLComponents(string: recipe.input ?? ""),
            ["http", "https"].contains(url.scheme?.lowercased()),
            url.host?.isEmpty == false, url.user == nil, url.password == nil, url.query == nil
        else {
            throw .contradiction("the input of a recipe is not an http or https URL without password and parameters")
        }
        guard recipe.packages == nil else { throw .contradiction("a recipe of graph data has packages") }
    }

    /// A catalog must keep packages of another catalog, each described once and completely.
    private func requirePackages(_ recipe: BuildRecipe) throws(PlanError) {
        guard (try? PinnedImage(recipe.base)) != nil else { throw Self.loose(recipe.base) }
        guard recipe.input == nil else { throw .contradiction("a recipe of a catalog has an input") }
        guard let packages = recipe.packages, !packages.isEmpty, packages.map(\.name).isAscending else {
            throw .contradiction("a catalog keeps no packages, or they are not sorted")
        }
        for package in packages {
            let channels = package.channels.map(\.name)
            guard !channels.isEmpty, channels.isAscending,
                package.channels.allSatisfy({ !$0.entries.isEmpty && $0.entries.isAscending })
            else {
                throw .contradiction(
                    "the package `\(package.name)` keeps no channels or entries, or they are not sorted"
                )
            }
            guard package.defaultChannel.map(channels.contains) != false else {
                throw .contradiction("the package `\(package.name)` has a default channel that it does not keep")
            }
        }
    }

    /// A chart must be one that the plan records, under the name of its origin.
    private func requireChart(_ recipe: BuildRecipe, of action: Action) throws(PlanError) {
        guard action.origins.contains(recipe.base) else {
            throw .contradiction(
                "`\(action.destination)` is the chart `\(recipe.base)`, which is not one of its origins"
            )
        }
        guard recipe.input == nil, recipe.packages == nil, recipe.platforms == nil else {
            throw .contradiction("a recipe of a chart has an input, packages or platforms")
        }
        guard charts.contains(where: { $0.digest == recipe.layer.digest }),
            (0...Descriptor.sizeLimit).contains(recipe.layer.size)
        else { throw .contradiction("the chart for `\(action.destination)` is not among the charts of the plan") }
    }

    private static func loose(_ base: String) -> PlanError {
        .contradiction("the base image `\(base)` of a recipe is not pinned by digest")
    }
}

extension BuildRecipe.Kind {
    /// The type of images with this recipe.
    fileprivate var type: ImageType {
        switch self {
        case .graphData: .graphData
        case .catalog: .operatorCatalog
        case .chart: .helmChart
        }
    }
}

extension [String] {
    /// Whether the elements ascend strictly, and none is empty.
    var isAscending: Bool { allSatisfy { !$0.isEmpty } && zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
