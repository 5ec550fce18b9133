// SPDX-License-Identifier: Apache-2.0

import ByteStreams
package import Cache
package import ImageAccess
import Layouts
import OCI
import Plans
import Scheduling

/// Reads manifests and blobs from the places that a plan names: a library of images, and images built here.
///
/// Blobs that are cached on this machine are not requested from a registry.
package struct ContentReader: Sendable {
    private let library: ImageLibrary
    private let builder: (any ImageBuilder)?
    private let kept: KeptBlobs
    /// The built images, by digest.
    private let builds = RememberedWork<Digest, BuiltImage>()
    /// The manifests that were read already: releases share most of their components.
    private let trees = RememberedWork<TreeKey, ImageTree>()

    private struct TreeKey: Hashable {
        let place: ContentStore
        let digest: Digest
        let platforms: [Platform]
    }

    package init(library: ImageLibrary, builder: (any ImageBuilder)? = nil, kept: KeptBlobs = KeptBlobs()) {
        self.library = library
        self.builder = builder
        self.kept = kept
    }

    /// Builds the image of an action, once for each image.
    ///
    /// Throws `StaleBuild` if the image is not the planned one.
    func build(_ action: Action) async throws -> BuiltImage {
        guard let recipe = action.recipe else { throw BuildFailure.noRecipe(destination: action.destination) }
        guard let builder else { throw BuildFailure.noBuilder(destination: action.destination) }
        return try await builds.value(for: action.digest) {
            let image = try await builder.build(recipe)
            guard image.digest == action.digest else {
                throw StaleBuild(destination: action.destination, planned: action.digest, built: image.digest)
            }
            return image
        }
    }

    /// Returns the manifests of an image, with the children for the wanted platforms, or with all children.
    func tree(_ digest: Digest, platforms: [Platform], at place: ContentStore) async throws -> ImageTree {
        try await trees.value(for: TreeKey(place: place, digest: digest, platforms: platforms)) {
            try await ImageTree.read(digest, platforms: platforms) { try await manifest($0, at: place) }
        }
    }

    /// Returns the manifest with the given digest, verified.
    func manifest(_ digest: Digest, at place: ContentStore) async throws -> Manifest {
        switch place {
        case .image(let source): return try await library.place(of: source).manifest(digest)
        case .build(let name):
            let tree = builds.known(name)?.tree
            guard let manifest = tree?.manifests.first(where: { $0.descriptor.digest == digest }) else {
                throw BuildFailure.unknownContent(digest, image: name)
            }
            return manifest
        }
    }

    /// Adds the place of the wrong content to the error, if a person can look there.
    func explaining(_ mismatch: ContentMismatch, at place: ContentStore) -> any Error {
        guard case .image(let source) = place, case .archive(let archive)? = try? library.place(of: source) else {
            return mismatch
        }
        return archive.explaining(mismatch)
    }

    /// The registry of a place; `nil` if the place is on this machine, so that reading it again gives the same bytes.
    func host(of place: ContentStore) -> RegistryHost? {
        guard case .image(let source) = place, case .registry(_, let repository)? = try? library.place(of: source)
        else {
            return nil
        }
        return repository.host
    }

    /// Passes the blob's bytes from `offset` on to `read`; they are not verified.
    func blob<Result: Sendable>(
        _ descriptor: Descriptor,
        at place: ContentStore,
        from offset: Int64,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        switch place {
        case .image(let source):
            let place = try library.place(of: source)
            if case .registry = place, let stream = try await kept.blob(descriptor, from: offset) {
                return try await read(stream)
            }
            return try await place.blob(descriptor, from: offset, read)
        case .build(let name):
            switch builds.known(name)?.blobs[descriptor.digest] {
            case .bytes(let bytes): return try await read(ByteArrayStream(bytes.dropFirst(Int(offset))))
            case .file(let path): return try await read(FileStream(path: path, size: descriptor.size, from: offset))
            case nil: throw BuildFailure.unknownContent(descriptor.digest, image: name)
            }
        }
    }
}
