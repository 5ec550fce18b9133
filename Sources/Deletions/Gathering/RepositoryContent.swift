// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What one repository of the target holds, as far as deleting has to know.
///
/// Registries list tags, and what refers to a manifest; a manifest that neither a tag nor another manifest leads to is in
/// nobody's list and not in here.
package struct RepositoryContent: Sendable, Equatable {
    /// A manifest, with what it leads to.
    package struct HeldManifest: Sendable, Equatable {
        /// The manifests of an index, as far as the repository has them.
        package var children: Set<Digest>
        /// What names it as its subject.
        package var referrers: Set<Digest>
        /// What it says something about.
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
    /// Everything that the tags lead to: children, and referrers of all.
    package var manifests: [Digest: HeldManifest]

    package init(tags: [Tag: Digest] = [:], manifests: [Digest: HeldManifest] = [:]) {
        self.tags = tags
        self.manifests = manifests
    }

    /// Adds an image as copying it does.
    mutating func add(_ tree: ImageTree, as tag: Tag) {
        tags[tag] = tree.root.descriptor.digest
        let held = Set(tree.manifests.map(\.descriptor.digest))
        for manifest in tree.manifests {
            // Copying an index once more may bring those of its platforms that were left out.
            let held = manifest.children.map(\.digest).filter { held.contains($0) || manifests[$0] != nil }
            var added = manifests[manifest.descriptor.digest] ?? HeldManifest(manifest)
            added.children = Set(held)
            manifests[manifest.descriptor.digest] = added
        }
    }

    /// The manifests that are needed by these, these among them.
    func needed(by roots: some Sequence<Digest>) -> Set<Digest> {
        var needed: Set<Digest> = []
        var rest = Array(roots)
        while let digest = rest.popLast() {
            guard needed.insert(digest).inserted else { continue }
            rest += manifests[digest]?.children ?? []
        }
        return needed
    }

    /// The tags that say something about a manifest: those that cosign derives from its digest, and the list of its
    /// referrers where the registry does not keep one (distribution-spec, "Referrers Tag Schema").
    func attachmentTags(of digest: Digest) -> [Tag] {
        let names = [Tag(referrersOf: digest)] + CosignSuffix.allCases.compactMap { Tag($0, of: digest) }
        return names.filter { tag in
            guard let named = tags[tag] else { return false }
            // An image that was mirrored by its digest has the same tag, and is no list; nor is one made of that image.
            let referrers = manifests[digest]?.referrers ?? []
            let listed = manifests[named]?.children ?? []
            let isList = listed.allSatisfy { referrers.contains($0) || manifests[$0]?.subject == digest }
            return tag.isCosign || named != digest && !listed.isEmpty && isList
        }
    }
}
