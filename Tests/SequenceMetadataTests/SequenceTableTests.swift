// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import SequenceMetadata
import Testing

/// Order and consistency, over all small numbers, against the rules said in other words.
@Suite("Sequences of three places")
struct SequenceTableTests {
    private static let numbers: [Int?] = [nil] + (1...5).map { $0 }

    @Test("accept exactly the first, the next and the same sequence")
    func order() throws {
        let uid = try #require(WorkspaceID(SampleMetadata.uid))
        for stored in Self.numbers {
            for found in 1...6 {
                let target = try stored.map { try SampleMetadata.metadata(sequence: $0) }
                let order = Result { try SequenceOrder(of: SampleMetadata.metadata(sequence: found), after: target) }
                let next = (stored ?? 0) + 1
                switch order {
                case .success(.first): #expect(stored == nil && found == 1)
                case .success(.next): #expect(stored != nil && found == next)
                case .success(.same): #expect(stored == found)
                case .success(.singleUse): Issue.record("it is part of a sequence")
                case .failure(let error):
                    #expect(found != next && found != stored)
                    let refusal = try #require(error as? SequenceOrderError)
                    #expect(refusal.expected == next && refusal.found == found && refusal.uid == uid)
                    #expect(refusal.kind == (found < next ? .repeated : .gap))
                    let remedy = try #require(refusal.explanation.remedy)
                    #expect(remedy.contains("mirror_seq\(next)_000000.tar"))
                    #expect(remedy.contains("mirror_seq\(found)_") == false)
                }
            }
        }
    }

    @Test("are compared without a gap in the cases")
    func consistency() {
        for source in Self.numbers {
            for target in Self.numbers {
                let backend = SequenceConsistency(source: source, target: target).backend
                let (kept, held) = (source ?? 0, target ?? 0)
                switch backend {
                case .fresh: #expect(source == nil && target == nil)
                case .inSync(let number): #expect(source == number && target == number)
                case .unpublished(let range): #expect(Array(range) == Array(held + 1...kept) && kept > held)
                case .restored(let old, let new): #expect(source == old && target == new && old < new)
                case .orphaned(let number): #expect(source == nil && target == number)
                }
                for archive in 1...6 {
                    switch SequenceConsistency(source: source, target: target, archive: archive).archive {
                    case .nothingToDo: #expect(archive == target)
                    case .applicable: #expect(archive == held + 1)
                    case .outOfOrder(let expected, let found):
                        #expect(expected == held + 1 && found == archive && found != target && found != expected)
                    case nil: Issue.record("an archive was given")
                    }
                }
                #expect(SequenceConsistency(source: source, target: target).archive == nil)
            }
        }
    }

    private static let told: [(Int?, Int?, Int?, [Finding.Severity])] = [
        (nil, nil, nil, []), (3, 3, nil, []), (3, 3, 4, []), (3, 2, nil, [.note]), (2, 3, nil, [.warning]),
        (nil, 3, nil, [.warning]), (3, 3, 3, [.note]), (3, 3, 5, [.error]), (3, 3, 1, [.error]),
        (5, 2, 4, [.note, .error]), (nil, nil, 1, []), (nil, nil, 2, [.error]),
    ]

    @Test("are told where somebody should know", arguments: told)
    func findings(source: Int?, target: Int?, archive: Int?, severities: [Finding.Severity]) throws {
        let uid = try #require(WorkspaceID(SampleMetadata.uid))
        let findings = SequenceConsistency(source: source, target: target, archive: archive).findings(of: uid)
        #expect(findings.map(\.severity) == severities)
        for finding in findings where finding.severity != .error {
            #expect(finding.summary.contains(SampleMetadata.uid))
        }
    }

    @Test(
        "are listed by the names of their archives",
        arguments: [
            (1, "mirror_seq4_*.tar"), (2, "mirror_seq4_*.tar and mirror_seq5_*.tar"),
            (3, "mirror_seq4_*.tar, mirror_seq5_*.tar and mirror_seq6_*.tar"),
            (4, "mirror_seq4_*.tar to mirror_seq7_*.tar"),
            (9, "mirror_seq4_*.tar to mirror_seq12_*.tar"),
        ]
    )
    func unpublished(count: Int, names: String) throws {
        let uid = try #require(WorkspaceID(SampleMetadata.uid))
        let finding = try #require(SequenceConsistency(source: 3 + count, target: 3).findings(of: uid).first)
        #expect(finding.summary.hasSuffix(names), "\(finding.summary)")
    }
}
