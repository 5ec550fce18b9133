// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
package import ImageAccess
package import OCI

/// The tags of a catalog's repository, for a message about a missing tag.
package struct CatalogTags: Sendable {
    private let library: ImageLibrary

    package init(library: ImageLibrary) { self.library = library }

    /// Suggests the tag that was probably meant, or those with the longest common beginning.
    package func suggestion(for missing: Tag?, in repository: Repository) async -> String {
        guard let found = try? await library.tags(in: repository), !found.isEmpty else {
            return "it has no repository \(repository.name), or does not list the tags there"
        }
        let text = missing.map { "\($0)" } ?? ""
        // Signatures have their tags beside the catalogs, and the newest versions come last.
        let tags = found.filter { !$0.hasPrefix("sha256-") }.sorted { $0 > $1 }
        if let nearest = nearestName(to: text, among: tags) { return "did you mean the tag `\(printable(nearest))`?" }
        func likeness(_ other: String) -> Int { text.commonPrefix(with: other).utf8.count }
        let alike = tags.enumerated().sorted { left, right in
            (likeness(right.element), left.offset) < (likeness(left.element), right.offset)
        }
        return "it has \(quoted(alike.map(\.element)))"
    }
}
