// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
import Foundation
package import OCI

/// An OCI image layout in a directory (OCI image-spec, image-layout.md), for reading.
///
/// Its methods block while they read from the disk, except that blobs are streamed.
package struct ImageLayout: Sendable {
    /// The annotation that names an image in `index.json`.
    private static let nameAnnotation = "org.opencontainers.image.ref.name"

    private let files: LayoutFiles
    /// The file `index.json`.
    private let index: Manifest

    /// The entries of `index.json`, in order.
    package var manifests: [Descriptor] { index.children }

    /// The directory as the user gave it.
    package var path: String { files.path }

    private struct Header: Decodable { var imageLayoutVersion: String }

    /// Opens a layout and reads its index.
    package init(path: String) throws(LayoutError) {
        files = try LayoutFiles(path: path)
        guard let header = try files.read("oci-layout", limit: 4096) else {
            throw LayoutError(
                path: path,
                message: "it is not an OCI image layout: it has no file `oci-layout`",
                remedy: Self.nameLayout
            )
        }
        guard let version = (try? JSONDecoder().decode(Header.self, from: Data(header)))?.imageLayoutVersion else {
            throw LayoutError(
                path: "\(path)/oci-layout",
                message: "it names no `imageLayoutVersion`",
                remedy: Self.nameLayout
            )
        }
        guard version.hasPrefix("1.") else {
            throw LayoutError(
                path: path,
                message: "the layout's version is \(version), expected 1.0.0",
                remedy: Self.nameLayout
            )
        }
        guard let bytes = try files.read("index.json", limit: Int64(Manifest.sizeLimit)) else {
            throw LayoutError(path: path, message: "the layout has no `index.json`", remedy: Self.nameLayout)
        }
        do {
            index = try Manifest(bytes, mediaType: .ociIndex)
        } catch {
            throw LayoutError(path: "\(path)/index.json", message: error.message)
        }
    }

    /// The only image of the layout, or the one with that name.
    ///
    /// If `index.json` lists the platforms of one image, as some tools write it, it is that image itself.
    package func root(named name: String? = nil) throws(LayoutError) -> Descriptor {
        let found = name.map { name in manifests.filter { $0.annotations?[Self.nameAnnotation] == name } } ?? manifests
        // The same image may be listed under several names.
        if let first = found.first, Set(found.map(\.digest)).count == 1 { return first }
        if name == nil, listsPlatforms { return index.descriptor }
        let names = manifests.map { $0.annotations?[Self.nameAnnotation] ?? "\($0.digest)" }.joined(separator: ", ")
        throw LayoutError(
            path: path,
            message: manifests.isEmpty
                ? "the layout holds no image"
                : name.map { "the layout holds no single image named `\($0)`, only: \(names)" }
                    ?? "the layout holds \(manifests.count) images, expected one: \(names)"
        )
    }

    /// Whether the entries are the platforms of one image: each platform once, and none with its own name.
    private var listsPlatforms: Bool {
        let platforms = manifests.compactMap(\.platform)
        let names = Set(manifests.map { $0.annotations?[Self.nameAnnotation] })
        return platforms.count == manifests.count && Set(platforms).count == platforms.count && names.count == 1
    }

    /// Reads a manifest or index and verifies it.
    ///
    /// The media type is the one in the manifest itself or in `index.json`.
    package func manifest(_ digest: Digest) throws(LayoutError) -> Manifest {
        if digest == index.descriptor.digest { return index }
        let name = Self.name(digest)
        guard let bytes = try files.read(name, limit: Int64(Manifest.sizeLimit)) else { throw missing(digest) }
        let found = Digest(of: bytes, algorithm: digest.algorithm)
        guard found == digest else {
            throw LayoutError(path: "\(path)/\(name)", message: "its digest is \(found)", remedy: Self.copyAgain)
        }
        do {
            let listed = manifests.first { $0.digest == digest }?.mediaType
            return try Manifest(bytes, mediaType: listed, algorithm: digest.algorithm)
        } catch {
            throw LayoutError(path: "\(path)/\(name)", message: error.message)
        }
    }

    /// The size of a blob; `nil` if the layout does not have it.
    package func size(_ digest: Digest) throws(LayoutError) -> Int64? { try files.locate(Self.name(digest))?.size }

    /// Streams a blob from an offset to its end; wrap it in `VerifiedStream` to verify it.
    package func blob(_ descriptor: Descriptor, from offset: Int64 = 0) throws(LayoutError) -> any ByteStream {
        let name = Self.name(descriptor.digest)
        guard let file = try files.locate(name) else { throw missing(descriptor.digest) }
        guard file.size == descriptor.size else {
            throw LayoutError(
                path: "\(path)/\(name)",
                message: "it has \(file.size) bytes, its descriptor promises \(descriptor.size)",
                remedy: Self.copyAgain
            )
        }
        guard (0...file.size).contains(offset) else {
            throw LayoutError(path: "\(path)/\(name)", message: "it has \(file.size) bytes, none at \(offset)")
        }
        return FileStream(
            try files.open(file, name, at: offset),
            path: "\(path)/\(name)",
            size: file.size - offset
        )
    }

    private func missing(_ digest: Digest) -> LayoutError {
        LayoutError(path: path, message: "the layout lacks the blob \(digest)", remedy: Self.copyAgain)
    }

    /// The remedy for a folder that is something else.
    private static let nameLayout = "name the folder of an OCI image layout"
    /// The remedy for a layout that is damaged or incomplete.
    private static let copyAgain = "copy the layout again from where it was made"

    private static func name(_ digest: Digest) -> String { "blobs/\(digest.algorithm.rawValue)/\(digest.hex)" }
}
