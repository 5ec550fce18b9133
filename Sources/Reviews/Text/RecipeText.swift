// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The lines about the recipe of a built image.
package struct RecipeText {
    let style: TextStyle

    package init(style: TextStyle) { self.style = style }

    /// The maximum number of packages that are listed; the plan's file names each.
    private static let packageLimit = 40

    package func lines(of recipe: ReviewedRecipe) -> [String] {
        var lines: [String] = []
        if let base = recipe.base { lines.append("      \(style(.dim, "built on")) \(printable(base))") }
        if let input = recipe.input { lines.append("      \(style(.dim, "from")) \(printable(input))") }
        if let platforms = recipe.platforms {
            lines.append("      \(style(.dim, "only")) \(printable(platforms.joined(separator: ", ")))")
        }
        return lines + packages(of: recipe)
    }

    /// The kept part of a catalog: the totals, then each package with its channels.
    private func packages(of recipe: ReviewedRecipe) -> [String] {
        guard !recipe.packages.isEmpty else { return [] }
        let more = recipe.packages.count - Self.packageLimit
        let kept = [
            counted(recipe.packages.count, "package"), counted(recipe.channelCount, "channel"),
            counted(recipe.bundleCount, "bundle"),
        ]
        return ["      \(style(.dim, "keeps")) \(kept.joined(separator: ", ")):"]
            + recipe.packages.prefix(Self.packageLimit).map(line)
            + (more > 0 ? ["        and \(counted(more, "more package"))"] : [])
    }

    private func line(of package: ReviewedRecipe.Package) -> String {
        let channels = package.channels.map { channel in
            let count = channel.bundles.count
            return "\(channel.name) (\(count > 3 ? "\(count) bundles" : channel.bundles.joined(separator: ", ")))"
        }
        let standard = package.defaultChannel.map { "; its default channel becomes \($0)" } ?? ""
        return "        \(printable("\(package.name): \(channels.joined(separator: ", "))\(standard)"))"
    }
}
