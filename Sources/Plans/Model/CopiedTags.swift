// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The tags of a repository that a plan's copies write.
package struct CopiedTags: Sendable, Equatable {
    /// What each of them names then.
    fileprivate var names: [String: Digest] = [:]
    /// Whether referrers are copied, which many a registry leaves it to its clients to list, under a tag for each subject.
    fileprivate var changesLists = false

    package init() {}

    /// Whether a tag that names this may be there because of the copies, or name something else before.
    ///
    /// The tag that lists the referrers of a subject is that subject's digest, by which an image may have been mirrored as
    /// well: then it names just that (distribution-spec, "Referrers Tag Schema").
    package func contain(_ tag: Tag, naming digest: Digest) -> Bool {
        if names["\(tag)"] != nil { return true }
        guard changesLists, tag != Tag(of: digest) else { return false }
        let parts = "\(tag)".split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && ["sha256", "sha512"].contains(parts[0]) && parts[1].utf8.count == 64
            && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// Whether a tag that names this will name something else once everything is copied.
    package func take(_ tag: Tag, from digest: Digest) -> Bool {
        contain(tag, naming: digest) && names["\(tag)"] != digest
    }
}

extension Plan {
    /// The tags that the plan's copies write, by repository.
    package var copiedTags: [PlacedRepository: CopiedTags] {
        var tags: [PlacedRepository: CopiedTags] = [:]
        for action in actions {
            guard let reference = try? action.destination.reference() else { continue }
            let repository = PlacedRepository(reference.repository)
            if let tag = reference.tag { tags[repository, default: .init()].names["\(tag)"] = action.digest }
            if action.type == .referrer { tags[repository, default: .init()].changesLists = true }
        }
        return tags
    }
}
