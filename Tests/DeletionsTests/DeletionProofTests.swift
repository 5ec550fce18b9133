// SPDX-License-Identifier: Apache-2.0

import OCI
import Testing

@testable import Deletions

@Suite("What may go of a repository")
struct DeletionProofTests {
    /// Who needs a manifest.
    enum Who: Sendable {
        case tag(String)
        case index(Int)
        case referrer(Int)
        case part(Int)

        func need() throws -> DeletionProof.Need {
            switch self {
            case .tag(let name): .tag(try OCI.Tag(name))
            case .index(let number): .index(NumberedContent.digest(number))
            case .referrer(let number): .referrer(NumberedContent.digest(number))
            case .part(let number): .part(NumberedContent.digest(number))
            }
        }
    }

    /// What of a repository is asked to go, and what then goes: manifests, tags, and who needs the rest.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var tags: [String: Int]
        var children: [Int: [Int]] = [:]
        var referrers: [Int: [Int]] = [:]
        var asked: [String]
        var kept: [String] = []
        var needed: [Int] = []
        var manifests: Set<Int>
        var vanishing: Set<String>
        var needs: [Int: [Who]] = [:]

        var testDescription: String { name }
    }

    private static let signature = "\(NumberedContent.digest(1).tagText).sig"
    private static let list = NumberedContent.digest(1).tagText

    static let cases: [Case] = [
        Case(name: "an image", tags: ["a": 1, "b": 2], asked: ["a"], manifests: [1], vanishing: ["a"]),
        Case(name: "what is not there", tags: ["b": 2], asked: ["a"], manifests: [], vanishing: []),
        Case(
            name: "an image under another tag loses the one that is asked for",
            tags: ["a": 1, "b": 1],
            asked: ["a"],
            manifests: [],
            vanishing: ["a"],
            needs: [1: [.tag("b")]]
        ),
        Case(
            name: "all tags of an image",
            tags: ["a": 1, "b": 1],
            asked: ["a", "b"],
            manifests: [1],
            vanishing: ["a", "b"]
        ),
        Case(
            name: "a tag that a configuration keeps stays, with its image",
            tags: ["a": 1],
            asked: ["a"],
            kept: ["a"],
            manifests: [],
            vanishing: []
        ),
        Case(
            name: "an index goes with its children, and not with those that another needs",
            tags: ["a": 10, "b": 11],
            children: [10: [1, 2], 11: [2, 3]],
            asked: ["a"],
            manifests: [10, 1],
            vanishing: ["a"]
        ),
        Case(
            name: "a child that has a tag stays without it as long as its index does",
            tags: ["a": 1, "b": 10],
            children: [10: [1, 2]],
            asked: ["a"],
            manifests: [],
            vanishing: ["a"],
            needs: [1: [.index(10)]]
        ),
        Case(
            name: "nested indexes go whole",
            tags: ["a": 20],
            children: [20: [10, 3], 10: [1, 2]],
            asked: ["a"],
            manifests: [20, 10, 1, 2, 3],
            vanishing: ["a"]
        ),
        Case(
            name: "signatures go with their image, also those of children",
            tags: ["a": 10, signature: 5],
            children: [10: [1]],
            asked: ["a"],
            manifests: [10, 1, 5],
            vanishing: ["a", signature]
        ),
        Case(
            name: "the signature of a child that stays, stays",
            tags: ["a": 10, "b": 11, signature: 5],
            children: [10: [1], 11: [1]],
            asked: ["a"],
            manifests: [10],
            vanishing: ["a"]
        ),
        Case(
            name: "a signature that is something else too loses its tag only",
            tags: ["a": 1, "b": 5, signature: 5],
            asked: ["a"],
            manifests: [1],
            vanishing: ["a", signature]
        ),
        Case(
            name: "referrers go with their image, and theirs with them",
            tags: ["a": 1],
            referrers: [1: [7], 7: [8]],
            asked: ["a"],
            manifests: [1, 7, 8],
            vanishing: ["a"]
        ),
        Case(
            name: "a referrer that stays keeps its image, with a name",
            tags: ["a": 1, "report": 7],
            referrers: [1: [7]],
            asked: ["a"],
            manifests: [],
            vanishing: [],
            needs: [1: [.referrer(7)]]
        ),
        Case(
            name: "an index that stays keeps its children, which need no other name",
            tags: ["a": 10, "b": 1, "report": 7],
            children: [10: [1]],
            referrers: [10: [7]],
            asked: ["a", "b"],
            manifests: [],
            vanishing: ["b"],
            needs: [10: [.referrer(7)], 1: [.index(10)]]
        ),
        Case(
            name: "what somebody pulls by digest stays, with its only tag",
            tags: ["a": 1],
            asked: ["a"],
            needed: [1],
            manifests: [],
            vanishing: [],
            needs: [1: []]
        ),
        Case(
            name: "what somebody pulls by digest loses a tag where it has another",
            tags: ["a": 1, "b": 1],
            asked: ["a"],
            needed: [1],
            manifests: [],
            vanishing: ["a"],
            needs: [1: [.tag("b")]]
        ),
        Case(
            name: "an index stays that alone leads to what somebody pulls by digest",
            tags: ["a": 10, "b": 2],
            children: [10: [1, 2]],
            asked: ["a", "b"],
            needed: [1],
            manifests: [],
            vanishing: ["b"],
            needs: [10: [.part(1)], 2: [.index(10)]]
        ),
        Case(
            name: "an index goes where another leads to what somebody pulls by digest",
            tags: ["a": 10, "b": 11],
            children: [10: [1, 2], 11: [1]],
            asked: ["a"],
            needed: [1],
            manifests: [10, 2],
            vanishing: ["a"]
        ),
        Case(
            name: "the list of referrers goes with the image, where a tag has it",
            tags: ["a": 1, list: 30],
            children: [30: [7]],
            referrers: [1: [7]],
            asked: ["a"],
            manifests: [1, 7, 30],
            vanishing: ["a", list]
        ),
        Case(
            name: "the tag of an image that was mirrored by digest is no list",
            tags: ["a": 1, list: 1],
            asked: ["a"],
            manifests: [],
            vanishing: ["a"],
            needs: [1: [.tag(list)]]
        ),
    ]

    @Test("is told by example", arguments: cases)
    func examples(example: Case) throws {
        let content = try NumberedContent.content(
            example.tags,
            children: example.children,
            referrers: example.referrers
        )
        let proof = DeletionProof(
            of: Set(try example.asked.map { try OCI.Tag($0) }),
            keeping: Set(try example.kept.map { try OCI.Tag($0) }),
            needing: Set(example.needed.map(NumberedContent.digest)),
            in: content
        )
        #expect(Set(proof.manifests.keys) == Set(example.manifests.map(NumberedContent.digest)))
        #expect(Set(proof.tags.map(\.description)) == example.vanishing)
        let needs = try example.needs.map { (NumberedContent.digest($0), try $1.map { try $0.need() }) }
        #expect(proof.needs == Dictionary(uniqueKeysWithValues: needs))
    }
}
