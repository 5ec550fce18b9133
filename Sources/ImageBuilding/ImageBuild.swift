// SPDX-License-Identifier: Apache-2.0

package import ImageAccess
package import OCI
import Scheduling

/// Makes an image out of a base image: layers on top of each of its platforms.
///
/// The same base and the same layers give the same digest, whenever and wherever it is built; nothing is pushed.
package struct ImageBuild: Sendable {
    private let base: ImagePlace
    private let digest: Digest
    private let platforms: [Platform]

    /// The most bytes of an image's configuration that are read.
    private static let configurationLimit = 4 << 20

    /// Prepares a build on the image of a digest; platforms that are not wanted have no part in it.
    package init(base: ImagePlace, digest: Digest, platforms: [Platform] = []) {
        self.base = base
        self.digest = digest
        self.platforms = platforms
    }

    /// Builds; `adapt` changes what each platform's image runs, the object `config` of its configuration.
    ///
    /// Throws `ImageBuildError` where the base is none that could be built on, and what reading it throws.
    package func topped(
        with layers: [TopLayer],
        adapting adapt: @escaping (inout [String: Any]) -> Void
    ) async throws -> BuiltImage {
        try await read().topped(with: layers, adapting: adapt)
    }

    /// Reads the manifests and configurations of the base.
    ///
    /// Throws `ImageBuildError` where it is none that could be built on, and what reading it throws.
    package func read() async throws -> BaseImage {
        do {
            let tree = try await ImageTree.read(digest, platforms: platforms) { try await base.manifest($0) }
            let images = tree.images
            let configurations = try await concurrentMap(images, limit: 8) { manifest in
                (manifest.descriptor.digest, try await configuration(of: manifest))
            }
            return BaseImage(tree: tree, configurations: Dictionary(configurations, uniquingKeysWith: { $1 }))
        } catch let error as ManifestError {
            throw ImageBuildError(message: error.message)
        }
    }

    private func configuration(of manifest: Manifest) async throws -> [UInt8] {
        guard let descriptor = manifest.blobs.first else { return [] }
        return try await base.verifiedBlob(descriptor, limit: Self.configurationLimit)
    }
}

/// An image cannot be built on.
package struct ImageBuildError: Error, Sendable, CustomStringConvertible {
    package let message: String

    package init(message: String) { self.message = message }

    package var description: String { message }
}
