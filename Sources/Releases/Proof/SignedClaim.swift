// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

/// The claim in a release signature (containers/image, `docs/atomic-signature.md`).
struct SignedClaim: Sendable, Decodable {
    private struct Critical: Decodable {
        struct Identity: Decodable {
            let reference: String

            enum CodingKeys: String, CodingKey { case reference = "docker-reference" }
        }

        struct Image: Decodable {
            let digest: String

            enum CodingKeys: String, CodingKey { case digest = "docker-manifest-digest" }
        }

        let identity: Identity
        let image: Image
        let type: String
    }

    private let critical: Critical

    /// Reads the text of a verified message; `nil` if it makes no claim about an image.
    init?(_ body: [UInt8]) {
        guard let claim = try? JSONDecoder().decode(Self.self, from: Data(body)) else { return nil }
        self = claim
    }

    /// The type of signature that it states.
    var type: String { critical.type }
    /// The digest of the image, as written.
    var digest: String { critical.image.digest }

    /// The name of the image, if it has a tag.
    var name: ImageReference? {
        guard let name = try? ImageReference(critical.identity.reference), name.tag != nil, name.digest == nil else {
            return nil
        }
        return name
    }
}
