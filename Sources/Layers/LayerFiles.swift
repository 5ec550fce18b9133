// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import OCI

/// Reads some files of an image from its layers; nothing is unpacked to disk.
///
/// Layers are read from the top down, until all files are known. Each is read completely and verified before its
/// content counts.
package struct LayerFiles: Sendable {
    /// The limits for reading.
    package struct Limits: Sendable {
        /// The maximum size of one file in bytes.
        package var file: Int
        /// The maximum total size of all files in bytes.
        package var total: Int
        /// The maximum unpacked size of a layer in bytes.
        package var layer: Int64
        /// The maximum total length of a layer's paths in the wanted folders in bytes.
        package var paths: Int

        package init(file: Int = 16 << 20, total: Int = 64 << 20, layer: Int64 = 64 << 30, paths: Int = 64 << 20) {
            self.file = file
            self.paths = paths
            self.total = total
            self.layer = layer
        }
    }

    /// A function that opens a layer, lets it be read and returns the result.
    package typealias Opener = (Descriptor, (any ByteStream) async throws -> Layer) async throws -> Layer

    /// The maximum length of a chain of links; each link costs another look at the layers.
    package static let linkLimit = 8

    private let paths: [String]
    /// The wanted paths that alone are no reason to read a further layer.
    private let companions: Set<String>
    private let folders: [String]
    private let limits: Limits

    /// Requests the files with the given paths, and all files in the given folders and below; a leading slash is the
    /// image's root.
    ///
    /// `companions` are paths that are taken if they are found with the others, but are no reason to read a further
    /// layer.
    package init(
        _ paths: Set<String>,
        in folders: Set<String> = [],
        companions: Set<String> = [],
        limits: Limits = Limits()
    ) throws(LayerFilesError) {
        self.paths = try paths.union(companions).map(ImagePath.normalized).sorted()
        self.companions = Set(try companions.subtracting(paths).map(ImagePath.normalized))
        self.folders = try folders.map(ImagePath.normalized).sorted()
        self.limits = limits
    }

    /// Returns the wanted files that the image has, by path; `layers` are those of its manifest, base first.
    ///
    /// Throws `LayerFilesError`, `ContentMismatch` and the errors of `open`.
    package func read(_ layers: [Descriptor], _ open: Opener) async throws -> [String: [UInt8]] {
        var reading = Reading(layers: layers, limits: limits)
        let query = LayerQuery(paths: paths, folders: folders, companions: companions)
        let first = try await reading.look(for: query, in: layers.count, open)
        var found: [String: [UInt8]] = [:]
        var links: [OpenLink] = []
        for name in try first.names(paths: paths, folders: folders) {
            let link = OpenLink(name: name, path: name, depth: layers.count)
            switch try first.answer(link, isWanted: paths.contains(name)) {
            case .absent: continue
            case .file(let bytes): found[name] = bytes
            case .leadsTo(let next): links.append(next)
            }
        }
        for _ in 0..<Self.linkLimit where !links.isEmpty {
            links = try await reading.follow(links, &found, open)
        }
        if let link = links.first { throw LayerFilesError.link(link.name, to: link.path, .tooMany) }
        return found
    }
}

/// One pass over the layers, and the total that it has read.
private struct Reading {
    let layers: [Descriptor]
    let limits: LayerFiles.Limits
    var total = 0

    /// Follows every link one step; returns those that lead further.
    mutating func follow(
        _ links: [OpenLink],
        _ found: inout [String: [UInt8]],
        _ open: LayerFiles.Opener
    ) async throws -> [OpenLink] {
        var next: [OpenLink] = []
        // A hard link means the file in its own layer, not a newer file in a layer above.
        for depth in Set(links.map(\.depth)).sorted() {
            let links = links.filter { $0.depth == depth }
            let view = try await look(for: LayerQuery(paths: Set(links.map(\.path)).sorted()), in: depth, open)
            for link in links {
                switch try view.answer(link, isWanted: true) {
                case .absent: throw LayerFilesError.link(link.name, to: link.path, .dangling)
                case .file(let bytes): found[link.name] = bytes
                case .leadsTo(let further): next.append(further)
                }
            }
        }
        return next
    }

    /// Reads layers, at most the lowest `depth`, until all questions are answered.
    mutating func look(
        for query: LayerQuery,
        in depth: Int,
        _ open: LayerFiles.Opener
    ) async throws -> LayerView {
        var view = LayerView()
        for index in (0..<depth).reversed() where !query.isAnswered(by: view) {
            let scan = LayerScan(query: query, above: view, limits: limits, total: total)
            let layer = try await open(layers[index]) { [layers] stream in
                try await scan.read(stream, layers[index])
            }
            total = layer.total
            view.add(layer, depth: index + 1)
        }
        return view
    }
}
