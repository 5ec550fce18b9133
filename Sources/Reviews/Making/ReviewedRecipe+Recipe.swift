// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

extension ReviewedRecipe {
    init(_ recipe: BuildRecipe, origins: [String]) {
        let kept = recipe.packages ?? []
        // A catalog is usually built on the requested catalog.
        base = origins.contains(recipe.base) ? nil : recipe.base
        input = recipe.input
        platforms = recipe.platforms
        packages = kept.map { package in
            Package(
                name: package.name,
                defaultChannel: package.defaultChannel,
                channels: package.channels.sorted { naturallyPrecedes($0.name, $1.name) }.map { channel in
                    Channel(name: channel.name, bundles: channel.entries.sorted(by: naturallyPrecedes))
                }
            )
        }
        channelCount = kept.reduce(0) { $0 + $1.channels.count }
        bundleCount = kept.reduce(0) { $0 + $1.entryNames.count }
    }
}
