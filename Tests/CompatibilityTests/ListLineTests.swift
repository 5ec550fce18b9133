// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import OCI
import Releases
import Testing

@testable import Compatibility

@Suite("Command lines that list")
struct ListLineTests {
    @Test(
        "releases",
        arguments: [
            ("oc-mirror list releases", .minorVersions),
            ("oc-mirror list releases --version=4.8", .stable(.made("4.8"), [.amd64])),
            ("oc-mirror list releases --version=4.8.3", .stable(.made("4.8"), [.amd64])),
            ("oc-mirror list releases --channels --version=4.8", .channels(.made("4.8"), [.amd64])),
            ("oc-mirror list releases --channel=stable-4.16", .channel("stable-4.16", [.amd64])),
            (
                "oc-mirror list releases --channel=stable-4.16 --filter-by-archs=arm64,amd64,arm64",
                .channel("stable-4.16", [.arm64, .amd64])
            ),
            (
                "oc-mirror list releases --channels --version=4.13 --filter-by-archs amd64,arm64,ppc64le,s390x,multi",
                .channels(.made("4.13"), ReleaseArchitecture.allCases)
            ),
        ] as [(Line, ReleaseListing)]
    )
    func releases(line: Line, listing: ReleaseListing) throws {
        let invocation = try line.invocation()
        #expect(invocation.work == .listReleases(listing) && invocation.notes.isEmpty)
    }

    private static let catalog = "registry.redhat.io/redhat/redhat-operator-index:v4.17"

    @Test("operators")
    func operators() throws {
        let catalog = try ImageSource(Self.catalog)
        let version = MinorVersion.made("4.17")
        let lines: [(String, OperatorListing)] = [
            ("", .versions), ("--catalogs --version=4.17", .catalogs(version)), ("--version=4.17", .catalogs(version)),
            ("--catalog=\(Self.catalog)", .operators(of: catalog)),
            ("--catalog=\(Self.catalog) --package=jaeger-product", .channels(of: "jaeger-product", in: catalog)),
            (
                "--catalog=\(Self.catalog) --package=jaeger-product --channel=stable",
                .versionsOf(channel: "stable", of: "jaeger-product", in: catalog)
            ),
            ("--catalog=oci:///srv/index --package=a", .channels(of: "a", in: .layout(path: "/srv/index"))),
        ]
        for (flags, listing) in lines {
            let invocation = try Line(stringLiteral: "oc-mirror list operators \(flags)").invocation()
            #expect(invocation.work == .listOperators(listing) && invocation.notes.isEmpty, "\(flags)")
        }
    }

    @Test(
        "note what has no effect",
        arguments: [
            ("oc-mirror list releases --channel=x --version=4.8", .version),
            ("oc-mirror list releases --filter-by-archs=arm64", .filterByArchs),
            ("oc-mirror list operators --catalog=a/b:c --version=4.8", .version), ("oc-mirror list releases all", nil),
            ("oc-mirror version now", nil),
        ] as [(Line, FlagName?)]
    )
    func notes(line: Line, flag: FlagName?) throws {
        #expect(try line.invocation().notes.map(\.flag) == [flag])
    }
}

extension MinorVersion {
    /// A version that the test knows to be one.
    static func made(_ text: String) -> MinorVersion {
        guard let version = MinorVersion(text) else { preconditionFailure(text) }
        return version
    }
}
