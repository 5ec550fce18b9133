// SPDX-License-Identifier: Apache-2.0

/// What the layers that were read so far, from the top down, make of the paths of a query.
struct LayerView: Sendable {
    /// What was found at paths, and how many layers lie below and with it.
    private var nodes: [String: (node: LayerNode, depth: Int)] = [:]
    /// What the top-most layer that has a member for a folder says of it.
    private(set) var attributes: [String: FolderAttributes] = [:]
    /// The paths that are gone in the layers below, with all beneath them.
    private var removed: Set<String> = []
    /// The paths of which all that lies beneath is gone in the layers below.
    private var covered: Set<String> = []

    /// Puts a layer below those that were read.
    mutating func add(_ layer: LayerFiles.Layer, depth: Int) {
        for (path, node) in layer.nodes where shows(path) { nodes[path] = (node, depth) }
        for (path, found) in layer.attributes where attributes[path] == nil {
            if !hides(path), nodes[path]?.node == .directory { attributes[path] = found }
        }
        removed.formUnion(layer.removed)
        covered.formUnion(layer.covered)
        // What is no directory hides all beneath it, even where a layer above has made it one again.
        covered.formUnion(layer.nodes.filter { $0.value != .directory }.keys)
    }

    /// Whether what a layer below has at the path is seen.
    func shows(_ path: String) -> Bool { nodes[path] == nil && !hides(path) }

    /// Whether it is known what stands at the path, or that nothing does.
    func decides(_ path: String) -> Bool { !shows(path) }

    /// Whether no layer below can say anything of the folder.
    func knowsFolder(_ folder: String) -> Bool {
        attributes[folder] != nil || hides(folder) || nodes[folder].map { $0.node != .directory } ?? false
    }

    /// Whether the layers below can have nothing in the folder.
    func hidesAllBeneath(_ folder: String) -> Bool { covered.contains(folder) || hides(folder) }

    private func hides(_ path: String) -> Bool {
        removed.contains(path)
            || ImagePath.ancestors(of: path).contains { removed.contains($0) || covered.contains($0) }
    }

    /// What stands at a path, and the depth that was given with its layer.
    func found(at path: String) -> (node: LayerNode, depth: Int)? { nodes[path] }

    /// The wanted paths, and those in the wanted folders at which something other than a folder stands; sorted.
    func names(paths: [String], folders: [String]) throws(LayerFilesError) -> [String] {
        for folder in folders {
            for path in [folder] + ImagePath.ancestors(of: folder) {
                guard case .symbolicLink(let target) = nodes[path]?.node else { continue }
                throw .link(path, to: target, .folder)
            }
        }
        return Set(paths).union(self.paths(in: folders)).sorted()
    }

    /// The paths in folders at which something other than a folder stands, sorted.
    func paths(in folders: [String]) -> [String] {
        nodes.filter { path, found in
            found.node != .directory && folders.contains { ImagePath.isBeneath(path, $0) }
        }.keys.sorted()
    }

    /// What a lookup came to.
    enum Answer {
        case absent
        case file([UInt8])
        case leadsTo(OpenLink)
    }

    /// What stands above a path.
    enum Way {
        case folders
        case link(OpenLink)
        /// Something in which nothing can lie.
        case noFolder
    }

    /// Looks at what stands above a path, from the root down.
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

    /// Looks a path up; anything but a file there is an error where one `isWanted`.
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
