// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import OCI
import Plans
import TestSupport
import Testing

private func name(_ destination: PlacedName) -> String? { ResourceNames().names(of: [destination])[destination] }

/// The six digits that stand behind the name of a destination where more has to be said.
private func digits(_ destination: PlacedName) -> String {
    String(Digest(of: Array(destination.description.utf8)).hex.prefix(6))
}

@Suite("The names of catalogs")
struct ResourceNamesTests {
    @Test(
        "say which catalog it is",
        arguments: [
            ("reg:5000/redhat/redhat-operator-index:v4.18", "redhat-operator-index-v4-18"),
            ("reg:5000/redhat/redhat-operator-index:v4.15", "redhat-operator-index-v4-15"),
            ("reg/ns/my.own_index:Latest", "my-own-index-latest"),
            ("reg/ns/index:1.2.3-4.5.6-7.8.9", "index-1-2-3-4-5-6"),
            // The twelfth character of the tag is no letter.
            ("reg/ns/index:v4.18-2024-01-01", "index-v4-18-2024-0"),
            ("reg/ns/index:abcdefghijk.more", "index-abcdefghijk"),
            ("reg/ns/index:_._", "index"),
            ("reg/ns/index:sha256-0123456789abcdef", "index-sha256-01234"),
        ] as [(PlacedName, String)]
    )
    func sayWhich(destination: PlacedName, expected: String) { #expect(name(destination) == expected) }

    @Test("have digits of the destination where two catalogs would be called alike")
    func collisions() {
        let one: PlacedName = "reg/a/index:v4.18"
        let two: PlacedName = "reg/b/index:v4.18"
        let three: PlacedName = "reg/b/index:v4-18"
        let names = ResourceNames().names(of: [three, two, one])
        #expect(names[one] == "index-v4-18")
        #expect(names[two] == "index-v4-18-\(digits(two))" || names[three] == "index-v4-18-\(digits(three))")
        #expect(Set(names.values).count == 3)
        let tags = ResourceNames().names(of: ["reg/index:2024-01-01-morning", "reg/index:2024-01-01-mourning"])
        #expect(tags["reg/index:2024-01-01-morning"] == "index-2024-01-01-m")
        #expect(
            tags["reg/index:2024-01-01-mourning"] == "index-2024-01-01-m-\(digits("reg/index:2024-01-01-mourning"))"
        )
    }

    @Test("are cut to what a label of DNS holds, with digits that tell what was cut")
    func longNames() throws {
        let long = "reg/ns/" + String(repeating: "long-", count: 12) + "index:v4.18"
        let found = try #require(name(PlacedName(long)))
        #expect(found == "long-long-long-long-long-long-long-long-long-long-lon-\(digits(PlacedName(long)))")
        #expect("cs-\(found)".utf8.count == 63)
        // The cut falls behind a dash, which a name does not end with.
        let dashed = "reg/ns/" + String(repeating: "a", count: 52) + "-index:v4.18"
        #expect(name(PlacedName(dashed)) == String(repeating: "a", count: 52) + "-" + digits(PlacedName(dashed)))
        let fitting = "reg/ns/" + String(repeating: "a", count: 54) + ":v4.18"
        #expect(name(PlacedName(fitting)) == String(repeating: "a", count: 54) + "-v4-18")
    }

    @Test("stay with their catalog, and are not taken over while the ledger knows it")
    func known() {
        let known: [PlacedName: String] = [
            "reg/b/index:v1": "index-v1", "reg/c/index:v1": "chosen-by-an-earlier-version",
        ]
        let names = ResourceNames(known: known).names(of: ["reg/a/index:v1", "reg/c/index:v1"])
        #expect(
            names == [
                "reg/a/index:v1": "index-v1-\(digits("reg/a/index:v1"))",
                "reg/c/index:v1": "chosen-by-an-earlier-version",
            ]
        )
        #expect(ResourceNames(known: known).names(of: ["reg/b/index:v1"]) == ["reg/b/index:v1": "index-v1"])
    }

    @Test("are given anew where the ledger was edited so that it holds nonsense")
    func nonsense() {
        let known: [PlacedName: String] = [
            "reg/a/index:v1": "../../x", "reg/b/index:v1": "same", "reg/c/index:v1": "same",
        ]
        let names = ResourceNames(known: known).names(of: known.keys)
        #expect(names["reg/a/index:v1"] == "index-v1")
        #expect(names["reg/b/index:v1"] == "same")
        #expect(names["reg/c/index:v1"] == "index-v1-\(digits("reg/c/index:v1"))")
    }

    @Test("are always valid, never alike, and never change when catalogs come beside them")
    func properties() {
        var generator = SeededGenerator(seed: 6)
        let pieces = ["a", "b", "index", "1", ".", "-", "_", "v4", "long-name-of-a-catalog-that-goes-on"]
        func text(_ count: ClosedRange<Int>) -> String {
            (0..<Int.random(in: count, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
                .joined()
        }
        for _ in 0..<300 {
            var known: [PlacedName: String] = [:]
            for _ in 0..<4 {
                let added = (0..<8).map { _ in PlacedName("reg:5000/\(text(1...2))/\(text(1...5)):\(text(1...6))") }
                let names = ResourceNames(known: known).names(of: added + known.keys)
                #expect(names.values.allSatisfy(CatalogFacts.isName))
                #expect(Set(names.values).count == names.count)
                for (destination, name) in known { #expect(names[destination] == name) }
                #expect(
                    ResourceNames(known: known).names(of: (added + known.keys).shuffled(using: &generator)) == names
                )
                known = names
            }
        }
    }
}
