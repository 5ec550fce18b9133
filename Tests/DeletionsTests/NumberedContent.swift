// SPDX-License-Identifier: Apache-2.0

import Deletions
import OCI

/// Repositories whose manifests have numbers for their digests.
enum NumberedContent {
    static func digest(_ number: Int) -> Digest { Digest(of: Array("manifest \(number)".utf8)) }

    /// A repository by its tags and, for each manifest, its children and referrers.
    static func content(
        _ tags: [String: Int],
        children: [Int: [Int]] = [:],
        referrers: [Int: [Int]] = [:]
    ) throws -> RepositoryContent {
        var content = RepositoryContent()
        for (tag, number) in tags { content.tags[try Tag(tag)] = digest(number) }
        let all = Set(tags.values).union(children.flatMap { [$0] + $1 }).union(referrers.flatMap { [$0] + $1 })
        for number in all {
            content.manifests[digest(number)] = .init(
                children: Set((children[number] ?? []).map(digest)),
                referrers: Set((referrers[number] ?? []).map(digest))
            )
        }
        return content
    }
}
