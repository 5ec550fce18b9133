// SPDX-License-Identifier: Apache-2.0

import OCI
import Planning
import SequenceMetadata
import TestSupport
import Testing

@Suite("What earlier archives of v1 brought")
struct SequencedTargetTests {
    @Test("is known by its tags and its layers, and nothing else is")
    func known() async throws {
        var bench = try SequenceBench()
        let lines = try SequenceBench.lines()
        _ = try bench.run(lines)
        let target = SequencedTarget(after: bench.metadata)
        for line in lines {
            let repository = try Repository("localhost/\(line.repository)")
            #expect(try await target.digest(of: .tag(Tag(line.tag)), in: repository) == line.image.digest)
            #expect(try await target.digest(of: .tag(Tag("other")), in: repository) == nil)
            for blob in line.image.blobs.keys { #expect(try await target.hasBlob(blob, in: repository)) }
            #expect(try await !target.hasBlob(Digest(of: [1, 2, 3]), in: repository))
            #expect(!target.isLost(line.image.digest))
        }
    }

    @Test("is nothing for a new workspace")
    func new() async throws {
        let target = SequencedTarget(after: nil)
        let repository = try Repository("localhost/a")
        #expect(try await target.digest(of: .tag(Tag("1")), in: repository) == nil)
        #expect(try await !target.hasBlob(Digest(of: []), in: repository))
        #expect(try await target.listsReferrers(in: repository))
    }
}
