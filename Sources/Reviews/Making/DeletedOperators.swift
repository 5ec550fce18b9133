// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// Finds operators of which many images are deleted: their bundles are named, and their images only counted.
struct DeletedOperators {
    /// The operators in the order of the configuration, each with the names of its bundles in natural order.
    private(set) var all: [(name: String, bundles: [String], parts: [FoldedPart])] = []
    /// The digests of images that are only counted.
    private(set) var folded: Set<PlacedName> = []

    /// A bundle of a requested operator: `delete.operators[0].packages[1] (foo) > foo.v1.2.3`.
    private struct Request {
        /// The entry that requests the operator.
        let entry: String
        let bundle: String

        init?(_ text: String) {
            guard let range = text.firstRange(of: " > ") else { return nil }
            entry = String(text[..<range.lowerBound])
            bundle = String(text[range.upperBound...])
            guard entry.hasSuffix(")"), entry.contains(" (") else { return nil }
        }

        /// The operator's name.
        var name: String { String(entry.drop { $0 != "(" }.dropFirst().dropLast()) }
    }

    init(of deletions: [Deletion]) {
        let images = deletions.compactMap { deletion -> (deletion: Deletion, requests: [Request])? in
            guard [.operatorBundle, .operatorRelatedImage].contains(deletion.type) else { return nil }
            let requests = deletion.requestedBy.compactMap(Request.init)
            let isAskedForAlone = !requests.isEmpty && requests.count == deletion.requestedBy.count
            return isAskedForAlone ? (deletion, requests) : nil
        }
        var counts: [String: Int] = [:]
        for image in images { for entry in Set(image.requests.map(\.entry)) { counts[entry, default: 0] += 1 } }
        let many = counts.filter { $0.value > DeletionGrouping.few }
        // Images that are shared with an operator of few images are listed there.
        let counted = images.filter { image in image.requests.allSatisfy { many[$0.entry] != nil } }
        folded = Set(counted.map(\.deletion.content))
        var operators: [String: (name: String, bundles: Set<String>, parts: [FoldedPart])] = [:]
        for (deletion, requests) in counted {
            let first = requests.map(\.entry).min(by: naturallyPrecedes)
            for (entry, requests) in Dictionary(grouping: requests, by: \.entry) {
                operators[entry, default: (requests[0].name, [], [])].parts
                    .append(FoldedPart(deletion, isFirst: entry == first))
                guard deletion.kind == .manifest, deletion.type == .operatorBundle else { continue }
                operators[entry]?.bundles.formUnion(requests.map(\.bundle))
            }
        }
        all = operators.sorted { naturallyPrecedes($0.key, $1.key) }.map { _, found in
            (found.name, found.bundles.sorted(by: naturallyPrecedes), found.parts)
        }
    }
}
