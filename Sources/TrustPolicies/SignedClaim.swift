// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
package import OCI
import YAML

/// What a signature says: which image is meant, by digest and by name.
///
/// Both kinds of signatures have the same form (containers/image, `docs/atomic-signature.md`; cosign,
/// `SIGNATURE_SPEC.md`).
package struct SignedClaim: Sendable, Equatable {
    /// The type of a signature by GnuPG.
    package static let simpleType = "atomic container signature"
    /// The type of a signature by cosign.
    package static let sigstoreType = "cosign container image signature"

    /// The type of signature that it states.
    package let type: String
    /// The digest of the image, as written.
    package let digest: String
    /// The name of the image, as written.
    package let reference: String

    /// Reads a verified text; `nil` if it is not exactly a claim about an image.
    ///
    /// A text with an unknown field may mean less than it seems to say, so it counts as no claim.
    package init?(_ body: [UInt8]) {
        // YAML is more than JSON, and its reader knows of fields that are there twice.
        guard (try? JSONSerialization.jsonObject(with: Data(body))) != nil else { return nil }
        let findings = FindingCollector()
        let source = SourceText(path: "claim", bytes: body)
        guard let root = YAMLComposer.document(in: source, reportingTo: findings) else { return nil }
        let reader = YAMLReader(source, reportingTo: findings)
        let top = reader.mapping(root, as: ClaimField.self, name: "claim")
        let critical = top?.mapping(.critical, as: CriticalField.self)
        let image = critical?.mapping(.image, as: ImageField.self)
        let identity = critical?.mapping(.identity, as: ClaimedNameField.self)
        guard let type = critical?.string(.type), let digest = image?.string(.digest),
            let reference = identity?[.reference].flatMap({ reader.string($0, name: "reference") }),
            findings.findings.isEmpty
        else { return nil }
        self.type = type.value
        self.digest = digest.value
        self.reference = reference.value
    }

    /// The name of the image, if it has a tag.
    package var name: ImageReference? {
        guard let name = try? ImageReference(reference), name.tag != nil, name.digest == nil else { return nil }
        return name
    }
}

private enum ClaimField: String, YAMLFieldName {
    case critical, optional
}

private enum CriticalField: String, YAMLFieldName {
    case type, image, identity
}

private enum ImageField: String, YAMLFieldName {
    case digest = "docker-manifest-digest"
}

private enum ClaimedNameField: String, YAMLFieldName {
    case reference = "docker-reference"
}
