// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Releases
import Resolution
import Testing

@Suite("Why an image is no release payload")
struct PayloadErrorTests {
    @Test(
        "is told with the image, the place and what was expected",
        arguments: [
            (.notPinned, nil, "it is not pinned by digest"),
            (.noPlatform, nil, "the index names no image of a platform, expected one such as linux/amd64"),
            (
                .missingFile, "a/b",
                "a/b: the image has no such file, so it is not a release payload"
            ),
            (.malformed("it is odd"), "a/b: c", "a/b: c: it is odd"),
            (.noComponents, "x", "x: it lists no components; a release has many, so this is not a complete payload"),
            (
                .duplicateComponent("cli"), "x",
                "x: the component `cli` is listed twice, so it is unclear which one is meant"
            ),
            (
                .componentNotPinned("a\u{1b}[31m"), "x",
                "x: found `a\u{fffd}[31m`, expected a reference with a digest, because without one a release may change"
            ),
            (
                .contradictoryVersions("4.16.3", "4.16.4"), "m: version",
                "m: version: it says version 4.16.4, but release-manifests/image-references says 4.16.3"
            ),
        ] as [(PayloadError.Fault, String?, String)]
    )
    func texts(fault: PayloadError.Fault, place: String?, text: String) throws {
        let payload = try ImageReference("quay.io/ocp/release:4.16.3")
        let error = PayloadError(payload: payload, place: place, fault: fault)
        #expect(error.explanation.summary == "release payload quay.io/ocp/release:4.16.3: \(text)")
        #expect(error.explanation.remedy?.contains(fault == .notPinned ? "@sha256:" : "check the reference") == true)
    }
}

@Suite("The repositories that publish releases")
struct ReleaseRepositoriesTests {
    @Test(
        "are kept at a mirror beside those of the same kind",
        arguments: [
            ("quay.io/openshift-release-dev/ocp-release", "openshift/release-images"),
            ("quay.io/openshift-release-dev/ocp-release-nightly", "openshift/release-images"),
            ("quay.io/openshift-release-dev/ocp-v4.0-art-dev", "openshift/release"),
            ("quay.io/openshift-release-dev/ocp-v4.0-art-dev-prev", "openshift/release"),
            ("quay.io/openshift/okd", "openshift/release-images"),
            ("quay.io/openshift/okd-content", "openshift/release"),
            ("quay.io/okd/scos-release", "openshift/release-images"), ("quay.io/okd/scos-content", "openshift/release"),
            ("quay.io/openshift-release-dev/ocp", nil), ("registry.redhat.io/openshift-release-dev/ocp-release", nil),
        ] as [(String, String?)]
    )
    func relocations(published: String, kept: String?) throws {
        #expect(try ReleaseRepositories.relocations[try Repository(published)]?.description == kept)
    }

    @Test func `are eight, and mirrors keep them in two`() throws {
        let relocations = try ReleaseRepositories.relocations
        #expect(relocations.count == 8)
        #expect(
            Set(relocations.values.map(\.description)) == [
                ReleaseRepositories.payloads, ReleaseRepositories.components,
            ]
        )
        let places = try ReleaseValues.mapping()
        #expect("\(try places.payload(of: "4.16.3-x86_64").repository)".hasSuffix(ReleaseRepositories.payloads))
        #expect(
            "\(try places.component("cli", of: "4.16.3-x86_64").repository)".hasSuffix(ReleaseRepositories.components)
        )
    }
}
