// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// How an image is built, as people review it.
struct RecipeLines {
    let style: TextStyle

    /// The most packages that are listed; the plan's file names each.
    private static let packageLimit = 40

    /// The lines behind an action that builds.
    func details(of action: Action) -> [String] {
        guard let recipe = action.recipe else { return [] }
        // A catalog is built on the one that the first line names.
        let isNamed = action.origins.contains(recipe.base)
        var lines = isNamed ? [] : ["      \(style(.dim, "built on")) \(printable(recipe.base))"]
        if let input = recipe.input { lines.append("      \(style(.dim, "from")) \(printable(input))") }
        if let platforms = recipe.platforms {
            lines.append("      \(style(.dim, "only")) \(printable(platforms.joined(separator: ", ")))")
        }
        return lines + packages(recipe.packages ?? [])
    }

    /// What a catalog keeps: how much in all, then each package with its channels.
    private func packages(_ packages: [KeptPackage]) -> [String] {
        guard !packages.isEmpty else { return [] }
        let channels = packages.reduce(0) { $0 + $1.channels.count }
        let bundles = packages.reduce(0) { $0 + $1.entryNames.count }
        let more = packages.count - Self.packageLimit
        let kept = [counted(packages.count, "package"), counted(channels, "channel"), counted(bundles, "bundle")]
        return ["      \(style(.dim, "keeps")) \(kept.joined(separator: ", ")):"]
            + packages.prefix(Self.packageLimit).map(line)
            + (more > 0 ? ["        and \(counted(more, "more package"))"] : [])
    }

    private func line(of package: KeptPackage) -> String {
        let channels = package.channels.sorted { naturallyPrecedes($0.name, $1.name) }.map { channel in
            let names = channel.entries.sorted(by: naturallyPrecedes)
            let entries = names.count > 3 ? "\(names.count) bundles" : names.joined(separator: ", ")
            return "\(channel.name) (\(entries))"
        }
        let standard = package.defaultChannel.map { "; its default channel becomes \($0)" } ?? ""
        return "        \(printable("\(package.name): \(channels.joined(separator: ", "))\(standard)"))"
    }
}
