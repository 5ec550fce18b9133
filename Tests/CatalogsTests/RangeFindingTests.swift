// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Plans
import TestSupport
import Testing

/// What a reviewer is told about versions.
struct RangeFindingTests {
    @Test func `What is kept outside of a range is a warning with the bounds that ask for it`() throws {
        let package = CatalogPackage(["3.0.0 > 1.5.0 ! 1.0.0", "1.5.0 > 0.5.0", "1.0.0", "0.5.0 > 1.1.0", "1.1.0"])
        let selection = try select(package, "packages: [{name: op, minVersion: 1.0.0, maxVersion: '2'}]")
        #expect(selection.text == ["c: 0.5.0 1.0.0 1.1.0 1.5.0 3.0.0"])
        #expect(
            selection.findings == [
                Finding(
                    .warning,
                    "kept-outside-range",
                    "op in index:v1: the channel `c` keeps `0.5.0` and `3.0.0` outside of >=1.0.0 <=2, because its "
                        + "updates lead through there",
                    remedy: "`minVersion: 0.5.0` and `maxVersion: 3.0.0` would include them",
                    at: "isc.yaml:6:39"
                )
            ]
        )
    }

    @Test func `Newer entries are kept for what they alone skip, as opm asks for it`() throws {
        let package = CatalogPackage(["5 > 4", "4 > 3 ! 1", "3 > 2 ! 2", "2 > 1", "1"].map { $0.numbered })
        let selection = try select(package, "packages: [{name: op, maxVersion: 3.0.0}]")
        #expect(selection.text == ["c: 1.0.0 2.0.0 3.0.0 4.0.0"])
        #expect(selection.codes == ["warning kept-outside-range"])
        #expect(selection.findings[0].text.hasSuffix("\n`maxVersion: 4.0.0` would include it"))
    }

    @Test func `A release number that precedes the bound is pointed out`() throws {
        let package = CatalogPackage(["1.51.0-1 > 1.47.1-5", "1.47.1-5 > 1.47.1-2", "1.47.1-2 > 1.42.0-5", "1.42.0-5"])
        let selection = try select(package, "packages: [{name: op, minVersion: 1.47.1}]")
        #expect(selection.text == ["c: 1.51.0-1"])
        #expect(
            selection.findings == [
                Finding(
                    .note,
                    "just-outside-range",
                    "op in index:v1: `1.47.1-2` and `1.47.1-5` are not in >=1.47.1, because 1.47.1-2 precedes 1.47.1",
                    remedy: "`minVersion: 1.47.1-0` would include them",
                    at: "isc.yaml:6:39"
                )
            ]
        )
        #expect(try select(package, "packages: [{name: op, minVersion: 1.47.1-0}]").findings.isEmpty)
        let partial = try select(package, "packages: [{name: op, minVersion: '1.51'}]")
        #expect(partial.codes == ["error no-bundle-in-range", "note just-outside-range"])
        #expect(partial.findings[1].text.contains("`minVersion: 1.51.0-0`"))
    }

    @Test func `Channels without a bundle in range are left out with a note`() throws {
        let selection = try select(CatalogPackage(PackageFilterTests.two), "packages: [{name: op, maxVersion: '1'}]")
        #expect(selection.text == ["stable: op.v1.0.0 op.v1.1.0"])
        #expect(
            selection.findings == [
                Finding(
                    .note,
                    "empty-channel",
                    "op in index:v1: the channel `beta` has no bundle in <=1; left out",
                    at: "isc.yaml:6:39"
                )
            ]
        )
    }

    @Test(
        "Of builds of one version the one that is written is taken, or else the highest",
        arguments: [
            ("1.0.0", "a"), ("1.0.0+9", "b"), ("1.0.0+10", "c"), ("1.0.0+x", "d"), ("1.0.0+10.1", "e"),
            // Nobody has this one.
            ("1.0.0+8", "d"),
        ]
    )
    func builds(version: String, taken: String) throws {
        var made = TestOperator("op", default: "c", [("c", ["e > d", "d > c", "c > b", "b > a", "a"])])
        made.versions = ["a": "1.0.0", "b": "1.0.0+9", "c": "1.0.0+10", "d": "1.0.0+x", "e": "1.0.0+10.1"]
        let request = "packages: [{name: op, minVersion: \(version), maxVersion: \(version)}]"
        let selection = try select(CatalogPackage(made), request)
        #expect(selection.text == ["c: \(taken)"])
        #expect(selection.codes == ["note several-builds"])
        #expect(selection.findings[0].text.hasSuffix("which differ only in build metadata; `\(taken)` is used"))
    }

    @Test func `Of builds of which none is meant, one of the default channel is taken`() throws {
        var made = TestOperator("op", default: "c", [("b", ["y"]), ("c", ["x"])])
        made.versions = ["x": "1.0.0+1", "y": "1.0.0+2"]
        let selection = try select(CatalogPackage(made), "packages: [{name: op, minVersion: 1.0.0, maxVersion: 1.0.0}]")
        #expect(selection.text == ["c: x"])
        #expect(selection.codes == ["note several-builds", "note empty-channel"])
    }
}

extension String {
    /// Turns each number into a version.
    fileprivate var numbered: String {
        String(flatMap { $0.isNumber ? "\($0).0.0" : String($0) })
    }
}
