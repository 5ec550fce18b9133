// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Testing
@testable import Plans

@testable import Histories

@Suite("A set of volumes in a folder")
struct FoundSetTests {
    private let plan = Sample.digest("one")

    @Test("makes its record from volumes whose checksums are known")
    func record() {
        let volumes = [Sample.volume(3, indexed: "sum 3"), Sample.volume(4, audit: Sample.audit(4, "sum 4"))]
        let set = Sample.set(plan, volumes, first: 3)
        #expect(set.record() == Sample.record(plan, [3, 4], finished: "1970-01-05T00:00:00Z"))
        #expect(set.missing.isEmpty && set.numbers == 3..<5)
        #expect(Sample.set(plan, [volumes[0], Sample.volume(4)], first: 3).record() == nil)
    }

    @Test("keeps what an earlier record says of volumes that are not there")
    func correcting() {
        let set = Sample.set(plan, [Sample.volume(2, size: 1024, indexed: "sum 2")], first: 1, parts: 2)
        #expect(set.missing == [VolumeName(1)])
        #expect(set.record() == nil)
        let old = Sample.record(plan, [1, 2])
        var corrected = old
        corrected.volumes[1].size = 1024
        #expect(set.record(correcting: old) == corrected)
        // A record that lacks the volume cannot tell of it.
        #expect(set.record(correcting: Sample.record(plan, [2])) == nil)
    }
}
