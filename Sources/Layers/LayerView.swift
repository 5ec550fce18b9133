// SPDX-License-Identifier: Apache-2.0

/// The state of a query's paths after the layers that were read so far, from the top down.
struct LayerView: Sendable {
    /// The nodes that were found, with the number of layers up to and including their own.
    private var nodes: [String: (node: LayerNode, depth: Int)] = [:]
    /// The attributes of folders, each from the top-most layer that contains the folder.
    private(set) var attributes: [String: FolderAttributes] = [:]
    /// The paths that are removed in the layers below, with everything in them.
    private var removed: Set<String> = []
    /// The paths whose content is removed in the layers below.
    private var covered: Set<String> = []

    /// Adds a layer below those that were read.
    mutating func add(_ layer: LayerFiles.Layer, depth: Int) {
        for (path, node) in layer.nodes where shows(path) { nodes[path] = (node, depth) }
        for (path, found) in layer.attributes where attributes[path] == nil {
            if !hides(path), nodes[path]?.node == .directory { attributes[path] = found }
        }
        removed.formUnion(layer.removed)
        covered.formUnion(layer.covered)
        // A path that is not a directory hides everything below it, even if a layer above made it a directory again.
        covered.formUnion(layer.nodes.filter { $0.value != .directory }.keys)
    }

    /// Whether the path of a lower layer is visible.
    func shows(_ path: String) -> Bool { nodes[path] == nil && !hides(path) }

    /// Whether the content of the path is known, or it is known that there is none.
    func decides(_ path: String) -> Bool { !shows(path) }

    /// Whether no lower layer can change the folder's attributes.
    func knowsFolder(_ folder: String) -> Bool {
        attributes[folder] != nil || hides(folder) || nodes[folder].map { $0.node != .directory } ?? false
    }

    /// Whether the lower layers can have nothing visible in the folder.
    func hidesAllBeneath(_ folder: String) -> Bool { covered.contains(folder) || hides(folder) }

    private func hides(_ path: String) -> Bool {
        removed.contains(path)
            || ImagePath.ancestors(of: path).contains { removed.contains($0) || covered.contains($0) }
    }

    /// The content of a path, and the depth of its layer.
    func found(at path: String) -> (node: LayerNode, depth: Int)? { nodes[path] }

    /// The wanted paths, and those in the wanted folders that are not folders, sorted.
    func names(paths: [String], folders: [String]) throws(LayerFilesError) -> [String] {
        for folder in folders {
            for path in [folder] + ImagePath.ancestors(of: folder) {
                guard case .symbolicLink(let target) = nodes[path]?.node else { continue }
                throw .link(path, to: target, .folder)
            }
        }
        return Set(paths).union(self.paths(in: folders)).sorted()
    }

    /// The paths in folders that are not folders, sorted.
    func paths(in folders: [String]) -> [String] {
        nodes.filter { path, found in
            found.node != .directory && folders.contains { ImagePath.isBeneath(path, $0) }
        }.keys.sorted()
    }

    /// The result of a lookup.
    enum Answer {
        case absent
        case file([UInt8])
        case leadsTo(OpenLink)
    }

    /// What is above a path.
    enum Way {
        case folders
        case link(OpenLink)
        /// Something that cannot contain anything.
        case noFolder
    }

    /// Finds what is above a path, from the root down.
    func above(_ link: OpenLink) throws(LayerFilesError) -> Way {
        for folder in ImagePath.ancestors(of: link.path).reversed() {
            switch nodes[folder]?.node {
            case .symbolicLink(let target):
                let rest = folder == "." ? link.path : String(link.path.dropFirst(folder.count + 1))
                return .link(try link.following(target + "/" + rest, from: ImagePath.parent(of: folder)))
            case .file, .hardLink, .special: return .noFolder
            case .directory, nil: continue
            }
        }
        return .folders
    }

    /// Looks up a path; fails if `isWanted` and there is something other than a file.
    func answer(_ link: OpenLink, isWanted: Bool) throws(LayerFilesError) -> Answer {
        switch try above(link) {
        case .link(let next): return .leadsTo(next)
        case .noFolder: return .absent
        case .folders: break
        }
        guard let (node, depth) = nodes[link.path] else { return .absent }
        switch node {
        case .file(let bytes): return .file(bytes)
        case .symbolicLink(let target):
            return .leadsTo(try link.following(target, from: ImagePath.parent(of: link.path)))
        case .hardLink(let target):
            var next = try link.following(target, from: ".")
            next.depth = depth
            return .leadsTo(next)
        case .directory, .special:
            if isWanted { throw .notAFile(link.name) }
            return .absent
        }
    }
}
