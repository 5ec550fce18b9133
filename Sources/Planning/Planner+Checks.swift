// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Ledger
import OCI
import Plans
import Resolution

extension Planner {
    /// Two sources that could differ would be written over each other.
    func collision(_ candidates: [WantedImage], at destination: Destination) -> Finding {
        let sources = candidates.map { "\($0.image.origin) (\($0.digest.short))" }.joined(separator: " and ")
        return Finding(
            .error,
            .destinationCollision,
            "\(sources) would both be written to \(destination); \(Self.wayOut(candidates.map(\.image)))",
            at: candidates.last?.image.at
        )
    }

    /// How images that have one destination are told apart.
    private static func wayOut(_ images: [DesiredImage]) -> String {
        let types = Set(images.map(\.type))
        if let fields = ImageType.forPeople.lazy.filter(types.contains).compactMap(\.traits.placeFields).first {
            return "give one of them another \(fields)"
        }
        // The place of any other image is not the configuration's to choose.
        let requests = Set(images.compactMap(\.requestedBy.first)).sorted().joined(separator: ", ")
        return "no option changes where they go, so leave one of them out: \(requests)"
    }

    /// Another configuration keeps something else there: each apply of one would undo the other.
    func contested(_ wanted: WantedImage) -> Finding? {
        let image = PlacedImage(
            ImageIdentity(wanted.image.type, origins: wanted.origins, digest: wanted.digest),
            at: wanted.image.destination.name
        )
        let isBuilt = wanted.image.build != nil
        guard let conflict = ledger.conflict(with: image, isBuilt: isBuilt, of: desired.configuration.path) else {
            return nil
        }
        return Finding(
            .error,
            .destinationCollision,
            """
            \(wanted.image.origin) would be written to \(wanted.image.destination), where \(conflict.configuration) \
            keeps \(conflict.kept.origins.joined(separator: " and ")); \(Self.wayOut([wanted.image]))
            """,
            at: wanted.image.at
        )
    }

    /// A mirror set maps repositories, never tags: a pull by the old tag would miss.
    func renamed(_ image: DesiredImage) -> Finding? {
        // Clusters ask for the data of the graph, and for catalogs, by the name that they have at the target.
        guard image.type.traits.category != nil, let reference = image.reference,
            reference.digest == nil,
            let tag = reference.tag, tag != image.destination.tag
        else { return nil }
        return Finding(
            .warning,
            .renamedTag,
            """
            \(reference) is kept as \(image.destination); mirror sets cannot rename tags, \
            so clusters do not find it under `\(tag)`
            """,
            at: image.at
        )
    }

    /// Referrers that would be listed under the tag of their own image.
    func unlistable(_ image: DesiredImage, _ observation: ImageObservation) -> Finding {
        Finding(
            .warning,
            .referrersLeftBehind,
            """
            \(image.origin): \(counted(observation.unlistableReferrers, "referrer")) cannot come along, because the target has no \
            referrers API and would list them under the image's own tag; give the image a `targetTag`
            """,
            at: image.at
        )
    }

    /// An image that its source does not have.
    func missing(_ image: DesiredImage, _ reason: Explanation, isKept: Bool) -> Finding {
        if image.recorded != nil {
            let remedy =
                "The source no longer has what the ledger has. Plan what it has now: "
                + "mirror plan -c \(shellArgument(desired.configuration.path)) \(OptionName.to) "
                + shellArgument(desired.target.place.argument)
            return Finding(.error, .sourceMissing, reason.about(image.subject).adding(remedy: remedy), at: image.at)
        }
        guard allowsMissing(image) else {
            let remedy =
                switch (image.type.traits.family, image.type.traits.role) {
                case (.release, .whole), (.release, .part):
                    "A release is mirrored whole or not at all: see that the source has it, or leave the release out."
                case (.operator, .whole): "Operators are found through their catalog: see that the source has it."
                case (.operator, _):
                    "Leave the bundle out, or plan the rest with \(OptionName.allowMissing)."
                default: "Correct or remove what is missing, or plan the rest with \(OptionName.allowMissing)."
                }
            return Finding(.error, .sourceMissing, reason.about(image.subject).adding(remedy: remedy), at: image.at)
        }
        let fate = isKept ? "is kept as \(image.destination), though its source is gone" : "is left out"
        return Finding(
            .warning,
            .sourceMissing,
            reason.about("\(image.subject)\(image.explanation == nil ? "" : ",") \(fate)"),
            at: image.at
        )
    }

    /// An image whose source could not be asked, or answered something else.
    func unreadable(_ image: DesiredImage, _ reason: Explanation) -> Finding {
        Finding(.error, .sourceUnreadable, reason.about(image.subject), at: image.at)
    }

    /// Images that were found in place, but that nobody is known to want here.
    ///
    /// Until an apply records it, other configurations' manifests do not mention them, nor would a prune spare them.
    func notRecorded(_ inSync: [PlacedImage]) -> Finding? {
        let configuration = desired.configuration.path
        let unknown = inSync.filter { image in
            !image.type.isAttachment && ledger.entries[image.destination]?.wantedBy.contains(configuration) != true
        }
        guard !unknown.isEmpty else { return nil }
        let names = listed(sorting: unknown.map(\.destination.description))
        return Finding(
            .note,
            .notRecorded,
            """
            \(unknown.count == 1 ? "1 image is" : "\(unknown.count) images are") in place, but not in the ledger as wanted \
            by \(configuration): \(names); applying this plan records it
            """
        )
    }

    /// A configuration that asks for nothing is hardly what somebody meant.
    var nothingWanted: Finding? {
        guard desired.images.isEmpty else { return nil }
        return Finding(.warning, .nothingWanted, "\(desired.configuration.path) wants no image at all")
    }

    /// What the configuration wanted before stays at the target; applying the plan records that it is not wanted any more.
    func noLongerWanted(besides placed: [PlacedImage]) -> Finding? {
        // Pruning says of each what becomes of it.
        guard options.prune != true else { return nil }
        // What is wanted is, whether its source has it just now or not.
        let here = Set(placed.map(\.destination)).union(desired.images.map(\.destination.name))
        let configuration = desired.configuration.path
        let left = ledger.entries.values.filter { entry in
            entry.wantedBy.contains(configuration) && !here.contains(entry.image.destination)
                && !entry.image.type.isAttachment
        }
        guard !left.isEmpty else { return nil }
        let names = listed(sorting: left.map(\.image.destination.description))
        return Finding(
            .note,
            .noLongerWanted,
            """
            \(left.count == 1 ? "1 image at the target is" : "\(left.count) images at the target are") no longer wanted \
            by \(configuration): \(names); \
            nothing is deleted, applying this plan records it (`mirror plan \(OptionName.prune)` deletes what \
            nobody wants)
            """
        )
    }
}

extension [Finding] {
    /// Errors first, then warnings and notes; within each by place, code and text, none twice.
    package func sortedForReview() -> [Finding] {
        var result: [Finding] = []
        for severity in Finding.Severity.allCases {
            let found = filter { $0.severity == severity }.sorted { $0.precedes($1) }
            for finding in found where finding != result.last { result.append(finding) }
        }
        return result
    }
}

extension Finding {
    /// Whether a reviewer reads this before another of the same severity; what has no place comes first.
    fileprivate func precedes(_ other: Finding) -> Bool {
        if place != other.place {
            guard let place, let after = other.place else { return place == nil }
            return place < after
        }
        if code != other.code { return code < other.code }
        return naturallyPrecedes(text, other.text)
    }
}

extension DesiredImage {
    /// How findings name the image: a component says to which release it belongs, an operator's image who asks for it.
    fileprivate var subject: String {
        guard let explanation else { return "\(origin)" }
        return "\(origin), \(explanation)"
    }

    /// What a reader has to know beside the image's name.
    fileprivate var explanation: String? {
        guard type.isPart else { return nil }
        switch type.traits.family {
        case .release: return partOf.first.map { "a component of release \($0.tag)" }
        case .operator:
            let others = requestedBy.count > 3 ? " and \(requestedBy.count - 3) more" : ""
            return "asked for by \(requestedBy.prefix(3).joined(separator: ", "))\(others)"
        default: return nil
        }
    }
}
