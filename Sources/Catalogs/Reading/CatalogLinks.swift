// SPDX-License-Identifier: Apache-2.0

import Layers

/// Follows the links among the files of a catalog, as `opm` does, but only inside the image.
struct CatalogLinks {
    /// The position at which a link's target was found, which decides its order.
    struct Position: Hashable, Comparable {
        /// The number of links that were followed.
        let round: Int
        /// The number of layers, from the base, that were searched.
        let depth: Int
        /// The number of the layer, from 0 for the base.
        let layer: Int
        let part: LayerPart

        static func < (left: Self, right: Self) -> Bool {
            (left.round, left.depth, left.layer) < (right.round, right.depth, right.layer)
        }
    }

    /// The target of a link.
    enum Target {
        case file(Position, CatalogLayer, CatalogLayer.File)
        /// The target cannot be read, for this reason.
        case unreadable(String)
    }

    /// A function that reads a part of a layer.
    typealias Read = (_ layer: Int, LayerPart) async throws -> CatalogLayer

    /// The targets, by the members' paths.
    private(set) var targets: [String: Target] = [:]

    /// Follows links at paths of a folder; each step costs a look at the layers.
    init(_ paths: [String], in folder: CatalogFolder, _ read: Read) async throws {
        var open = paths.compactMap { path in
            first(OpenLink(name: path, path: path, depth: folder.layers.count), folder.view)
        }
        for round in 0..<LayerFiles.linkLimit where !open.isEmpty {
            var next: [OpenLink] = []
            for depth in Set(open.map(\.depth)).sorted() {
                next += try await follow(open.filter { $0.depth == depth }, depth, round, read)
            }
            open = next
        }
        for link in open {
            targets[link.name] = .unreadable("\(LayerFilesError.link(link.name, to: link.path, .tooMany))")
        }
    }

    /// Takes the first step, which the folder knows.
    private mutating func first(_ link: OpenLink, _ view: LayeredFolder) -> OpenLink? {
        do throws(LayerFilesError) {
            if case .link(let next) = try view.answer(link) { return next }
        } catch {
            targets[link.name] = .unreadable("\(error)")
        }
        return nil
    }

    /// Follows links by one step in the lowest `depth` layers; returns those that lead further.
    private mutating func follow(
        _ links: [OpenLink],
        _ depth: Int,
        _ round: Int,
        _ read: Read
    ) async throws -> [OpenLink] {
        let part = try LayerPart(files: links.map(\.path))
        var view = LayeredFolder(part)
        var layers: [Int: CatalogLayer] = [:]
        for index in (0..<depth).reversed() where !view.isDecided {
            let layer = try await read(index, part)
            layers[index] = layer
            view.add(layer.folder, number: index)
        }
        var next: [OpenLink] = []
        for link in links {
            do {
                switch try view.answer(link) {
                case .link(let further): next.append(further)
                case .file(let index):
                    guard let layer = layers[index], let file = layer.files.first(where: { $0.path == link.path })
                    else {
                        throw LayerFilesError.link(link.name, to: link.path, .dangling)
                    }
                    let position = Position(round: round, depth: depth, layer: index, part: part)
                    targets[link.name] = .file(position, layer, file)
                case .absent: throw LayerFilesError.link(link.name, to: link.path, .dangling)
                }
            } catch let error as LayerFilesError {
                targets[link.name] = .unreadable("\(error)")
            }
        }
        return next
    }
}
