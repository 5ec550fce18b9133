// SPDX-License-Identifier: Apache-2.0

package import Plans

/// How a run ended, as far as exit codes tell.
package enum ToolOutcome: Sendable, Hashable {
    /// Everything was done, or there was nothing to do.
    case done
    /// It is not known what these sections ask for; nothing was copied.
    case notResolved(Set<MirroredSection>)
    /// Images of these sections are not at the target.
    case notCopied(Set<MirroredSection>)
    /// Something else is wrong: the command line, a file, a registry, a deletion.
    case failed
    case interrupted

    /// What an apply came to.
    package init(of outcome: ApplyOutcome, for plan: Plan) {
        guard !outcome.wasInterrupted else {
            self = .interrupted
            return
        }
        guard !outcome.isComplete else {
            self = .done
            return
        }
        let sections = Self.missingSections(in: plan, outcome)
        self = sections.isEmpty ? .failed : .notCopied(sections)
    }

    /// The sections of the images that are not at the target.
    private static func missingSections(in plan: Plan, _ outcome: ApplyOutcome) -> Set<MirroredSection> {
        let images = plan.actions.map(\.image) + plan.inSync
        let types = Dictionary(images.map { ($0.destination, $0.type) }) { first, _ in first }
        func section(of image: PlacedImage) -> MirroredSection? {
            MirroredSection(image.type) ?? image.attachedTo.flatMap { types[$0] }.flatMap { MirroredSection($0) }
        }
        let lost = Set(outcome.lost.map(\.destination))
        let missing =
            zip(plan.actions, outcome.results).filter { !$0.1.isDone }.map(\.0.image)
            + plan.inSync.filter { lost.contains($0.destination) }
        return Set(missing.compactMap(section))
    }
}
