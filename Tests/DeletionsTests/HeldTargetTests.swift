// SPDX-License-Identifier: Apache-2.0

import Deletions
import Diagnostics
import Downloads
import HTTPTransport
import ImageAccess
import MirrorConfiguration
import OCI
import Plans
import Registry
import Resolution
import Scheduling
import Sections
import TestSupport
import Testing

/// How a target asks its sections; these are made of values.
@Suite("A target and its sections")
struct HeldTargetTests {
    /// A section that answers what it was made with, and remembers what it was asked.
    private struct ScriptedSection: ConfigurationSection, SectionHolding {
        let name: SectionName
        let log: Guarded<[String]>
        var image: DesiredImage?
        var wrong: String?
        var needed: (Destination, who: String)?

        func isAsked(by mirror: MirrorSection) -> Bool { mirror.sections[name] != nil }

        func contribution(to configuration: NamedConfiguration, in _: ResolutionContext) -> Contribution {
            Contribution()
        }

        func holding(at _: HoldingContext) -> any SectionHolding { self }

        func contribution(to configuration: NamedConfiguration, for purpose: HeldPurpose) throws -> Contribution {
            log.withLock { $0.append("\(purpose) \(name)") }
            if let wrong { throw FindingsError([Finding(.error, .duplicate, wrong)]) }
            return Contribution(images: image.map { [$0] } ?? [])
        }

        func needs(besides departing: DepartingImages) -> NeededImages {
            log.withLock { $0.append("needs of \(name) besides \(departing.going.count)") }
            var images = NeededImages()
            if let needed { images.need(needed.0, by: needed.who) }
            return images
        }
    }

    private let log = Guarded<[String]>([])

    private var questions: [String] { log.withLock { $0 } }

    private func target(_ sections: [ScriptedSection]) async throws -> HeldTarget {
        struct NoCache: Error {}
        let mapping = DestinationMapping(target: try Fixture.target)
        let context = HoldingContext(
            target: KnownTarget(mapping: mapping, ledger: Fixture.ledger()),
            registry: .test(.destination),
            sources: SourceAccess(
                library: ImageLibrary(client: .test()),
                downloader: Downloader(transport: CurlTransport(.init(version: "test")))
            ),
            exactChannels: false,
            services: RunServices(environment: [:], openCache: { throw NoCache() })
        )
        return try await HeldTarget(context, sections: sections)
    }

    /// A configuration that asks for additional images and for operators.
    private static func configuration() throws -> NamedConfiguration {
        let text = """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              operators:
              - catalog: quay.io/index:1
              additionalImages:
              - name: quay.io/a/one:1

            """
        return NamedConfiguration(
            name: "isc.yaml",
            configuration: try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml")
        )
    }

    @Test("asks those that a configuration asks for, in their order", arguments: [HeldPurpose.deleting, .keeping])
    func images(purpose: HeldPurpose) async throws {
        let images = try ["a/one:1", "b/two:1"].map { try Fixture.image("quay.io/\($0)", at: $0) }
        let target = try await target([
            ScriptedSection(name: .platform, log: log, wrong: "never asked"),
            ScriptedSection(name: .operators, log: log, image: images[1]),
            ScriptedSection(name: .additionalImages, log: log, image: images[0]),
        ])
        let state = try await target.images(of: try Self.configuration(), for: purpose)
        #expect(state.images == images)
        #expect(state.configuration.path == "isc.yaml")
        #expect(questions == ["\(purpose) operators", "\(purpose) additionalImages"])
    }

    @Test("tells what is wrong in all of them")
    func wrong() async throws {
        let target = try await target([
            ScriptedSection(name: .operators, log: log, wrong: "one"),
            ScriptedSection(name: .additionalImages, log: log, wrong: "two"),
        ])
        let configuration = try Self.configuration()
        let error = await #expect(throws: FindingsError.self) {
            try await target.images(of: configuration, for: .deleting)
        }
        #expect(error?.findings.map(\.summary) == ["one", "two"])
    }

    @Test("needs what any of them needs, whether or not a configuration asks for it")
    func needs() async throws {
        let (one, two) = (try Fixture.place("a/one:1"), try Fixture.place("b/two:1"))
        let target = try await target([
            ScriptedSection(name: .platform, log: log, needed: (one, "a release")),
            ScriptedSection(name: .helm, log: log, needed: (two, "a chart")),
            ScriptedSection(name: .operators, log: log, needed: (one, "a bundle")),
        ])
        var kept = NeededImages()
        kept.need(one, by: "keep.yaml wants it")
        let requested = try ["a/one:1", "b/two:1"].map { try Fixture.image("quay.io/\($0)", at: $0) }
        let needed = try await target.needs(besides: DepartingImages(requested, except: kept))
        #expect(
            try needed.users(["a/one", "b/two"]) == ["a/one:1": ["a release", "a bundle"], "b/two:1": ["a chart"]]
        )
        #expect(questions == ["platform", "helm", "operators"].map { "needs of \($0) besides 1" })
    }
}
