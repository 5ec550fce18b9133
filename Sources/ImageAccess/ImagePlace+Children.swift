// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI
import Registry

extension ImagePlace {
    /// Returns the manifest of the index child whose content is read; `nil` if none is for a wanted platform.
    ///
    /// For a child without a platform, its configuration states the platform. With `isSparse`, missing children are
    /// skipped, because a mirror may have only some platforms of an index. Throws the errors of reading, also if all
    /// children are missing.
    package func preferredChild(
        of children: [Descriptor],
        platforms: [Platform] = [],
        isSparse: Bool
    ) async throws -> Manifest? {
        var rest = children
        var missing: (any Error)?
        var unknown: Manifest?
        while let child = ImageTree.preferred(rest, platforms: platforms) {
            do {
                let manifest = try await manifest(child.digest)
                if child.platform != nil || !manifest.children.isEmpty { return manifest }
                if let platform = try await platform(of: manifest) {
                    if platforms.isEmpty || platforms.contains(where: platform.satisfies) { return manifest }
                } else {
                    unknown = unknown ?? manifest
                }
            } catch let error as RegistryError where isSparse && error.kind == .notFound {
                missing = missing ?? error
            }
            rest.removeAll { $0.digest == child.digest }
        }
        if platforms.isEmpty, let unknown { return unknown }
        if let missing { throw missing }
        return nil
    }

    /// The maximum size of an image's configuration in bytes.
    private static let configurationLimit = 4 << 20

    /// The fields of an image's configuration that name its platform (OCI image-spec, config.md).
    private struct Configuration: Decodable {
        var os: String?
        var architecture: String?
        var variant: String?
    }

    /// The platform in an image's own configuration; `nil` if it is not an image that runs.
    private func platform(of manifest: Manifest) async throws -> Platform? {
        guard case .image(let configuration, _) = manifest.content,
            configuration.size <= Self.configurationLimit
        else { return nil }
        let bytes = try await verifiedBlob(configuration, limit: Self.configurationLimit)
        guard let found = try? JSONDecoder().decode(Configuration.self, from: Data(bytes)),
            let os = found.os, let architecture = found.architecture, !os.isEmpty, !architecture.isEmpty
        else { return nil }
        return Platform(os: os, architecture: architecture, variant: found.variant)
    }
}
