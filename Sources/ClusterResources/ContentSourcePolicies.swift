// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans
import YAML

/// The ImageContentSourcePolicies that redirect a cluster's pulls by digest to the mirror, for clusters before 4.13.
///
/// They are one text with a document for each category that has entries, and further documents where the entries of a
/// category are too long for one object. All of them have names of their own, so that applying the text loses none.
/// Entries and mirrors are sorted, so the same pairs give the same bytes.
package struct ContentSourcePolicies: Sendable {
    /// The most bytes of an object; clusters refuse objects that are much larger.
    package static let sizeLimit = 250_000
    /// The bytes of `creationTimestamp: null`, which tools of Kubernetes add to an object.
    private static let addedBytes = 26
    /// The most mirrors in an entry; the source of the rest is repeated.
    ///
    /// Even with the longest names an entry then fits into an object.
    private static let mirrorLimit = 200

    private let pairs: [MirrorPair]
    private let scopings: [MirrorCategory: MirrorScoping]
    private let limit: Int

    /// Prepares the policies with the entries of mirror sets; `usesRepositoryScope` maps every repository by itself.
    package init(_ pairs: [MirrorPair], usesRepositoryScope: Bool = false) {
        let scoping: MirrorScoping = usesRepositoryScope ? .repository : .siblings
        self.init(pairs, scopings: Dictionary(uniqueKeysWithValues: MirrorCategory.allCases.map { ($0, scoping) }))
    }

    /// Prepares the policies with a scoping for each category; the others have an entry for each repository.
    ///
    /// `limit` is the most bytes of an object, unless a single entry is longer.
    package init(_ pairs: [MirrorPair], scopings: [MirrorCategory: MirrorScoping], limit: Int = sizeLimit) {
        var seen: Set<[String]> = []
        self.pairs = pairs.filter {
            seen.insert([
                $0.category.rawValue, "\($0.origin.repository)", "\($0.destination.repository)",
            ]).inserted
        }
        self.scopings = scopings
        self.limit = limit
    }

    /// The file in a folder, or `nil` if there are no entries.
    package func resource(in folder: String) -> Resource? {
        text.map { Resource(path: ResourceFile.contentSourcePolicies.path(in: folder), content: $0) }
    }

    /// The documents, each after a line with `---`; `nil` if there are no entries.
    package var text: String? {
        let scoped = ScopedPairs(pairs, scoping: { scopings[$0.category] ?? .repository })
        let documents = MirrorCategory.allCases.sorted { $0.rawValue < $1.rawValue }.flatMap { category in
            objects(category, zip(pairs, scoped.scopes).filter { $0.0.category == category }.map(\.1))
        }
        return documents.isEmpty ? nil : "---\n" + YAMLWriter.text(documents: documents)
    }

    /// The objects of a category, each as full as the limit allows.
    private func objects(_ category: MirrorCategory, _ scopes: [MirrorScope]) -> [YAMLValue] {
        var objects: [[YAMLValue]] = []
        var size = 0
        for entry in Self.entries(scopes) {
            let alone = YAMLWriter.text(Self.object(category, objects.count, [entry])).utf8.count
            let twice = YAMLWriter.text(Self.object(category, objects.count, [entry, entry])).utf8.count
            let length = twice - alone
            if let last = objects.indices.last, size + length <= limit {
                objects[last].append(entry)
                size += length
            } else {
                objects.append([entry])
                size = alone + Self.addedBytes
            }
        }
        return objects.enumerated().map { Self.object(category, $0, $1) }
    }

    private static func entries(_ scopes: [MirrorScope]) -> [YAMLValue] {
        var mirrors: [String: Set<String>] = [:]
        for scope in scopes { mirrors[scope.source, default: []].insert(scope.mirror) }
        var entries: [YAMLValue] = []
        for (source, mirrors) in mirrors.sorted(by: { $0.key < $1.key }) {
            var rest = mirrors.sorted()[...]
            while !rest.isEmpty {
                let listed = rest.prefix(mirrorLimit).map(YAMLValue.string)
                entries.append(["mirrors": .sequence(listed), "source": .string(source)])
                rest = rest.dropFirst(mirrorLimit)
            }
        }
        return entries
    }

    private static func object(_ category: MirrorCategory, _ number: Int, _ entries: [YAMLValue]) -> YAMLValue {
        var metadata: [String: YAMLValue] = ["name": .string("\(category.rawValue)-\(number)")]
        if category == .operator { metadata["labels"] = ["operators.openshift.org/catalog": "true"] }
        return [
            "apiVersion": "operator.openshift.io/v1alpha1",
            "kind": "ImageContentSourcePolicy",
            "metadata": .mapping(metadata),
            "spec": ["repositoryDigestMirrors": .sequence(entries)],
        ]
    }
}
