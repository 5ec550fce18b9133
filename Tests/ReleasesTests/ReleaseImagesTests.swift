// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Releases

@Suite("The images of a release")
struct ReleaseImagesTests {
    private static let published = "quay.io/openshift-release-dev/ocp-release"

    private static func images(
        _ payload: ReleasePayload,
        _ section: String = "graph: false",
        signedAs name: String? = nil,
        isProven: Bool = true
    ) throws -> ReleaseImages {
        let reference = try ImageReference("\(published)@\(payload.digest)")
        let proof = VerifiedRelease(
            signatures: [ReleaseSignature(fingerprint: "AB", message: "x")],
            name: try name.map { try ImageReference($0) }
        )
        return ReleaseImages(
            release: WantedRelease(payload: reference, requestedBy: ["mirror.platform.release"], at: "isc.yaml:5:5"),
            payload: payload,
            proof: isProven ? proof : nil,
            section: try platformSection(section),
            mapping: try ReleaseValues.mapping()
        )
    }

    @Test(
        "are tagged with the version and the processor as tags of releases spell it",
        arguments: [
            ("4.16.3", "amd64", "4.16.3-x86_64"), ("4.16.3", "arm64", "4.16.3-aarch64"),
            ("4.16.3", "s390x", "4.16.3-s390x"),
            ("4.16.3", "ppc64le", "4.16.3-ppc64le"), ("4.16.3", "multi", "4.16.3-multi"),
            ("4.17.0-rc.1", "amd64", "4.17.0-rc.1-x86_64"), ("4.16.3+b.7", "amd64", "4.16.3_b.7-x86_64"),
        ]
    )
    func names(version: String, architecture: String, name: String) throws {
        #expect(ReleaseImages.name(of: try ReleaseValues.payload(version, architecture)) == name)
    }

    @Test func `are the payload and its components, which are parts of it`() throws {
        let payload = try ReleaseValues.payload("4.16.3")
        let images = try Self.images(payload).contribution().images
        let place = "mirror.example/ocp/openshift"
        #expect(
            images.map(\.destination.description) == [
                "\(place)/release-images:4.16.3-x86_64", "\(place)/release:4.16.3-x86_64-cli",
                "\(place)/release:4.16.3-x86_64-etcd",
            ]
        )
        #expect(images.map(\.type) == [.releasePayload, .releaseComponent, .releaseComponent])
        #expect(images[0].partOf.isEmpty)
        #expect(images.dropFirst().allSatisfy { $0.partOf == [images[0].destination] })
        #expect(images.dropFirst().map(\.reference) == payload.components.map(\.image))
        #expect(Set(images.map(\.requestedBy)) == [["mirror.platform.release"]])
        #expect(images[0].release?.version == "4.16.3")
        #expect(images[0].release?.signatures.map(\.fingerprint) == ["AB"])
    }

    @Test(
        "have the signed tag on the payload, if the name is where it lies and the tag is of its version",
        arguments: [
            ("\(published):4.16.3-x86_64", "\(published):4.16.3-x86_64", []),
            ("\(published):4.16.3", "\(published):4.16.3", []),
            ("\(published):4.16.30-x86_64", published, ["signature-name"]),
            ("\(published):4.16.4-x86_64", published, ["signature-name"]),
            ("\(published):latest", published, ["signature-name"]),
            ("quay.io/other/release:4.16.3-x86_64", published, ["signature-name"]), (nil, published, []),
        ] as [(String?, String, [FindingCode])]
    )
    func signedName(name: String?, origin: String, codes: [FindingCode]) throws {
        let payload = try ReleaseValues.payload("4.16.3")
        let contribution = try Self.images(payload, signedAs: name).contribution()
        #expect(contribution.images.first?.reference?.description == "\(origin)@\(payload.digest)")
        #expect(contribution.findings.map(\.code) == codes)
    }

    @Test func `that nobody proved are told, and have no signatures`() throws {
        let contribution = try Self.images(try ReleaseValues.payload("4.16.3"), isProven: false).contribution()
        #expect(contribution.findings.map(\.code) == ["release-signature-ignored"])
        #expect(contribution.images.first?.release?.signatures == [])
    }

    @Test(
        "are none where platforms are asked for and the payload is for another processor",
        arguments: [
            ("arm64", ["amd64"], false), ("amd64", ["amd64"], true), ("amd64", ["arm64", "amd64"], true),
            ("multi", ["s390x"], true),
            ("arm64", [], true),
        ] as [(String, [String], Bool)]
    )
    func platforms(architecture: String, wanted: [String], isTaken: Bool) throws {
        let list = wanted.map { "{os: linux, architecture: \($0)}" }.joined(separator: ", ")
        let images = try Self.images(ReleaseValues.payload("4.16.3", architecture), "platforms: [\(list)]")
        guard isTaken else {
            let error = #expect(throws: (any Error).self) { try images.contribution() }
            #expect("\(try #require(error))".hasPrefix("it is only for arm64, but `platforms` asks for linux/amd64\n"))
            return
        }
        let platforms = try images.contribution().images.map { $0.platforms.map(\.architecture) }
        #expect(Set(platforms) == [wanted])
    }

    @Test(
        "have the disk of virtual machines where it is wanted, named by its processor where there are several",
        arguments: [
            ("kubeVirtContainer: false", ["x86_64"], [], []),
            ("kubeVirtContainer: true", ["x86_64"], ["kube-virt-container"], []),
            ("kubeVirtContainer: true", [], [], ["kubevirt-missing"]),
            ("kubeVirtContainer: true\narchitectures: [s390x]", ["x86_64", "s390x"], ["kube-virt-container"], []),
            (
                "kubeVirtContainer: true\narchitectures: [multi]", ["x86_64", "s390x"],
                ["kube-virt-container-s390x", "kube-virt-container-x86_64"], []
            ),
            (
                "kubeVirtContainer: true\narchitectures: [multi]", ["x86_64"], ["kube-virt-container-x86_64"],
                ["kubevirt-missing"]
            ),
            ("kubeVirtContainer: true\narchitectures: [arm64]", ["x86_64"], [], ["kubevirt-missing"]),
        ] as [(String, [String], [String], [FindingCode])]
    )
    func disks(section: String, disks: [String], tags: [String], codes: [FindingCode]) throws {
        let payload = try ReleaseValues.payload("4.16.3", components: ["cli"], disks: disks)
        let contribution = try Self.images(payload, section).contribution()
        let found = contribution.images.dropFirst(2).map { "\($0.destination.tag)".dropFirst("4.16.3-x86_64-".count) }
        #expect(found.map(String.init) == tags)
        #expect(contribution.findings.map(\.code) == codes)
    }

    @Test func `are refused where the disk is wanted and cannot be read, and only then`() throws {
        let payload = try ReleaseValues.payload("4.16.3", diskFault: "it is no JSON")
        #expect(try Self.images(payload).contribution().images.count == 3)
        let error = #expect(throws: PayloadError.self) {
            try Self.images(payload, "kubeVirtContainer: true").contribution()
        }
        #expect(error?.fault == .malformed("it is no JSON"))
        #expect(error?.place == "bootimages.yaml")
    }

    @Test func `at a target are all that it may hold, whatever was asked for`() throws {
        let payload = try ReleaseValues.payload("4.16.3", components: ["cli"], disks: ["x86_64", "s390x"])
        let place = try ReleaseValues.place("mirror.example/ocp/openshift/release-images:odd")
        let images = try Self.images(payload).held(at: place)
        #expect(images.first?.destination == place)
        let tags = ["cli", "kube-virt-container-s390x", "kube-virt-container-x86_64", "kube-virt-container"]
        #expect(images.dropFirst().map { "\($0.destination.tag)" } == tags.map { "4.16.3-x86_64-\($0)" })
        #expect(images.dropFirst().allSatisfy { $0.partOf == [place] })
    }
}

@Suite("A payload beside what the update graph promises")
struct ReleaseMismatchTests {
    @Test(
        "is the release only where version and processor are the same",
        arguments: [
            ("4.16.3", ReleaseArchitecture.amd64, nil), ("4.16.4", .amd64, "4.16.4 4.16.3"),
            ("4.16.3", .arm64, "arm64 amd64"),
            ("4.16.3", .multi, "multi amd64"), ("4.16.3-rc.1", .amd64, "4.16.3-rc.1 4.16.3"),
        ] as [(String, ReleaseArchitecture, String?)]
    )
    func compared(version: String, architecture: ReleaseArchitecture, mismatch: String?) throws {
        let payload = try ReleaseValues.payload("4.16.3")
        let wanted = WantedRelease(
            SelectedRelease(
                product: .ocp,
                version: try SemanticVersion(version),
                architecture: architecture,
                payload: try ReleaseValues.image("quay.io/a/b", "x"),
                requestedBy: [],
                at: nil
            )
        )
        do throws(ReleaseMismatch) {
            try wanted.compare(with: payload)
            #expect(mismatch == nil)
        } catch {
            #expect("\(error.promised) \(error.found)" == mismatch)
        }
    }

    @Test func `by its image promises nothing`() throws {
        let reference = try ReleaseValues.image("quay.io/a/b", "x")
        let wanted = WantedRelease(payload: reference, requestedBy: [], at: nil)
        try wanted.compare(with: try ReleaseValues.payload("4.16.3", "s390x"))
        #expect(wanted.name == "release \(reference)")
    }
}
