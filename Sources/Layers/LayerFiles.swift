// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import OCI

/// Reads some files of an image out of its layers; nothing is unpacked to disk.
///
/// Layers are read from the top down, and none below the one that answers the last question. Each is read whole and
/// verified before anything in it counts.
package struct LayerFiles: Sendable {
    /// How much is read.
    package struct Limits: Sendable {
        /// The bytes of one file.
        package var file: Int
        /// The bytes of all files together.
        package var total: Int
        /// The bytes that a layer may unpack to.
        package var layer: Int64
        /// The bytes of the paths that a layer has in the wanted folders.
        package var paths: Int

        package init(file: Int = 16 << 20, total: Int = 64 << 20, layer: Int64 = 64 << 30, paths: Int = 64 << 20) {
            self.file = file
            self.paths = paths
            self.total = total
            self.layer = layer
        }
    }

    /// Opens a layer, lets it be read and returns what came of that.
    package typealias Opener = (Descriptor, (any ByteStream) async throws -> Layer) async throws -> Layer

    /// How often a link may lead on to another, each of which costs a look at the layers.
    package static let linkLimit = 8

    private let paths: [String]
    /// The paths for whose sake no further layer is read.
    private let companions: Set<String>
    private let folders: [String]
    private let limits: Limits

    /// Wants the files of the given paths, and all files in the given folders and below; a slash in front is the
    /// image's root.
    ///
    /// Those of `companions` are taken where they come with the others: for their sake no further layer is read.
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
    /// Throws `LayerFilesError`, `ContentMismatch` and what `open` throws.
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

/// One run over the layers, and what it has read in all.
private struct Reading {
    let layers: [Descriptor]
    let limits: LayerFiles.Limits
    var total = 0

    /// Takes every link one step further; returns those that lead on.
    mutating func follow(
        _ links: [OpenLink],
        _ found: inout [String: [UInt8]],
        _ open: LayerFiles.Opener
    ) async throws -> [OpenLink] {
        var next: [OpenLink] = []
        // A hard link means what its own layer had, not what a layer above made of it.
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

    /// Reads layers, of the lowest `depth`, until they have told everything.
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
