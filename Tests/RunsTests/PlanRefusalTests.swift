// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import Releases
import Runs
import Testing

@Suite("Why there is no plan")
struct PlanRefusalTests {
    private static let error = Finding(.error, .sourceMissing, "quay.io/a is not there")
    private static let note = Finding(.note, .tagAndDigest, "a tag is not read")

    @Test("is an error, reported with all other findings")
    func checks() {
        #expect(PlanRefusal([]) == nil)
        #expect(PlanRefusal([Self.note, Finding(.warning, .unusedOption, "x")]) == nil)
        let refusal = PlanRefusal([Self.note, Self.error])
        #expect(refusal?.findings == [Self.note, Self.error])
        #expect(refusal?.mistakes == nil)
        #expect(refusal?.description == "quay.io/a is not there")
    }

    @Test("is what is wrong with the configuration, with the errors of sections that could be resolved")
    func findings() {
        let wrong = FindingsError([Finding(.error, .duplicate, "a version is wrong")])
        let refusal = PlanRefusal(wrong, [Self.note, Self.error])
        #expect(refusal.findings == [Self.error])
        #expect(refusal.mistakes == wrong)
        #expect(refusal.description == "quay.io/a is not there\n\(wrong)")
    }

    @Test(
        "published catalogs: the latest versions that have some are named",
        arguments: [
            ([], "no catalog is published for OpenShift 9.9\nThere are none at all."),
            (["4.18"], "no catalog is published for OpenShift 9.9\nThe latest are for 4.18."),
            (
                ["4.12", "4.13", "4.14", "4.15", "4.16", "4.17", "4.18"],
                "no catalog is published for OpenShift 9.9\nThe latest are for 4.13, 4.14, 4.15, 4.16, 4.17, 4.18."
            ),
        ] as [([String], String)]
    )
    func published(versions: [String], text: String) throws {
        let error = NoPublishedCatalog(
            version: try #require(MinorVersion("9.9")),
            published: try versions.map { try #require(MinorVersion($0)) }
        )
        #expect(error.description == text)
    }
}
