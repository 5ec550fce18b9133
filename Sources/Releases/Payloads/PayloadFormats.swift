// SPDX-License-Identifier: Apache-2.0

import YAML

/// The list of components (OpenShift's `image.openshift.io/v1`), with the fields that are used.
struct ImageStream: Decodable {
    struct Metadata: Decodable { var name: String }

    struct Specification: Decodable { var tags: [Tag]? }

    struct Tag: Decodable {
        var name: String
        var from: Source?
    }

    struct Source: Decodable {
        var kind: String
        var name: String
    }

    var kind: String
    var metadata: Metadata
    var spec: Specification
}

/// The metadata that the update service reads from a payload.
struct ReleaseMetadata: Decodable {
    static let kind = "cincinnati-metadata-v0"

    var kind: String
    var version: String
}

/// The boot images of an installer (CoreOS' stream metadata), with the fields that are used.
struct BootImages: Decodable {
    struct Architecture: Decodable { var images: Images? }

    struct Images: Decodable { var kubevirt: Image? }

    struct Image: Decodable {
        var digestReference: String?

        enum CodingKeys: String, CodingKey { case digestReference = "digest-ref" }
    }

    var architectures: [String: Architecture]
}

extension YAMLNode {
    /// The value of a field of a mapping.
    func field(_ name: String) -> YAMLNode? {
        guard case .mapping(let fields) = content else { return nil }
        return fields.first { $0.key == name }?.value
    }
}
