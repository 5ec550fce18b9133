// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans
import Resolution
import Sections
import Testing

@Suite("What sections came to")
struct SectionFindingsTests {
    /// A section that comes to one thing.
    private struct Section: ConfigurationSection {
        let name: SectionName
        var isAsked = true
        let result: @Sendable () throws -> Contribution

        func isAsked(by mirror: MirrorSection) -> Bool { isAsked }

        func contribution(to configuration: NamedConfiguration, in _: ResolutionContext) throws -> Contribution {
            try result()
        }

        func holding(at _: HoldingContext) throws -> any SectionHolding { throw Failure() }
    }

    private struct Failure: Error {}

    private static func wrong(_ summary: String, omitted: Int = 0) -> FindingsError {
        FindingsError([Finding(.error, .duplicate, summary)], omitted: omitted)
    }

    private func findings(_ sections: [any ConfigurationSection]) async throws -> SectionFindings {
        let configuration = try SampleContext.configuration("  additionalImages: []")
        return try await sections.findings(on: configuration, in: try SampleContext.planning)
    }

    @Test("is whole where nothing is wrong, in the order of the sections")
    func whole() async throws {
        let contributions = ["a", "b"].map { Contribution(findings: [Finding(.note, .tagAndDigest, $0)]) }
        let findings = try await findings([
            Section(name: .platform) { contributions[0] }, Section(name: .operators) { contributions[1] },
        ])
        #expect(try findings.whole() == contributions)
    }

    @Test("tells of everything that is wrong, and keeps what the other sections came to")
    func wrong() async throws {
        let found = Contribution(findings: [Finding(.error, .sourceMissing, "x")])
        let findings = try await findings([
            Section(name: .platform) { throw Self.wrong("one", omitted: 2) },
            Section(name: .operators) { found },
            Section(name: .additionalImages) { throw Self.wrong("two", omitted: 1) },
        ])
        #expect(findings.contributions == [found])
        let error = #expect(throws: FindingsError.self) { try findings.whole() }
        #expect(error?.findings.map(\.summary) == ["one", "two"])
        #expect(error?.omitted == 3)
    }

    @Test("is not asked for where a configuration does not ask")
    func notAsked() async throws {
        let silent = Section(name: .platform, isAsked: false) { throw Failure() }
        #expect(try await findings([silent]).whole() == [])
    }

    @Test("does not hide a failure that is no finding about the configuration")
    func failure() async throws {
        await #expect(throws: Failure.self) { try await findings([Section(name: .platform) { throw Failure() }]) }
    }
}
