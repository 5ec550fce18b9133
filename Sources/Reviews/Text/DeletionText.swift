// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// The lines about deletions, with those along with them, and about kept images.
struct DeletionText {
    let review: DeletionReview
    let configuration: String
    let style: TextStyle

    /// The maximum number of kept images that are named.
    private static let few = 10
    /// The maximum number of an operator's bundles that are named.
    private static let bundleLimit = 20
    /// The maximum number of different checks of parts that are shown.
    private static let proofLimit = 3

    /// The lines about deletions and kept images.
    var lines: [String] { checked + review.sections.flatMap(lines(of:)) + cached + kept }

    private var checked: [String] {
        guard !review.checked.isEmpty else { return [] }
        let all = printable(review.checked.joined(separator: "; "))
        return ["  \(style(.dim, "Checked for every deletion below:")) \(all)"]
    }

    private func lines(of section: DeletionSection) -> [String] {
        ["", style(.heading, printable("\(section.name) (\(configuration))"))]
            + section.deletions.flatMap { lines(of: $0, indent: "  ") }
            + section.operators.flatMap(lines(of:))
            + (section.parts.map(texts(of:)) ?? []).map { "  \(minus) \($0)" }
    }

    private func lines(of deletion: ReviewedDeletion, indent: String) -> [String] {
        let references = deletion.origins.isEmpty ? deletion.type.rawValue : deletion.origins.joined(separator: ", ")
        let name = deletion.name.map { "\($0): \(references)" } ?? references
        let digest = style(.dim, "\(deletion.digest.algorithm.rawValue):\(deletion.digest.short)")
        let what =
            deletion.kind == .tags
            ? "only \(counted(deletion.tags, "tag"))" : bytes(deletion.size, deletion.reclaim)
        return [
            "\(indent)\(minus) \(printable(name))",
            "\(indent)    \(style(.dim, "at")) \(printable(deletion.destinations.joined(separator: ", ")))",
            "\(indent)    \(digest) \(what)\(reason(deletion.proof))",
        ]
            + (deletion.parts.map(texts(of:)) ?? []).map { "\(indent)    \($0)" }
            + deletion.along.flatMap { lines(of: $0, indent: indent + "  ") }
    }

    private func lines(of deleted: DeletedOperator) -> [String] {
        let bundles = listed(deleted.bundles, most: Self.bundleLimit)
        return ["  \(minus) operator \(printable(deleted.name))"]
            + (bundles.isEmpty ? [] : ["      \(printable(bundles))"])
            + texts(of: deleted.parts).map { "      \($0)" }
            + deleted.along.flatMap { lines(of: $0, indent: "    ") }
    }

    /// The counts of parts; the plan's file names each part.
    private func texts(of parts: DeletedParts) -> [String] {
        var texts: [String] = []
        if parts.manifests > 0 {
            texts.append("\(listed(parts.counts)), \(bytes(parts.size, parts.reclaim))\(reason(Self.few(parts.proof)))")
        }
        if parts.tags > 0 { texts.append("\(counted(parts.tags, "tag")) of parts that other images need") }
        return texts
    }

    /// Parts are in many repositories with similar checks, so only a few are shown.
    private static func few(_ proof: [String]) -> [String] {
        let rest = proof.count - proofLimit
        return rest > 0 ? proof.prefix(proofLimit) + ["\(rest) more like these"] : proof
    }

    private func bytes(_ size: Int64, _ reclaim: Int64) -> String {
        "\(ByteCount.text(size)), of which \(ByteCount.text(reclaim)) to reclaim"
    }

    private func reason(_ proof: [String]) -> String {
        proof.isEmpty ? "" : " \(style(.dim, "(\(printable(proof.joined(separator: "; "))))"))"
    }

    private var minus: String { style(.removed, "-") }

    private var cached: [String] {
        guard let cached = review.cached else { return [] }
        let count = counted(cached.count, "file")
        return ["", "  \(minus) \(count) of the cache, \(ByteCount.text(cached.bytes))"]
    }

    /// The requested images that are kept, after an empty line.
    var kept: [String] {
        guard !review.kept.isEmpty else { return [] }
        let shown = review.kept.count > Self.few + 1 ? Array(review.kept.prefix(Self.few)) : review.kept
        let rest = review.kept.count - shown.count
        return ["", style(.heading, "Kept, because they are needed")]
            + shown.flatMap { image in
                ["    \(printable("\(image.destination)"))"] + image.neededBy.map { "      \(printable($0))" }
            } + (rest > 0 ? ["    and \(rest) more, listed in the plan's file"] : [])
    }
}
