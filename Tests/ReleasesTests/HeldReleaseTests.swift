// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Releases

@Suite("The releases that a target holds")
struct HeldReleaseTests {
    private static let repository = "mirror.example/ocp/openshift/release"

    /// A release of the target, which is there under the tag that mirrors give it.
    private static func held(_ version: String, _ architecture: String = "amd64", isReadable: Bool = true) throws
        -> HeldReleases.Release
    {
        let payload = try ReleaseValues.payload(
            version,
            architecture,
            components: ["cli", "os \(version)"].map(\.dashed)
        )
        let destination = try ReleaseValues.mapping().payload(of: ReleaseImages.name(of: payload))
        let reference = try ImageReference("quay.io/ocp/release:1")
        let fault = PayloadError(payload: reference, place: nil, fault: .noComponents)
        return .init(
            destination: destination,
            digest: payload.digest,
            content: isReadable ? .success(payload) : .failure(fault)
        )
    }

    private static func bounds(
        _ platform: String,
        _ held: [HeldReleases.Release],
        _ purpose: HeldPurpose
    ) throws -> (versions: [String], codes: [FindingCode]) {
        let bench = try GraphBench()
        let selector = ReleaseSelector(service: try bench.service(), path: "isc.yaml")
        let reason = FindingsError([Finding(.error, .updateService, "nobody answers")])
        var contribution = Contribution()
        let meant = try HeldReleaseBounds(selector: selector, held: HeldReleases(releases: held), purpose: purpose)
            .releases(of: try platformSection(platform), because: reason, &contribution)
        return (meant.compactMap(\.release.payload?.version.description), contribution.findings.map(\.code))
    }

    private static func releases() throws -> [HeldReleases.Release] {
        [
            try held("4.15.9"), try held("4.16.1"), try held("4.16.3"), try held("4.16.3", "s390x"),
            try held("4.17.0-rc.1"),
            try held("4.16.0-0.okd-2024-07-01"), try held("4.16.2", isReadable: false),
        ]
    }

    @Test(
        "are those between both bounds where they are deleted and no graph can be had",
        arguments: [
            (channels("stable-4.16 4.16.0 4.16.9"), ["4.16.1", "4.16.3"]),
            (channels("stable-4.16 4.16.3 4.16.3"), ["4.16.3"]),
            (channels("stable-4.16 4.16.4 4.16.9"), []),
            (channels("4-stable 4.16.0-0 4.16.9 okd"), ["4.16.0-0.okd-2024-07-01"]),
            (channels("stable-4.16 4.15.0 4.17.0"), ["4.15.9", "4.16.1", "4.16.3", "4.17.0-rc.1"]),
            (channels("stable-4.16 4.16.0 4.16.9") + "\narchitectures: [s390x]", ["4.16.3"]),
            (channels("a-4.15 4.15.9 4.15.9", "b-4.16 4.16.1 4.16.1"), ["4.15.9", "4.16.1"]),
        ] as [(String, [String])]
    )
    func deleting(platform: String, versions: [String]) throws {
        let found = try Self.bounds(platform, Self.releases(), .deleting)
        #expect(found.versions == versions)
        #expect(Set(found.codes) == [.graphUnknown])
    }

    @Test(
        "cannot be told where they are deleted and a bound is missing, or a path is meant",
        arguments: [
            "stable-4.16", "stable-4.16 4.16.0", "stable-4.16 - 4.16.9", "stable-4.16 - - full",
            "stable-4.16 4.16.0 4.16.9 shortestPath",
        ]
    )
    func untold(specification: String) throws {
        let error = #expect(throws: FindingsError.self) {
            _ = try Self.bounds(channels(specification), try Self.releases(), .deleting)
        }
        #expect(error?.findings.map(\.code) == [.updateService])
        #expect(
            error?.findings.first?.summary == "it is unknown which releases `stable-4.16` means: nobody answers"
        )
    }

    @Test(
        "are all that a channel may mean where they are kept",
        arguments: [
            ("stable-4.16", ["4.16.1", "4.16.3"]), ("stable-4.16 4.16.2", ["4.16.3"]),
            ("stable-4.16 - 4.16.1", ["4.16.1"]), ("stable-4.16 4.15.0", ["4.15.9", "4.16.1", "4.16.3"]),
            ("stable-4.16 4.16.1 4.16.3 shortestPath", ["4.16.1", "4.16.3"]), ("stable-4.17", ["4.17.0-rc.1"]),
            // A name without a minor may mean any.
            ("nightly", ["4.15.9", "4.16.1", "4.16.3", "4.17.0-rc.1"]),
            ("4-stable - - okd", ["4.16.0-0.okd-2024-07-01"]),
        ] as [(String, [String])]
    )
    func keeping(specification: String, versions: [String]) throws {
        #expect(try Self.bounds(channels(specification), Self.releases(), .keeping).versions == versions)
    }

    @Test func `need their components in each repository that may have them, unless they go`() throws {
        let (old, new) = (try Self.held("4.16.1"), try Self.held("4.16.3"))
        let repositories = [try Repository(Self.repository), try Repository("mirror.example/ocp/other")]
        let held = HeldReleases(releases: [old, new])
        let needed = try held.needs(besides: [old.destination], in: Set(repositories))
        let images = (new.payload?.components ?? []).compactMap(\.image.digest)
        #expect(images.count == 2)
        for repository in repositories {
            #expect(Set(needed.digests(in: repository).keys) == Set(images))
            #expect(Set(needed.digests(in: repository).values) == [["the release \(new.destination)"]])
        }
        #expect(try held.needs(besides: [old.destination, new.destination], in: Set(repositories)) == NeededImages())
        // What both have is needed by both.
        let shared = try #require(old.payload?.components.first { $0.name == "cli" }?.image.digest)
        let both = try held.needs(besides: [], in: [repositories[0]]).digests(in: repositories[0])
        #expect(both[shared]?.count == 2)
        #expect(both.values.count { $0.count == 1 } == 2)
    }

    @Test func `need their disks for virtual machines too`() throws {
        let payload = try ReleaseValues.payload("4.16.3", components: ["cli"], disks: ["x86_64"])
        let place = try ReleaseValues.place("mirror.example/ocp/openshift/release-images:4.16.3-x86_64")
        let repository = try Repository(Self.repository)
        let held = HeldReleases(releases: [
            .init(destination: place, digest: payload.digest, content: .success(payload))
        ])
        let disk = try #require(payload.kubeVirt.images["x86_64"]?.digest)
        #expect(try held.needs(besides: [], in: [repository]).digests(in: repository)[disk] != nil)
    }

    @Test func `that stay and cannot be read are an error, and no hindrance once they go`() throws {
        let odd = try Self.held("4.16.2", isReadable: false)
        let held = HeldReleases(releases: [try Self.held("4.16.1"), odd])
        let error = #expect(throws: UnreadableRelease.self) { try held.needs(besides: [], in: []) }
        #expect(error?.destination == odd.destination)
        #expect(
            error?.description.hasPrefix("the release \(odd.destination) stays, but its components are unknown: ")
                == true
        )
        _ = try held.needs(besides: [odd.destination], in: [])
        #expect(odd.payload == nil)
    }
}

extension String {
    /// A name that can stand in a tag.
    fileprivate var dashed: String { replacing(" ", with: "-") }
}
