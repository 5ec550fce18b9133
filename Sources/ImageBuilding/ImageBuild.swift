// SPDX-License-Identifier: Apache-2.0

package import ImageAccess
package import OCI
import Scheduling

/// Makes an image from a base image by adding layers on top of each of its platforms.
///
/// The same base and the same layers give the same digest, at any time and on any machine. Nothing is pushed.
package struct ImageBuild: Sendable {
    private let base: ImagePlace
    private let digest: Digest
    private let platforms: [Platform]

    /// The maximum size of an image's configuration in bytes.
    private static let configurationLimit = 4 << 20

    /// Prepares a build on the image with a digest; platforms that are not wanted are left out.
    package init(base: ImagePlace, digest: Digest, platforms: [Platform] = []) {
        self.base = base
        self.digest = digest
        self.platforms = platforms
    }

    /// Builds the image; `adapt` changes the object `config` in each platform's configuration.
    ///
    /// Throws `ImageBuildError` if the base cannot be built on, and the errors of reading it.
    package func topped(
        with layers: [TopLayer],
        adapting adapt: @escaping (inout [String: Any]) -> Void
    ) async throws -> BuiltImage {
        try await read().topped(with: layers, adapting: adapt)
    }

    /// Reads the manifests and configurations of the base.
    ///
    /// Throws `ImageBuildError` if it cannot be built on, and the errors of reading it.
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

/// An error that an image cannot be built on.
package struct ImageBuildError: Error, Sendable, CustomStringConvertible {
    package let message: String

    package init(message: String) { self.message = message }

    package var description: String { message }
}
