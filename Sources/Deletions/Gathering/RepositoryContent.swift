// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The contents of one repository at the target, as deleting needs them.
///
/// Registries list tags and referrers. A manifest that neither a tag nor another manifest leads to is in no list, so it is
/// not here either.
package struct RepositoryContent: Sendable, Equatable {
    /// A manifest with its links to others.
    package struct HeldManifest: Sendable, Equatable {
        /// The children of an index, as far as the repository has them.
        package var children: Set<Digest>
        /// The referrers of the manifest.
        package var referrers: Set<Digest>
        /// The subject of a referrer.
        package var subject: Digest?
        /// The length of the manifest itself, in bytes.
        package var size: Int64
        /// The blobs of an image, with their sizes.
        package var blobs: [Digest: Int64]

        package init(
            children: Set<Digest> = [],
            referrers: Set<Digest> = [],
            subject: Digest? = nil,
            size: Int64 = 0,
            blobs: [Digest: Int64] = [:]
        ) {
            self.children = children
            self.referrers = referrers
            self.subject = subject
            self.size = size
            self.blobs = blobs
        }
    }

    package var tags: [Tag: Digest]
    /// All manifests that the tags lead to: children, and referrers of all of them.
    package var manifests: [Digest: HeldManifest]

    package init(tags: [Tag: Digest] = [:], manifests: [Digest: HeldManifest] = [:]) {
        self.tags = tags
        self.manifests = manifests
    }

    /// Adds an image, as copying it would.
    mutating func add(_ tree: ImageTree, as tag: Tag) {
        tags[tag] = tree.root.descriptor.digest
        let held = Set(tree.manifests.map(\.descriptor.digest))
        for manifest in tree.manifests {
            // Copying an index again may add platforms that were left out before.
            let held = manifest.children.map(\.digest).filter { held.contains($0) || manifests[$0] != nil }
            var added = manifests[manifest.descriptor.digest] ?? HeldManifest(manifest)
            added.children = Set(held)
            manifests[manifest.descriptor.digest] = added
        }
    }

    /// The manifests that the given ones need, including themselves.
    func needed(by roots: some Sequence<Digest>) -> Set<Digest> {
        var needed: Set<Digest> = []
        var rest = Array(roots)
        while let digest = rest.popLast() {
            guard needed.insert(digest).inserted else { continue }
            rest += manifests[digest]?.children ?? []
        }
        return needed
    }

    /// The tags that are about a manifest: those that cosign derives from its digest, and the list of its referrers if the
    /// registry has no referrers API (distribution-spec, "Referrers Tag Schema").
    func attachmentTags(of digest: Digest) -> [Tag] {
        let names = [Tag(referrersOf: digest)] + CosignSuffix.allCases.compactMap { Tag($0, of: digest) }
        return names.filter { tag in
            guard let named = tags[tag] else { return false }
            // An image that was mirrored by digest may have the tag of a list without being one.
            let referrers = manifests[digest]?.referrers ?? []
            let listed = manifests[named]?.children ?? []
            let isList = listed.allSatisfy { referrers.contains($0) || manifests[$0]?.subject == digest }
            return tag.isCosign || named != digest && !listed.isEmpty && isList
        }
    }
}
