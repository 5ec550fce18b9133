// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("A plan that follows from another one")
struct PlanCopiesTests {
    /// What is changed, and how the same is said by editing.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let base: @Sendable () -> Plan
        let copy: @Sendable (Plan) -> Plan
        let edit: @Sendable (inout Plan) -> Void
    }

    private static let finding = Finding(.note, "not-recorded", "x")
    private static let entry = CachedEntry(name: "blobs/x", size: 1)

    static let rows = [
        Row(testDescription: "other findings", base: { .sample }) {
            $0.with(checks: [finding])
        } edit: {
            $0.fields.checks = [finding]
        },
        Row(testDescription: "no file for clusters", base: { .sample }) {
            $0.with(resources: [])
        } edit: {
            $0.fields.resources = []
        },
        Row(testDescription: "files of the cache", base: { DeletionValidationTests.deleting }) {
            $0.with(cached: [entry])
        } edit: {
            $0.fields.cached = [entry]
        },
        Row(testDescription: "deletions", base: { .sample }) {
            let other = DeletionValidationTests.pruning
            return $0.deleting(other.deletions, keeping: other.kept, in: other.repositories)
        } edit: {
            let other = DeletionValidationTests.pruning
            ($0.fields.deletions, $0.fields.kept, $0.fields.repositories) = (
                other.deletions, other.kept, other.repositories
            )
        },
        Row(testDescription: "an archive", base: { ArchiveValidationTests.reading }) {
            $0.filling(PlannedArchive(limit: 10, firstVolume: 3), volumes: [$0.blobs[0].digest: 3, Digest(of: [9]): 4])
        } edit: {
            $0.fields.archive = PlannedArchive(limit: 10, firstVolume: 3)
            $0.fields.blobs[0].fields.volume = 3
        },
        Row(testDescription: "an archive that holds no blob", base: { .fullArchive }) {
            $0.filling(PlannedArchive(limit: 10, firstVolume: 3))
        } edit: {
            $0.fields.archive = PlannedArchive(limit: 10, firstVolume: 3)
            $0.fields.blobs[0].fields.volume = nil
        },
    ]

    @Test("has the change, and all the rest of the first one", arguments: rows)
    func copies(row: Row) {
        let base = row.base()
        var edited = base
        row.edit(&edited)
        let copy = row.copy(base)
        #expect(copy == edited)
        #expect(copy != base)
    }

    @Test("an image has other origins, platforms and facts, and stays what it is")
    func image() {
        let image = Plan.full.actions[3].image
        let facts = SectionFacts.catalog(CatalogFacts(name: "a"))
        let copy = image.with(origins: ["x"], platforms: nil, facts: facts)
        #expect((copy.origins, copy.platforms, copy.facts) == (["x"], nil, facts))
        #expect((copy.type, copy.digest) == (image.type, image.digest))
        #expect((copy.destination, copy.attachedTo) == (image.destination, image.attachedTo))
        #expect(copy.with(origins: image.origins, platforms: image.platforms, facts: image.facts) == image)
    }

    @Test("a plan leaves at its target what is in place and what its actions bring")
    func placed() {
        for plan in Plan.kinds {
            #expect(plan.placed == plan.inSync + plan.actions.map(\.image))
            #expect(plan.hasChanges == (!plan.actions.isEmpty || !plan.deletions.isEmpty))
        }
        let image = Plan.full.actions[1].image
        #expect(image.content == PlacedName(image.destination.repository, image.digest))
    }

    @Test("sums are those of the parts")
    func summary() {
        let summary = Plan.full.summary
        let actions = Plan.full.actions
        #expect((summary.copy, summary.update, summary.build) == (3, 1, 3))
        #expect((summary.delete, summary.inSync) == (0, 1))
        #expect(summary.bytesToTransfer == actions.map(\.transfer).reduce(0, +))
        #expect(summary.bytesToMount == 50 && summary.bytesToReclaim == nil)
        let deletions = DeletionValidationTests.deleting.summary
        #expect((deletions.delete, deletions.bytesToReclaim) == (3, 70))
    }

    @Test("sums of absurd sizes end at the greatest number instead of the process")
    func overflow() {
        var plan = Plan.full
        for index in plan.actions.indices { plan.fields.actions[index].fields.transfer = .max }
        plan.fields.blobs[0].fields.size = .max
        plan.fields.blobs[0].fields.mountInto = ["a/b", "a/c"]
        #expect(plan.summary.bytesToTransfer == .max && plan.summary.bytesToMount == .max)
    }

    @Test("what stays of a repository has one digest, whatever the order of its tags")
    func repositoryState() {
        let (one, two) = (Digest(of: [1]), Digest(of: [2]))
        let state = RepositoryState(repository: "a/b", staying: ["x": one, "y": two])
        #expect(state == RepositoryState(repository: "a/b", staying: ["y": two, "x": one]) && state.tags == 2)
        let others: [[String: Digest]] = [["x": two, "y": one], ["x": one], [:], ["x": one, "z": two]]
        for other in others { #expect(RepositoryState(repository: "a/b", staying: other).digest != state.digest) }
    }
}
