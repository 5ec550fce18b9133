// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

/// A pair of keys made by openssl, which signs images as `cosign sign --key` does.
package struct SigningKey {
    private let folder: TemporaryDirectory
    private let path: String
    /// The file with the public key, in PEM.
    package let publicPath: String
    private let isEdwards: Bool

    /// Makes a pair in a folder; `kind` is what `openssl genpkey` is asked for.
    package init(_ kind: [String] = Self.p256, in folder: TemporaryDirectory, _ name: String = "key") throws {
        self.folder = folder
        path = folder["\(name).pem"]
        publicPath = folder["\(name).pub"]
        isEdwards = kind == Self.edwards
        _ = try toolOutput(["openssl", "genpkey", "-out", path] + kind)
        _ = try toolOutput(["openssl", "pkey", "-in", path, "-pubout", "-out", publicPath])
    }

    package static let p256 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
    package static let p384 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]
    package static let rsa = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
    package static let edwards = ["-algorithm", "ED25519"]

    /// Returns a signature over bytes.
    package func sign(_ payload: [UInt8]) throws -> [UInt8] {
        let input = try folder.write(payload, to: "payload")
        let signing =
            isEdwards
            ? ["pkeyutl", "-sign", "-rawin", "-inkey", path, "-in", input, "-out", folder["signature"]]
            : ["dgst", "-sha256", "-sign", path, "-out", folder["signature"], input]
        _ = try toolOutput(["openssl"] + signing)
        return try folder.read("signature")
    }

    /// Makes what belongs under the tag of an image's signature; `digest` and `type` are what a wrong one says.
    package func signature(
        of image: TestImage,
        for reference: String,
        digest: String? = nil,
        type: String = "cosign container image signature"
    ) throws -> TestImage {
        let payload = Array(ReleaseKey.claim(digest ?? "\(image.digest)", name: reference, type: type).utf8)
        return try TestImage(
            configuration: Array("{}".utf8),
            type: .ociConfiguration,
            layers: [(MediaType(rawValue: "application/vnd.dev.cosign.simplesigning.v1+json"), payload)],
            layerAnnotations: ["dev.cosignproject.cosign/signature": Data(try sign(payload)).base64EncodedString()]
        )
    }
}
