// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import Sections
import Testing

@Suite("Sections of which a target holds just what is asked for")
struct PlainSectionTests {
    /// What each section comes to, when a plan is made and at a target.
    private func answers(
        _ section: any ConfigurationSection,
        _ configuration: NamedConfiguration
    ) async throws -> [Result<Contribution, FindingsError>] {
        func answer(_ body: () async throws -> Contribution) async throws -> Result<Contribution, FindingsError> {
            do {
                return .success(try await body())
            } catch let error as FindingsError {
                return .failure(error)
            }
        }
        let holding = try await section.holding(at: try SampleContext.holding)
        return [
            try await answer { try await section.contribution(to: configuration, in: try SampleContext.planning) },
            try await answer { try await holding.contribution(to: configuration, for: .deleting) },
            try await answer { try await holding.contribution(to: configuration, for: .keeping) },
        ]
    }

    /// An element of `additionalImages`, and the image's place at the target.
    @Test(
        "are the images at their places, wherever they are asked for",
        arguments: [
            ("name: quay.io/a/b:1", "a/b:1"), ("{name: quay.io/a/b:1, targetRepo: c/d}", "c/d:1"),
            ("{name: quay.io/a/b:1, targetTag: v2}", "a/b:v2"),
            ("{name: quay.io/a/b:1, targetRepo: c/d, targetTag: v2}", "c/d:v2"),
        ]
    )
    func additionalImages(element: String, place: String) async throws {
        for kind in [ConfigurationKind.mirror, .deletion] {
            let configuration = try SampleContext.configuration("  additionalImages:\n  - \(element)", kind: kind)
            for answer in try await answers(AdditionalImagesSection(), configuration) {
                let contribution = try answer.get()
                let image = try #require(contribution.images.first)
                #expect(contribution.images.count == 1)
                #expect("\(image.destination)" == "mirror.example:5000/ocp/\(place)")
                #expect(image.type == .additionalImage)
                #expect(image.requestedBy == ["\(kind.section).additionalImages[0]"])
                #expect(contribution.findings.isEmpty && contribution.records.isEmpty)
            }
        }
    }

    @Test("are at the places of oc-mirror v1 if the configuration is its own, and each has one of its own")
    func versionOne() async throws {
        let (one, two) = (Digest(of: [1]), Digest(of: [2]))
        let rows: [(names: [String], places: [String])] = [
            (["quay.io/a/b@\(one)"], ["a/b:latest"]), (["quay.io/a/b"], ["a/b:latest"]),
            (
                ["quay.io/a/b@\(one)", "quay.io/a/b@\(two)"],
                ["a/b:\(one.hex.prefix(8))", "a/b:\(two.hex.prefix(8))"]
            ),
            (["quay.io/a/b@\(one)", "quay.io/a/b:1", "quay.io/c/b@\(two)"], ["a/b:latest", "a/b:1", "c/b:latest"]),
        ]
        for row in rows {
            let elements = row.names.map { "  - name: \($0)" }.joined(separator: "\n")
            let configuration = try SampleContext.configuration("  additionalImages:\n\(elements)", version: "v1alpha2")
            for answer in try await answers(AdditionalImagesSection(), configuration) {
                let contribution = try answer.get()
                #expect(
                    contribution.images.map { "\($0.destination)" }
                        == row.places.map { "mirror.example:5000/ocp/\($0)" }
                )
                let shared = contribution.findings.filter { $0.code == .differsFromVersionOne }.count
                #expect(shared == row.places.filter { !$0.hasSuffix("latest") && !$0.hasSuffix(":1") }.count)
            }
        }
    }

    @Test("tell that a tag beside a digest is not read")
    func tagAndDigest() async throws {
        let digest = Digest(of: [])
        let configuration = try SampleContext.configuration("  additionalImages:\n  - name: quay.io/a/b:1@\(digest)")
        for answer in try await answers(AdditionalImagesSection(), configuration) {
            let checks = try answer.get().findings
            #expect(checks.map(\.severity) == [.note])
            #expect(checks.first?.message.hasSuffix("its tag `1` is not read") == true)
        }
    }

    @Test("need nothing, and no document travels with them")
    func nothingElse() async throws {
        let section: any ConfigurationSection = AdditionalImagesSection()
        let context = try SampleContext.planning
        let desired = DesiredState(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
            target: context.mapping.target,
            images: []
        )
        #expect(try await section.documents(of: desired, in: context.services).isEmpty)
        let holding = try await section.holding(at: try SampleContext.holding)
        #expect(try await holding.needs(besides: DepartingImages([])) == NeededImages())
        #expect(try section.relocations.isEmpty)
    }
}
