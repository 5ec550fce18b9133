// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import OpenPGP
import Plans

import Resolution
import Testing

@testable import Releases

@Suite("A release that nobody proved")
struct ReleaseSignatureErrorTests {
    private static let digest = Digest(of: "a release".utf8)
    private static let waiver = "`--ignore-release-signature` plans the release without proof of its origin"

    private static func error(
        _ kind: ReleaseSignatureError.Kind,
        _ product: ReleaseChannelType = .ocp,
        _ attempts: [ReleaseSignatureError.Reason] = []
    ) -> ReleaseSignatureError {
        ReleaseSignatureError(
            kind: kind,
            digest: digest,
            product: product,
            store: "https://store.example/sha256=x",
            keyFiles: ["/keys/one", "/keys/two"],
            attempts: attempts.enumerated().map { .init(place: "signature-\($0 + 1)", reason: $1) }
        )
    }

    private static func lines(_ error: ReleaseSignatureError) -> [String] {
        error.description.split(separator: "\n").map(String.init)
    }

    @Test(
        "without a signature is told with the place and the product",
        arguments: [
            (ReleaseChannelType.ocp, "OCP"), (.okd, "OKD"),
        ]
    )
    func noSignature(product: ReleaseChannelType, name: String) {
        #expect(
            Self.lines(Self.error(.noSignature, product)) == [
                "release \(Self.digest): it has no signature at https://store.example/sha256=x/signature-1",
                "check that it is a release of \(name); name another store of signatures with OCP_SIGNATURE_URL",
                Self.waiver,
            ]
        )
    }

    @Test func `from an archive is told with the archive, and what to do on the connected side`() {
        let lines = Self.lines(Self.error(.notArchived(folder: "/media/usb")))
        #expect(lines.first == "release \(Self.digest): the archive in /media/usb has no signature of it")
        #expect(lines.dropFirst().first?.hasPrefix("make the archive again on the connected side") == true)
        #expect(lines.last == Self.waiver)
    }

    @Test(
        "is told with what a good signature was of",
        arguments: [
            (.otherDigest("sha256:bb", key: "AB"), "key AB signed another release: sha256:bb"),
            (
                .otherType("cosign", key: "AB"),
                "key AB signed a `cosign`, where a release has an `atomic container signature`"
            ),
            (.noClaim(key: "AB"), "key AB signed a text that names no image"),
        ] as [(ReleaseSignatureError.Claim, String)]
    )
    func claims(claim: ReleaseSignatureError.Claim, text: String) {
        #expect(
            Self.lines(Self.error(.noneCounts, .ocp, [.claim(claim)])) == [
                "release \(Self.digest): none of its signatures is accepted", "  signature-1: \(text)",
                "check who fills the store: it has a signature under the digest of another image", Self.waiver,
            ]
        )
    }

    @Test func `says what to do once, however many signatures call for it, and in their order`() {
        let unknown = ReleaseSignatureError.Reason.signature(.unknownKey("AB", made: nil))
        let claim = ReleaseSignatureError.Reason.claim(.noClaim(key: "CD"))
        let lines = Self.lines(Self.error(.noneCounts, .ocp, [unknown, claim, unknown, .claim(.noClaim(key: "EF"))]))
        #expect(lines.count == 1 + 4 + 2 + 1)
        #expect(lines[5].hasPrefix("the key files were /keys/one, /keys/two; if you trust key AB"))
        #expect(lines[6].hasPrefix("check who fills the store"))
    }

    @Test("of OKD is told where OKD's key is, where a signature was found", arguments: ReleaseChannelType.allCases)
    func advice(product: ReleaseChannelType) {
        let error = Self.error(.noneCounts, product, [.signature(.unsigned)])
        #expect(error.description.contains("keys/verifier-public-key-openshift-ci-4") == (product == .okd))
    }
}
