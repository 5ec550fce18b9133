// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Testing

@Suite struct ModelTests {
    private let configuration: ImageSetConfiguration

    init() throws { configuration = try ImageSetConfiguration(bytes: Array(everything.utf8), path: "isc.yaml") }

    @Test func keepsTheBytesAndTheirDigest() {
        #expect(configuration.bytes == Array(everything.utf8))
        #expect(configuration.digest == Digest(of: everything.utf8))
        #expect(configuration.path == "isc.yaml")
        #expect(configuration.archiveSize == Located(4, at: place(3, 14)))
    }

    @Test func readsThePlatform() throws {
        let platform = try #require(configuration.mirror.platform)
        #expect(platform.graph)
        #expect(platform.kubeVirtContainer)
        #expect(platform.architectures.map(\.value) == [.amd64, .multi])
        #expect(platform.channels.map(\.name) == ["stable-4.16", "4-scos-stable"])
        #expect(platform.channels.map(\.type) == [.ocp, .okd])
        #expect(platform.channels[0].minVersion == Located(try SemanticVersion("4.16.1"), at: place(11, 21)))
        #expect(platform.channels[0].shortestPath)
        #expect(platform.channels[1].full)
        #expect(platform.channels[1].location == place(14, 16))
        #expect(platform.location == place(6, 5))
    }

    @Test func readsTheOperators() throws {
        let operators = configuration.mirror.operators
        #expect(
            operators.map(\.text) == ["registry.redhat.io/redhat/redhat-operator-index:v4.16", "oci:///var/catalog"]
        )
        let catalog = operators[0]
        #expect(catalog.targetCatalog?.description == "mine/index")
        #expect(catalog.targetTag?.description == "v4.16-mine")
        #expect(catalog.targetCatalogSourceTemplate?.value == "templates/catalog-source.yaml")
        #expect(catalog.skipDependencies)
        #expect(catalog.platforms == [Platform(os: "linux", architecture: "arm64")])
        #expect(catalog.packages.map(\.name) == ["nfd", "kiali", "aws"])
        #expect(catalog.packages[0].defaultChannel?.value == "stable")
        #expect(catalog.packages[0].channels[0].minVersion?.value.text == "v4.16")
        #expect(catalog.packages[1].maxVersion?.value.text == "2.0")
        #expect(catalog.packages[2].bundles.map(\.value) == ["aws.v1.0.0"])
        #expect(operators[1].source == .layout(path: "/var/catalog"))
        #expect(operators[1].full)
    }

    @Test func readsTheAdditionalImages() throws {
        let images = configuration.mirror.additionalImages
        #expect(images.map(\.source.description) == images.map(\.text))
        #expect(images[0].targetRepo?.description == "base/ubi")
        #expect(images[0].targetTag?.description == "9")
        #expect(images[0].platforms == [Platform(os: "linux", architecture: "amd64")])
        #expect(images[0].location == place(36, 13))
    }

    @Test func readsTheHelmCharts() throws {
        let helm = try #require(configuration.mirror.helm)
        #expect(helm.repositories.map(\.name) == ["podinfo", "all"])
        #expect(helm.repositories[0].charts?.map(\.version?.value) == ["5.0.0"])
        #expect(helm.repositories[0].charts?[0].choices.imagePathTexts == ["{.spec.image}"])
        #expect(helm.repositories[1].charts == nil)
        #expect(helm.local.map(\.path) == ["/charts/mine.tgz"])
    }

    @Test func tellsWhereEachSectionStands() {
        #expect(configuration.mirror.sections[.operators] == place(15, 3))
        #expect(Set(configuration.mirror.sections.keys) == Set(SectionName.allCases))
    }

    @Test func blocksWhatAPatternMatches() {
        let blocked = configuration.mirror.blockedImages[0]
        #expect(blocked.matches("quay.io/a/b-beta:1"))
        #expect(!blocked.matches("mirror.example/quay.io/a/b-beta:1"))
    }

    @Test func tellsAnEmptyListOfChartsFromNone() throws {
        let empty = try MirrorConfigurationTests.configuration(
            "mirror: {helm: {repositories: [{name: a, url: https://a.example, charts: []}]}}"
        )
        #expect(empty.mirror.helm?.repositories[0].charts?.isEmpty == true)
    }

    @Test(arguments: ["mirror: {operators: }", "mirror: {operators: [], platform: ~}"])
    func takesNothingForNotWritten(body: String) throws {
        let configuration = try configuration(body)
        #expect(configuration.mirror.operators.isEmpty)
        #expect(configuration.mirror.platform == nil)
        #expect(configuration.mirror.sections[.operators] != nil)
        #expect(configuration.warnings.isEmpty)
    }

    @Test func takesAnEmptyOptionalStringForNotWritten() throws {
        let body = #"mirror: {platform: {channels: [{name: a, type: "", minVersion: ""}]}}"#
        #expect(try configuration(body).mirror.platform?.channels[0].minVersion == nil)
    }

    @Test func warnsOfWhatHasNoEffect() {
        #expect(
            configuration.warnings.map(oneLine) == [
                "isc.yaml:8:5: warning: `architectures` is deprecated"
                    + " | use `platforms` if you want multi-architecture releases",
                "isc.yaml:58:3: warning: `samples` has no effect: no tool ever mirrored samples"
                    + " | name their images in `additionalImages`",
            ]
        )
    }

    @Test(
        arguments: [("[amd64]", 0), ("[arm64]", 1), ("[amd64, arm64]", 1), ("[multi]", 1)]
    )
    func warnsOfArchitecturesOnlyWhereTheyAreNotTheUsualOne(written: String, count: Int) {
        let found = findings("mirror: {platform: {channels: [{name: stable-4.16}], architectures: \(written)}}")
        #expect(found.count { $0.contains("`architectures` is deprecated") } == count, "\(found)")
    }

    private func place(_ line: Int, _ column: Int) -> Diagnostics.SourceLocation {
        SourceLocation(file: "isc.yaml", line: line, column: column)
    }

    private func configuration(_ body: String) throws -> ImageSetConfiguration {
        try MirrorConfigurationTests.configuration(body)
    }
}
