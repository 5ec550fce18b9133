// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Testing

@Suite("A configuration of oc-mirror v1 becomes the model")
struct VersionOneModelTests {
    private let alpha1: ImageSetConfiguration
    private let alpha2: ImageSetConfiguration

    init() throws {
        alpha1 = try ImageSetConfiguration(bytes: Array(VersionOneTexts.alpha1.utf8), path: "isc.yaml")
        alpha2 = try ImageSetConfiguration(bytes: Array(VersionOneTexts.alpha2.utf8), path: "isc.yaml")
    }

    @Test func `that says by which rules it was read`() throws {
        #expect(alpha1.rules == .versionOne(.alpha1))
        #expect(alpha2.rules == .versionOne(.alpha2))
        let note = try #require(alpha2.warnings.first { $0.code == .readAsVersion })
        #expect(
            oneLine(note) == "isc.yaml:1:13: note: `mirror.openshift.io/v1alpha2` is read by the rules of oc-mirror v1"
                + " | `mirror migrate` writes the file for version two, and lists what has no equivalent"
        )
        let two = try configuration("mirror: {operators: []}")
        #expect(two.rules == .versionTwo && two.storage == nil)
        #expect(!two.rules.isVersionOne && alpha1.rules.isVersionOne)
    }

    @Test func `with its archive size and the place of its metadata`() throws {
        #expect(alpha1.archiveSize?.value == 4 && alpha2.archiveSize?.value == 4)
        #expect(alpha1.storage?.backend == .local(path: "./meta"))
        guard case .registry(let image, let skipTLS)? = alpha2.storage?.backend else {
            Issue.record("no registry")
            return
        }
        #expect("\(image)" == "registry.example:5000/ns/meta:latest" && skipTLS)
    }

    @Test func `with ranges of releases`() throws {
        let platform = try #require(alpha2.mirror.platform)
        #expect(platform.graph && platform.architectures.map(\.value) == [.amd64, .s390x])
        let channels = platform.channels
        #expect(channels.map(\.name) == ["stable-4.12", "okd"] && channels.map(\.type) == [.ocp, .okd])
        #expect(channels.map(\.full) == [false, true] && channels.map(\.shortestPath) == [true, false])
        #expect(channels.map { $0.minVersion.map { "\($0.value)" } } == ["4.12.1", nil])
        #expect(channels.map { $0.maxVersion.map { "\($0.value)" } } == ["4.12.9", nil])
    }

    @Test func `with lists of releases, and OKD by the name of its channel`() throws {
        let platform = try #require(alpha1.mirror.platform)
        #expect(platform.graph && platform.architectures.isEmpty)
        #expect(platform.channels.map(\.type) == [.ocp, .ocp, .okd])
        #expect(platform.channels.map { $0.versions.map { "\($0.value)" } } == [["4.9.10", "4.9.8"], ["4.8.3"], []])
        #expect(alpha1.mirror.sections[.platform]?.line == 8)
    }

    /// A package's bounds, then each channel with its own.
    private func text(_ package: OperatorPackage) -> String {
        func bounds(_ minimum: Located<VersionBound>?, _ maximum: Located<VersionBound>?, _ bundle: Located<String>?)
            -> String
        {
            [minimum.map { ">=\($0.value)" }, maximum.map { "<=\($0.value)" }, bundle.map { "from \($0.value)" }]
                .compactMap { $0.map { " \($0)" } }.joined()
        }
        let channels = package.channels.map { "; \($0.name)" + bounds($0.minVersion, $0.maxVersion, $0.minBundle) }
        return package.name + bounds(package.minVersion, package.maxVersion, package.minBundle) + channels.joined()
    }

    @Test func `with all versions of a catalog beside lowest versions`() {
        let catalogs = alpha1.mirror.operators
        #expect(catalogs.map(\.full) == [false, true, true])
        #expect(catalogs.map(\.skipDependencies) == [true, false, false])
        #expect(
            catalogs[1].packages.map(text) == [
                "elasticsearch-operator >=2.4.0", "rhacs-operator >=3.67.0; latest",
                "quay-operator; stable-3.6 >=3.6.1; quay-v3.5", "whole", "bundled from bundled.v1.0.0",
            ]
        )
    }

    @Test func `with ranges of operators`() {
        #expect(
            alpha2.mirror.operators.map { $0.packages.map(text) } == [
                ["nfd; stable >=4.12.0-202301", "kiali >=1.65.0 <=2.0.0", "aws from aws.v1.0.0"], [],
                ["alpha", "beta >=1.0.0", "gamma; fast; slow <=3.0.0"],
            ]
        )
        #expect(alpha2.mirror.operators[0].packages[0].defaultChannel?.value == "stable")
    }

    @Test func `with catalogs where oc-mirror v1 puts them`() {
        let catalogs = alpha2.mirror.operators
        #expect(catalogs.map { $0.targetCatalog.map { "\($0)" } } == ["redhat/my-index", "var/catalogs/mine", nil])
        #expect(catalogs.map { $0.targetTag.map { "\($0)" } } == ["v1", "v9", nil])
        #expect(catalogs.map { "\($0.source)" }.last == "quay.io/team/index:latest")
    }

    @Test func `with images, of which an untagged one is the latest`() {
        #expect(alpha2.mirror.additionalImages.map { "\($0.source)" }.first == "registry.redhat.io/ubi9/ubi:latest")
        #expect(alpha1.mirror.additionalImages.map(\.text) == ["registry.redhat.io/ubi8/ubi:latest"])
    }

    @Test func `with charts`() throws {
        let helm = try #require(alpha2.mirror.helm)
        #expect(helm.repositories.map { $0.charts?.map(\.name) } == [["podinfo"], nil])
        #expect(helm.local.map(\.path) == ["/charts/mine.tgz"])
        let older = try #require(alpha1.mirror.helm)
        #expect(older.repositories.first?.charts?.first?.choices.imagePathTexts == ["{.spec.x}"])
        #expect(older.local.map(\.path) == ["/test/podinfo-5.0.0.tar.gz"])
    }

    @Test func `with patterns for blocked images`() throws {
        #expect(alpha2.mirror.blockedImages.map(\.pattern) == ["^quay\\.io/a/.*-beta"])
        let blocked = try #require(alpha1.mirror.blockedImages.first)
        let references = [
            "docker.io/library/alpine:latest", "quay.io/a/alpine@sha256:1", "quay.io/alpine/x:1",
            "quay.io/a/notalpine:1",
        ]
        #expect(references.map(blocked.matches) == [true, true, false, false])
    }

    @Test func `with little else to say`() {
        func codes(_ configuration: ImageSetConfiguration) -> [FindingCode] { configuration.warnings.map(\.code) }
        #expect(codes(alpha1) == [.readAsVersion, .fieldCase, .ignoredField])
        #expect(
            codes(alpha2) == [
                .readAsVersion, .deprecatedField, .ignoredField, .noTagOrDigest, .noTagOrDigest, .ignoredField,
                .ignoredField,
            ]
        )
    }
}
