// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Plans
import Resolution
import SequenceMetadata

/// The step of a sequence that a plan takes: a pure function.
struct SequencePlanning: Sendable {
    let sequence: OpenedSequence
    let configuration: ImageSetConfiguration
    let chosen: ChosenContent
    /// Whether what the configuration dropped goes.
    let prunes: Bool
    /// The images of the metadata that a registry lacks and nobody wants.
    let gone: Set<MirroredManifest>

    /// Returns the step; `nil` if the plan changes nothing that metadata records.
    ///
    /// oc-mirror counts no run that brings nothing new. Here one that only deletes counts, because it changes the target.
    func step(of plan: Plan) -> PlannedSequence? {
        let dropped = dropped(by: plan)
        guard plan.hasChanges || !dropped.isEmpty || !plan.sequencedImages(besides: sequence.previous).isEmpty else {
            return nil
        }
        return PlannedSequence(
            workspace: sequence.workspace.description,
            number: sequence.number,
            place: sequence.place,
            continues: sequence.digest,
            content: .run(record: PastMirror(of: configuration, chosen).record, dropped: dropped)
        )
    }

    /// The images of earlier runs that the metadata no longer has, beside those that the plan deletes.
    private func dropped(by plan: Plan) -> [PlannedSequence.Dropped] {
        guard prunes, let previous = sequence.previous else { return [] }
        let left =
            plan.work.fillsArchive
            ? unwanted(by: plan, of: previous) : previous.images(deleted: gone, at: plan.target.root)
        return left.map { PlannedSequence.Dropped(name: $0.name, path: $0.path) }
            .sorted { ($0.name, $0.path) < ($1.name, $1.path) }
    }

    /// What publishing an archive deletes: what no source of the configuration asks for.
    ///
    /// If a source could not be found, it is not known what the configuration asks for, so nothing is dropped.
    private func unwanted(by plan: Plan, of previous: WorkspaceMetadata) -> Set<Association.Key> {
        guard plan.foundAllSources else { return [] }
        return previous.images(notAmong: plan.sequencedNames)
    }
}
