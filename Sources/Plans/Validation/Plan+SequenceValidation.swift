// SPDX-License-Identifier: Apache-2.0

import OCI

extension Plan {
    /// Refuses a sequence that no plan of its kind takes.
    ///
    /// The place is outside of the target by its nature; a reviewer reads it beside the target.
    func validateSequence() throws(PlanError) {
        guard let sequence = subject.sequence else { return }
        guard work != .deletions else { throw .contradiction("a plan that only deletes takes no step of a sequence") }
        guard (1...PlannedSequence.numberLimit).contains(sequence.number) else {
            throw .contradiction("the sequence \(sequence.number) is impossible")
        }
        guard Self.isUUID(sequence.workspace) else {
            throw .contradiction("`\(sequence.workspace)` is not the UUID of a workspace")
        }
        switch sequence.place {
        case nil:
            guard work.fillsArchive, sequence.number == 1, sequence.continues == nil, sequence.dropped.isEmpty else {
                throw .contradiction("a sequence without a place for its metadata has only one step, an archive")
            }
        case .folder?: break
        case .image(let name, _)?:
            guard (try? name.reference())?.tag != nil else {
                throw .contradiction("`\(name)` is not the name of an image with a tag, for metadata")
            }
        }
        guard sequence.dropped.isEmpty || work.fillsArchive || options.prune == true else {
            throw .contradiction("its sequence drops images, and it does not prune")
        }
        guard sequence.record != nil || work.source != nil else {
            throw .contradiction("it publishes the metadata of an archive, and reads none")
        }
    }

    private static func isUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.joined().utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
