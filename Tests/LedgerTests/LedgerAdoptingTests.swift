// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import TestSupport
import Testing

/// What another tool recorded of a target, beside our own ledger of it.
@Suite("A ledger that adopts another one")
struct LedgerAdoptingTests {
    private func theirs(_ images: [PlacedImage]) -> TargetLedger { LedgerValues.ledger(images, wantedBy: ["isc.yaml"]) }

    @Test("has the images of both, and keeps what it knows itself")
    func both() {
        let (own, other) = (LedgerValues.image("a/own"), LedgerValues.image("a/other"))
        var ledger = LedgerValues.ledger([own], wantedBy: ["mine.yaml"])
        ledger.serial = 3
        ledger.lineage = LedgerValues.digest("lineage")
        let both = ledger.adopting(theirs([other]))
        #expect(both.entries.keys.sorted() == [other.destination, own.destination])
        #expect(both.entries[own.destination]?.wantedBy == ["mine.yaml"])
        #expect(both.serial == 3 && both.lineage == ledger.lineage && both.target == ledger.target)
        #expect(TargetLedger(target: LedgerValues.target).adopting(theirs([other])).entries == theirs([other]).entries)
        #expect(ledger.adopting(TargetLedger(target: "x")) == ledger)
    }

    @Test("lets an image that was found in place be pruned by the configuration that had it placed")
    func placed() {
        let image = LedgerValues.image("a/b")
        let found = LedgerValues.ledger([image], placed: false, wantedBy: ["other.yaml"])
        let entry = found.adopting(theirs([image])).entries[image.destination]
        #expect(entry?.placed == true && entry?.placedBy == ["isc.yaml"] && entry?.wantedBy == ["other.yaml"])
    }

    @Test("believes itself where the two have different images in one place")
    func contradiction() {
        let ledger = LedgerValues.ledger([LedgerValues.image("a/b", "new")], placed: false, wantedBy: [])
        #expect(ledger.adopting(theirs([LedgerValues.image("a/b", "old")])) == ledger)
    }

    @Test("knows a home for each blob of both, its own first")
    func homes() {
        var (ledger, other) = (TargetLedger(target: "x"), TargetLedger(target: "x"))
        ledger.blobHomes = ["a": "x/one", "b": "x/one"]
        other.blobHomes = ["b": "x/two", "c": "x/two"]
        #expect(ledger.adopting(other).blobHomes == ["a": "x/one", "b": "x/one", "c": "x/two"])
    }

    @Test("can be without some images, and have other names for others")
    func names() {
        let images = ["a/one", "a/two", "a/three"].map { LedgerValues.image($0) }
        let ledger = LedgerValues.ledger(images)
        #expect(ledger.without([images[0].destination, "x/y:1"]).entries.count == 2)
        let name: PlacedName = "mirror.example:5000/ocp/a/two:tag"
        let named = ledger.naming([images[1].destination: name, "x/y:1": "x/y:2"])
        #expect(named.entries[name]?.image.digest == images[1].digest)
        #expect(named.entries[name]?.image.destination == name && named.entries[images[1].destination] == nil)
        // A name that something else has already is not given away.
        let taken = ledger.naming([images[0].destination: images[1].destination])
        #expect(taken.entries[images[1].destination]?.image.digest == images[1].digest)
    }
}
