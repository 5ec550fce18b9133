// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Plans

/// What a later plan wants otherwise than an earlier one: images, operators, releases, options, deletions and files.
///
/// What a plan wants is what its target holds once it is applied, whether it has to be copied or is in place. Names are
/// compared without the target's own, so that plans for two targets compare as well.
package struct PlanComparison: Sendable, Equatable, Encodable {
    /// The earlier plan; absent if there is none.
    package let before: ComparedPlan?
    /// The later plan; absent if there is none.
    package let after: ComparedPlan?
    /// The images that differ, in natural order of their destinations.
    package let images: [ComparedImage]
    /// The number of images that both plans want with the same content.
    package let staying: Int
    /// The bytes that applying the later plan transfers.
    package let transfer: Int64
    package let operators: [ComparedOperator]
    /// The releases that differ, sorted by processor.
    package let releases: [ComparedReleases]
    /// The options that only one of the plans has, as on a command line.
    package let options: Difference
    /// The names that only one of the plans deletes.
    package let deletions: Difference
    /// The files for clusters that differ, by their paths.
    package let manifests: Difference

    /// What only one of two plans has, or both with another content; each in natural order.
    package struct Difference: Sendable, Equatable, Encodable {
        package let added: [String]
        package let changed: [String]
        package let dropped: [String]

        /// Compares names without a content.
        init(from before: [String], to after: [String]) {
            func named(_ names: [String]) -> [String: String] {
                Dictionary(names.map { ($0, "") }, uniquingKeysWith: { first, _ in first })
            }
            self.init(from: named(before), to: named(after))
        }

        /// Compares contents by their names.
        init(from before: [String: String], to after: [String: String]) {
            added = after.keys.filter { before[$0] == nil }.sorted(by: naturallyPrecedes)
            changed = after.filter { name, content in before[name].map { $0 != content } ?? false }.keys
                .sorted(by: naturallyPrecedes)
            dropped = before.keys.filter { after[$0] == nil }.sorted(by: naturallyPrecedes)
        }

        package var isEmpty: Bool { added.isEmpty && changed.isEmpty && dropped.isEmpty }

        /// All of them with what happens to each.
        var all: [(change: ComparedImage.Change, name: String)] {
            added.map { (.added, $0) } + changed.map { (.changed, $0) } + dropped.map { (.dropped, $0) }
        }
    }

    /// Compares two plans that do the same kind of work; one that is absent wants nothing.
    package init(from before: PlanFile?, to after: PlanFile?) {
        let wanted = (before: WantedSet(before?.plan), after: WantedSet(after?.plan))
        self.before = before.map(ComparedPlan.init)
        self.after = after.map(ComparedPlan.init)
        images = wanted.after.images(since: wanted.before)
        staying = wanted.after.images.count { wanted.before.images[$0.key]?.digest == $0.value.digest }
        transfer = after?.plan.summary.bytesToTransfer ?? 0
        operators = CatalogComparison(from: wanted.before.catalogs, to: wanted.after.catalogs).operators
        releases = wanted.after.releases(since: wanted.before)
        options = Difference(from: wanted.before.options, to: wanted.after.options)
        deletions = Difference(from: wanted.before.deletions, to: wanted.after.deletions)
        manifests = Difference(from: wanted.before.manifests, to: wanted.after.manifests)
    }

    /// Whether the plans differ.
    package var isDifferent: Bool {
        !images.isEmpty || !operators.isEmpty || !releases.isEmpty || !options.isEmpty || !deletions.isEmpty
            || !manifests.isEmpty
    }

    /// The sizes of the images that come, as far as the later plan knows them.
    package var size: Int64 {
        images.compactMap(\.size).reduce(0) { sum, size in
            let (result, overflows) = sum.addingReportingOverflow(size)
            return overflows ? .max : result
        }
    }

    /// The number of images that change so.
    package func count(_ change: ComparedImage.Change) -> Int { images.count { $0.change == change } }
}
