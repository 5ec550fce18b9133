// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans
import YAML

/// The ImageDigestMirrorSets and ImageTagMirrorSets that redirect a cluster's pulls to the mirror.
///
/// Each kind is one file, with a document for every category that has entries, always in the same order. Entries and
/// mirrors are sorted, so the same pairs give the same bytes.
package struct MirrorSets: Sendable {
    private enum Kind: String {
        case digest = "Digest"
        case tag = "Tag"
    }

    private let scoped: [(pair: MirrorPair, scope: MirrorScope)]

    /// Prepares the sets; `usesRepositoryScope` maps every repository by itself, even if a namespace would be enough.
    package init(_ pairs: [MirrorPair], usesRepositoryScope: Bool = false) {
        let scoped = ScopedPairs(
            pairs,
            pulls: { pair in [true, false].filter(pair.isPulled(by:)).map { $0 ? .digest : .tag } },
            scoping: { _ in usesRepositoryScope ? .repository : .siblings }
        )
        self.scoped = zip(pairs, scoped.scopes).map { (pair: $0, scope: $1) }
    }

    /// The files in a folder that have at least one entry.
    package func resources(in folder: String) -> [Resource] {
        [(Kind.digest, "idms", ResourceFile.digestMirrors), (Kind.tag, "itms", .tagMirrors)].compactMap {
            kind,
            prefix,
            file in
            let documents = MirrorCategory.allCases.compactMap { document(kind, prefix, $0) }
            guard !documents.isEmpty else { return nil }
            return Resource(
                path: file.path(in: folder),
                content: "---\n" + YAMLWriter.text(documents: documents)
            )
        }
    }

    private func document(_ kind: Kind, _ prefix: String, _ category: MirrorCategory) -> YAMLValue? {
        let entries = entries(scoped.filter { $0.pair.category == category && $0.pair.isPulled(by: kind == .digest) })
        guard !entries.isEmpty else { return nil }
        return [
            "apiVersion": "config.openshift.io/v1",
            "kind": .string("Image\(kind.rawValue)MirrorSet"),
            "metadata": ["name": .string("\(prefix)-\(category.rawValue)-0")],
            "spec": ["image\(kind.rawValue)Mirrors": .sequence(entries)],
        ]
    }

    private func entries(_ scoped: [(pair: MirrorPair, scope: MirrorScope)]) -> [YAMLValue] {
        var mirrors: [String: Set<String>] = [:]
        for (_, scope) in scoped { mirrors[scope.source, default: []].insert(scope.mirror) }
        return mirrors.sorted { $0.key < $1.key }.map { source, mirrors in
            ["mirrors": .sequence(mirrors.sorted().map(YAMLValue.string)), "source": .string(source)]
        }
    }
}

extension MirrorPair {
    /// Whether clusters pull the image by digest, or by tag.
    ///
    /// The installer pulls a release payload by digest even if it was requested by tag.
    fileprivate func isPulled(by digest: Bool) -> Bool {
        digest ? origin.digest != nil || type == .releasePayload : origin.tag != nil
    }
}
