// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import Plans
import TestSupport
import Testing

@Suite("The names of catalogs by the rules of oc-mirror v1")
struct VersionOneCatalogNamesTests {
    @Test(
        "are labels of DNS",
        arguments: [
            ("abc/def", "abc-def"), ("ab0/de9", "ab0-de9"), ("123456789", "123456789"), ("诶比西", "0"),
            ("诶比西/def", "def"),
            ("诶abc比de西f", "abc-de-f"), ("-", "0"), ("/////", "0"), ("", "0"), ("abC", "abc"), ("a-", "a-0"),
            (
                "abcd/efgh/ijkl/mnop/qrst/uvwx/yzab/cdef/ghij/klmn/opqr/stuvwx",
                "abcd-efgh-ijkl-mnop-qrst-uvwx-yzab-cdef-ghij-klmn-opqr-stuvw"
            ),
            (
                "abcd/efgh/ijkl/mnop/qrst/uvwx/yzab/cdef/ghij/klmn/opqr/stuv/wxyz/abcd",
                "abcd-efgh-ijkl-mnop-qrst-uvwx-yzab-cdef-ghij-klmn-opqr-stu-0"
            ),
        ]
    )
    func labels(text: String, expected: String) {
        let name = VersionOneCatalogName(spelling: text).text
        #expect(name == expected)
        #expect(CatalogFacts.isName(name))
    }

    @Test(
        "come from the path of the repository without its first component",
        arguments: [
            ("reg:5000/redhat/redhat-operator-index:v4.12", "reg:5000", "redhat-operator-index"),
            ("reg:5000/ns/redhat/redhat-operator-index:v4.12", "reg:5000/ns", "redhat-operator-index"),
            ("reg:5000/a/b/acme/curated-index:1", "reg:5000/a/b", "curated-index"),
            ("reg/cp/test/common-services:2ab45f", "reg", "test-common-services"),
            ("reg/home/user/catalogs/test-catalog-latest:8d3360", "reg", "user-catalogs-test-catalog-latest"),
            ("reg/index:v1", "reg", "index"), ("reg:1/index:v1", "other", "index"),
        ] as [(PlacedName, String, String)]
    )
    func paths(destination: PlacedName, root: String, expected: String) {
        #expect(VersionOneCatalogName(of: destination, below: root).text == expected)
        #expect(ResourceNames(naming: .versionOne(root: root)).names(of: [destination]) == [destination: expected])
    }

    @Test("are numbered where they are alike, and a warning says so")
    func alike() throws {
        let old: PlacedName = "reg/redhat/index:v4.12"
        let new: PlacedName = "reg/redhat/index:v4.13"
        let other: PlacedName = "reg/certified/other:v4.13"
        let names = ResourceNames(naming: .versionOne(root: "reg"))
        #expect(names.names(of: [new, other, old]) == [old: "index", new: "index-1", other: "other"])
        let finding = try #require(names.findings(about: [new, other, old]).first)
        #expect(names.findings(about: [new, other, old]).count == 1)
        #expect(finding.code == "catalog-name" && finding.severity == .warning)
        #expect(finding.summary.contains("reg/redhat/index:v4.13 is `cs-index-1`"))
        #expect(names.findings(about: [new, other]).isEmpty)
        #expect(ResourceNames().findings(about: [new, old]).isEmpty)
    }

    @Test("stay when a further catalog comes")
    func stay() {
        let old: PlacedName = "reg/redhat/index:v4.12"
        let new: PlacedName = "reg/redhat/index:v4.13"
        let names = ResourceNames(known: [new: "index"], naming: .versionOne(root: "reg"))
        #expect(names.names(of: [old, new]) == [new: "index", old: "index-1"])
    }

    @Test("are labels with a number behind them, too")
    func longNumbers() {
        let long = VersionOneCatalogName(spelling: String(repeating: "abcd/", count: 20))
        #expect((0...1000).allSatisfy { CatalogFacts.isName(long.numbered($0)) })
        #expect(Set((0...1000).map(long.numbered)).count == 1001)
    }
}
