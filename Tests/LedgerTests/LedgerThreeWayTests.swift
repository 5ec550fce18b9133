// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("Two histories of a target")
struct LedgerThreeWayTests {
    private typealias V = LedgerValues

    private static func merged(_ base: TargetLedger?, _ ours: TargetLedger, _ theirs: TargetLedger) -> TargetLedger {
        let merged = TargetLedger.merging(base: base, ours: ours, theirs: theirs)
        #expect(merged.contradictions == [])
        return merged.ledger
    }

    /// A ledger with two images that `isc.yaml` and `old.yaml` want.
    private var base: TargetLedger {
        var ledger = V.ledger([V.image("a"), V.image("b")], wantedBy: ["isc.yaml", "old.yaml"])
        (ledger.lineage, ledger.lastPlan, ledger.serial) = (V.digest("first"), V.digest("base"), 4)
        return ledger
    }

    /// A ledger after one more apply.
    private func applied(_ plan: String, to ledger: TargetLedger, change: (inout TargetLedger) -> Void = { _ in })
        -> TargetLedger
    {
        var ledger = ledger
        (ledger.lastPlan, ledger.serial) = (V.digest(plan), ledger.serial + 1)
        change(&ledger)
        return ledger
    }

    @Test func `are counted together, and what both placed is there`() {
        let ours = applied("ours", to: base) {
            $0.entries.merge(V.ledger([V.image("x")], wantedBy: ["x.yaml"]).entries) { $1 }
        }
        let theirs = applied("theirs", to: base) {
            $0.entries.merge(V.ledger([V.image("y")], wantedBy: ["y.yaml"]).entries) { $1 }
        }
        let merged = Self.merged(base, ours, theirs)
        #expect(merged.serial == 6)
        #expect(merged.lineage == V.digest("first"))
        #expect(Set(merged.entries.keys) == Set(ours.entries.keys).union(theirs.entries.keys))
        let applies = [
            RecordedApply(plan: V.digest("ours"), serial: 5, configuration: "x.yaml", lineage: V.digest("first")),
            RecordedApply(plan: V.digest("theirs"), serial: 5, configuration: "y.yaml", lineage: V.digest("first")),
        ]
        // Each of the two alone does not know the apply of the other.
        #expect(ours.unknown(among: applies).map(\.plan) == [V.digest("theirs")])
        #expect(merged.unknown(among: applies) == [])
    }

    @Test func `end the wishes that one of them ended, and keep those that one of them has added`() {
        let name = V.image("a").destination
        let ours = applied("ours", to: base) { $0.entries[name]?.wantedBy = ["isc.yaml"] }
        let theirs = applied("theirs", to: base) { $0.entries[name]?.wantedBy = ["isc.yaml", "new.yaml", "old.yaml"] }
        #expect(Self.merged(base, ours, theirs).entries[name]?.wantedBy == ["isc.yaml", "new.yaml"])
    }

    @Test func `of which one was interrupted go on with that one`() {
        let ours = applied("ours", to: base) { $0.lastPlanIsComplete = false }
        let theirs = applied("theirs", to: base)
        for merged in [Self.merged(base, ours, theirs), Self.merged(base, theirs, ours)] {
            #expect(merged.lastPlan == V.digest("ours") && !merged.lastPlanIsComplete)
        }
    }

    @Test func `that applied the same plan are one apply`() {
        let ours = applied("same", to: base)
        let theirs = applied("same", to: base) { $0.lastPlanIsComplete = false }
        let merged = Self.merged(base, ours, theirs)
        #expect(merged.serial == 5 && merged.lastPlan == V.digest("same"))
    }

    @Test func `keep a deleted image only where somebody new wants it, or where it is another one now`() {
        let name = V.image("a").destination
        let pruned = applied("ours", to: base) { $0.entries[name] = nil }
        let untouched = applied("theirs", to: base)
        #expect(Self.merged(base, pruned, untouched).entries[name] == nil)
        let found = applied("theirs", to: base) { $0.entries[name]?.wantedBy += ["new.yaml"] }
        #expect(Self.merged(base, pruned, found).entries[name]?.wantedBy == ["new.yaml"])
        let learned = applied("theirs", to: base) { $0.entries[name]?.knowsAttachments = false }
        #expect(Self.merged(base, pruned, learned).entries[name] == nil)
        let updated = applied("theirs", to: base) { $0.entries[name]?.image = V.image("a", "newer") }
        #expect(Self.merged(base, pruned, updated).entries[name]?.image.digest == V.digest("newer"))
    }

    @Test func `say so where both gave a place another image, and not where only one did`() {
        let name = V.image("a").destination
        func holding(_ content: String) -> TargetLedger {
            applied(content, to: base) { $0.entries[name]?.image = V.image("a", content) }
        }
        let clash = TargetLedger.merging(base: base, ours: holding("one"), theirs: holding("two"))
        #expect(clash.contradictions.map(\.subject) == ["\(name)"])
        #expect(clash.contradictions[0].ours.contains(V.digest("one").short))
        #expect(
            Self.merged(base, holding("one"), applied("x", to: base)).entries[name]?.image.digest == V.digest("one")
        )
        #expect(Self.merged(base, holding("one"), holding("one")).entries[name]?.image.digest == V.digest("one"))
        // Two that began the ledger have no common ground at all.
        #expect(!TargetLedger.merging(base: nil, ours: holding("one"), theirs: holding("two")).contradictions.isEmpty)
    }

    @Test func `may both have built the data of the graph: the next plan builds it anew`() {
        let name = V.image("g").destination
        func graph(_ content: String) -> TargetLedger {
            applied(content, to: base) {
                $0.entries.merge(V.ledger([V.image("g", content, type: .graphData)]).entries) { $1 }
            }
        }
        let digests = [Self.merged(base, graph("1"), graph("2")), Self.merged(base, graph("2"), graph("1"))]
            .map { $0.entries[name]?.image.digest }
        #expect(digests[0] != nil && digests[0] == digests[1])
    }

    @Test func `that both began the ledger are one from now on`() {
        let empty = TargetLedger(target: V.target)
        func began(_ plan: String) -> TargetLedger {
            applied(plan, to: empty) { ledger in
                ledger.lineage = V.digest(plan)
                ledger.entries = V.ledger([V.image(plan), V.image("both")], wantedBy: [plan]).entries
            }
        }
        let merged = Self.merged(nil, began("p"), began("q"))
        #expect(merged == Self.merged(nil, began("q"), began("p")))
        #expect(merged.serial == 2)
        #expect(merged.lineage == min(V.digest("p"), V.digest("q")))
        #expect(merged.entries[V.image("both").destination]?.wantedBy == ["p", "q"])
        let fallen = TargetLedger.merging(base: base, ours: began("p"), theirs: began("q"))
        #expect(fallen.contradictions.map(\.subject).contains("the history"))
    }

    @Test func `of an archive have the sets of both, unless two sets have one number`() {
        func carrying(_ set: CarriedSet) -> TargetLedger {
            applied("\(set.plan)", to: base) { $0.archive = ArchiveHistory(sets: [V.set("old", [1]), set]) }
        }
        var start = base
        start.archive = ArchiveHistory(sets: [V.set("old", [1])])
        let merged = Self.merged(start, carrying(V.set("p", [2])), carrying(V.set("q", [3])))
        #expect(merged.archive?.sets.map(\.lastVolume) == [1, 2, 3])
        let clash = TargetLedger.merging(
            base: start,
            ours: carrying(V.set("p", [2])),
            theirs: carrying(V.set("q", [2]))
        )
        #expect(clash.contradictions.map(\.subject) == ["volume 2"])
        let forgot = applied("f", to: start) { $0.archive = $0.archive?.doubting([V.digest("old")]) }
        let both = Self.merged(start, forgot, carrying(V.set("p", [2])))
        #expect(both.archive?.sets.map(\.plan) == [V.digest("p")])
        #expect(both.archive?.forgotten.map(\.plan) == [V.digest("old")])
    }

    @Test func `no longer wonder about the apply that the other one ended with`() {
        let theirs = applied("theirs", to: base)
        let ours = applied("ours", to: base) {
            $0.unknownApplies = ["theirs", "third"].map {
                RecordedApply(plan: V.digest($0), serial: 5, configuration: "\($0).yaml")
            }
        }
        #expect(Self.merged(base, ours, theirs).unknownApplies.map(\.configuration) == ["third.yaml"])
    }

    @Test func `have the proofs, platforms and origins of both`() {
        let name = V.image("a").destination
        func knowing(_ plan: String, _ platforms: [String]?, _ origin: String) -> TargetLedger {
            applied(plan, to: base) { ledger in
                let facts = ReleaseFacts(
                    version: "4.16.3",
                    architecture: "amd64",
                    signatures: [ReleaseSignature(fingerprint: plan, message: "")]
                )
                ledger.entries[name]?.image = V.image("a").with(
                    origins: ["quay.io/a:1", origin],
                    platforms: platforms,
                    facts: .release(facts)
                )
            }
        }
        var start = base
        start.entries[name]?.image = V.image("a").with(origins: ["quay.io/a:1"], platforms: ["linux/amd64"], facts: nil)
        let one = knowing("p", ["linux/amd64", "linux/arm64"], "x/a:1")
        let two = knowing("q", ["linux/amd64", "linux/s390x"], "y/a:1")
        let image = Self.merged(start, one, two).entries[name]?.image
        #expect(image?.platforms == ["linux/amd64", "linux/arm64", "linux/s390x"])
        #expect(image?.origins == ["quay.io/a:1", "x/a:1", "y/a:1"])
        #expect(image?.release?.signatures.map(\.fingerprint) == ["p", "q"])
        #expect(Self.merged(start, one, knowing("q", nil, "y/a:1")).entries[name]?.image.platforms == nil)
    }
}
