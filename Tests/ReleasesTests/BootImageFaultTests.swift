// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Resolution
import TestSupport
import Testing

@testable import Releases

@Suite("Boot images that cannot be used")
struct BootImageFaultTests {
    /// The images of a release with such boot images, for the text of `mirror.platform`.
    private func images(_ platform: String) throws -> Contribution {
        let reference = try ImageReference("quay.io/dev/release@\(Digest(of: []))")
        return try ReleaseImages(
            release: WantedRelease(payload: reference, requestedBy: ["mirror.platform.release"], at: "isc.yaml:5:14"),
            payload: ReleasePayload(
                digest: Digest(of: []),
                instance: Digest(of: []),
                version: SemanticVersion("4.16.3"),
                architecture: "amd64",
                components: [.init(name: "cli", image: ImageReference("quay.io/dev/art@\(Digest(of: "cli".utf8))"))],
                kubeVirt: .init(fault: .init(place: "boot.yaml: data.stream", message: "it is not JSON"))
            ),
            proof: nil,
            section: platformSection(platform),
            mapping: DestinationMapping(target: MirrorTarget("docker://host:5000"))
        ).contribution()
    }

    @Test("concern only who asks for one")
    func onlyWhereWanted() throws {
        let release = "release: quay.io/dev/release@\(Digest(of: []))"
        #expect(try images(release).images.count == 2)
        let error = #expect(throws: PayloadError.self) { try images("\(release)\nkubeVirtContainer: true") }
        #expect(
            error?.explanation.summary
                == "release payload quay.io/dev/release@\(Digest(of: [])): boot.yaml: data.stream: it is not JSON"
        )
    }
}
