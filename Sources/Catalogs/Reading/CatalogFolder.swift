// SPDX-License-Identifier: Apache-2.0

import Layers

/// The folder of a catalog, as the layers of its image define it.
struct CatalogFolder: Sendable {
    /// The part of each layer that was read.
    let part: LayerPart
    /// The layers, base first.
    let layers: [CatalogLayer]
    /// The real path of the folder: the path in the image may be a link to it.
    let root: String
    let view: LayeredFolder
    /// Everything in it except folders, sorted by path.
    let members: [LayeredFolder.Member]
    /// The attributes of its folders, by their paths below it; its own path is empty.
    let attributes: [String: FolderAttributes]
    private let files: [[String: CatalogLayer.File]]

    /// The maximum number of ignore patterns of a catalog.
    private static let patternLimit = 1000

    init(_ part: LayerPart, _ layers: [CatalogLayer], _ view: LayeredFolder, root: String) {
        self.part = part
        self.layers = layers
        self.root = root
        self.view = view
        members = view.members
        files = layers.map { layer in Dictionary(layer.files.map { ($0.path, $0) }) { _, last in last } }
        attributes = Dictionary(
            view.attributes.map { (Self.relative($0.key, to: root), $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The content of a file that was read.
    func file(_ member: LayeredFolder.Member) -> CatalogLayer.File? { files[member.layer][member.path] }

    /// The path relative to the folder.
    func relative(_ path: String) -> String { Self.relative(path, to: root) }

    private static func relative(_ path: String, to root: String) -> String {
        // The image's own root has no name.
        root == "." ? path : String(Substring(path.utf8.dropFirst(root.utf8.count + 1)))
    }

    /// The patterns of its `.indexignore` files.
    func patterns(of image: CatalogImage) throws(CatalogError) -> IgnorePatterns {
        var patterns = IgnorePatterns()
        let ignoring = members.filter { $0.path.split(separator: "/").last == Substring(IgnorePatterns.fileName) }
        // Patterns of a folder come after those of the folders above it.
        for member in ignoring.sorted(by: { depth($0.path) < depth($1.path) }) {
            guard member.node == .file else {
                throw error(image, member.path, "this is \(Self.kind(of: member.node)), expected a separate file")
            }
            guard let file = file(member) else { continue }
            if let fault = file.faults.first {
                throw error(image, "\(member.path):\(fault.line):\(fault.column)", fault.message)
            }
            patterns.add(
                file.patterns ?? "",
                in: String(Substring(relative(member.path).utf8.dropLast(IgnorePatterns.fileName.utf8.count)))
            )
        }
        // Each pattern is compared with each path.
        guard patterns.count <= Self.patternLimit else {
            throw error(
                image,
                image.root,
                "its files `\(IgnorePatterns.fileName)` have \(patterns.count) patterns, at most \(Self.patternLimit) are"
                    + " read"
            )
        }
        return patterns
    }

    private func depth(_ path: String) -> Int { path.split(separator: "/").count }

    private static func kind(of node: LayerFolder.Node) -> String {
        switch node {
        case .symbolicLink(let target): "a link to `\(target)`"
        case .hardLink(let target): "another name of `\(target)`"
        default: "not a regular file"
        }
    }

    private func error(_ image: CatalogImage, _ place: String, _ message: String) -> CatalogError {
        CatalogError(
            catalog: image.name,
            place: place,
            message: message,
            remedy: "report this to the maker of the catalog"
        )
    }
}
