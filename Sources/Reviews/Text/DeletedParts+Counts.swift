// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension DeletedParts {
    /// The counts that are not zero: `3 bundles`, `4 other images`.
    var counts: [String] {
        let counts = [
            (components, "component"), (bundles, "bundle"), (others, bundles > 0 ? "other image" : "related image"),
            (platforms, "manifest of a platform"), (attachments, "signature or attachment"),
        ]
        return counts.filter { $0.0 > 0 }.map { Self.plural($0, $1) }
    }

    /// Spells nouns whose last word is not the one in the plural.
    private static func plural(_ count: Int, _ noun: String) -> String {
        switch noun {
        case "signature or attachment" where count != 1: "\(count) signatures or attachments"
        case "manifest of a platform" where count != 1: "\(count) manifests of platforms"
        default: counted(count, noun)
        }
    }
}
