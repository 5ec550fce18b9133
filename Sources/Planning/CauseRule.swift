// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans

/// Tells why an image changes: a pure rule of the ledger, the target's present content and the plan applied last.
struct CauseRule {
    private let ledger: TargetLedger
    /// The path of the configuration.
    private let path: String
    private let last: AppliedPlan?
    private let options: PlanOptions
    private let isArchive: Bool
    /// Whether the configuration or its options differ from those of the last plan, or there is none.
    let asksAnew: Bool

    init(
        _ ledger: TargetLedger,
        of configuration: ConfigurationRecord,
        with options: PlanOptions,
        since last: AppliedPlan?,
        isArchive: Bool = false
    ) {
        self.ledger = ledger
        path = configuration.path
        self.last = last
        self.options = options
        self.isArchive = isArchive
        asksAnew = last?.asksTheSame(as: configuration.digest, options) != true
    }

    /// Where no content at the target speaks for anything else, either the configuration changed or its sources did.
    var general: ChangeCause { asksAnew ? .configuration : .upstream }

    /// The cause of writing an image where the target holds `found`.
    ///
    /// `recipe` is how it is built, if it is, and `isDamaged` whether the target is known to lack some of the content.
    func cause(
        of image: PlacedImage,
        over found: Digest?,
        recipe: BuildRecipe? = nil,
        isDamaged: Bool = false
    ) -> ChangeCause {
        guard let entry = ledger.entries[image.destination], isKnown(entry) else {
            return asksAnew ? .configuration : last?.unfinished[image.destination] ?? .upstream
        }
        guard let found else { return isArchive && options.since != nil ? .configuration : .repair }
        let kept = entry.image
        // A registry names content by sha256, whatever algorithm the ledger has, so that two may be the same.
        guard found == kept.digest || found.algorithm != kept.digest.algorithm else { return .drift }
        // The image is there, and lacks platforms that were not asked for before.
        if image.digest == kept.digest { return isDamaged ? .repair : .configuration }
        if let recipe { return cause(ofBuilding: image.destination, by: recipe) }
        return Set(kept.origins).isDisjoint(with: image.origins) ? .configuration : .upstream
    }

    /// A catalog that is built on the same image as before is another one because other parts of it are kept.
    ///
    /// If that image moved too, it is still the configuration that asks for other operators or channels of it.
    private func cause(ofBuilding destination: PlacedName, by recipe: BuildRecipe) -> ChangeCause {
        guard let record = ledger.records.catalogs.first(where: { $0.destination == destination }),
            let before = record.base
        else { return general }
        if before == Self.digest(of: recipe.base) { return .configuration }
        let kept = Set((recipe.packages ?? []).flatMap { package in package.channels.map { [package.name, $0.name] } })
        let known = Set(record.packages.flatMap { package in package.channels.map { [package.name, $0.name] } })
        return asksAnew && kept != known ? .configuration : .upstream
    }

    /// The digest of a pinned image.
    static func digest(of base: String) -> Digest? { (try? PinnedImage(base))?.digest }

    /// Whether the ledger has an image because of this configuration.
    private func isKnown(_ entry: TargetLedger.Entry) -> Bool {
        !entry.isLeftover && (entry.wantedBy.contains(path) || entry.placedBy.contains(path))
    }

    /// The reason to write an image, for people.
    func reason(_ cause: ChangeCause, over found: Digest?, for planned: Manifest) -> String {
        let since = ledger.lastPlan.map { " since apply of plan \($0.short)" } ?? ""
        guard let found else {
            return cause == .repair && !isArchive ? "deleted\(since)" : "missing at destination"
        }
        let holds = "destination holds \(found.algorithm.rawValue):\(found.short)"
        if cause == .repair { return "content was deleted\(since)" }
        if cause == .drift { return "overwritten\(since), \(holds)" }
        return planned.isNamed(found) ? "platforms are missing at destination" : holds
    }
}
