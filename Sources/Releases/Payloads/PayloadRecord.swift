// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import MirrorConfiguration
import OCI
import Plans

/// A payload in the form of the cache, so that a known one is never read again.
struct PayloadRecord: Codable, Equatable {
    /// The version of the record; it changes with the record and with the reading of payloads.
    ///
    /// Older files count as absent.
    static let format = 3
    /// The maximum size of a file in bytes.
    private static let sizeLimit = 16 << 20

    private struct Component: Codable, Equatable {
        var name: String
        var image: String
    }

    private struct Fault: Codable, Equatable {
        var place: String?
        var message: String
    }

    private let format: Int
    private let digest: Digest
    private let instance: Digest
    private let version: String
    private let architecture: String
    private let components: [Component]
    private let kubeVirt: [String: String]
    private let kubeVirtFault: Fault?

    enum CodingKeys: String, CodingKey {
        case format, digest, instance, version, architecture, components
        case kubeVirt = "kube_virt"
        case kubeVirtFault = "kube_virt_fault"
    }

    private init(_ payload: ReleasePayload) {
        format = Self.format
        digest = payload.digest
        instance = payload.instance
        version = payload.version.description
        architecture = payload.architecture
        components = payload.components.map { Component(name: $0.name, image: $0.image.description) }
        kubeVirt = payload.kubeVirt.images.mapValues(\.description)
        kubeVirtFault = payload.kubeVirt.fault.map { Fault(place: $0.place, message: $0.message) }
    }

    private var payload: ReleasePayload {
        get throws {
            ReleasePayload(
                digest: digest,
                instance: instance,
                version: try SemanticVersion(version),
                architecture: architecture,
                components: try components.map { .init(name: $0.name, image: try ImageReference($0.image)) },
                kubeVirt: .init(
                    images: try kubeVirt.mapValues { try ImageReference($0) },
                    fault: kubeVirtFault.map { .init(place: $0.place, message: $0.message) }
                )
            )
        }
    }

    private static func name(_ digest: Digest) -> String { "payloads/\(digest.algorithm.rawValue)-\(digest.hex)" }

    /// Returns the payload in the cache; a changed file counts as absent.
    static func payload(_ digest: Digest, in cache: DiskCache) -> ReleasePayload? {
        guard let content = cache.sealedBytes(of: name(digest), limit: sizeLimit),
            let record = try? JSONDecoder().decode(Self.self, from: Data(content)),
            record.format == format, record.digest == digest
        else { return nil }
        return try? record.payload
    }

    /// Stores the content of a payload.
    static func store(_ payload: ReleasePayload, in cache: DiskCache) throws {
        try cache.storeSealed([UInt8](try CanonicalJSON.data(of: Self(payload))), as: name(payload.digest))
    }
}
