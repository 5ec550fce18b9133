// SPDX-License-Identifier: Apache-2.0

/// The wanted paths of an image, normalized.
struct LayerQuery: Sendable {
    let paths: Set<String>
    let folders: [String]
    /// The wanted paths that alone are no reason to read a further layer.
    let companions: Set<String>
    /// The paths, the folders and everything above them.
    private let points: Set<String>

    /// Makes a query; of `places` the kind matters, but not the content.
    init(
        paths: [String],
        folders: [String] = [],
        companions: Set<String> = [],
        places: some Sequence<String> = EmptyCollection<String>()
    ) {
        self.paths = Set(paths)
        self.folders = folders
        self.companions = companions
        points = Set((paths + folders + places).flatMap { [$0] + ImagePath.ancestors(of: $0) })
    }

    /// Whether the content of a file at the path is wanted.
    func wants(_ path: String) -> Bool { paths.contains(path) || isInFolder(path) }

    /// Whether the kind of the path matters.
    func concerns(_ path: String) -> Bool { points.contains(path) || isInFolder(path) }

    /// Whether no lower layer can add anything.
    func isAnswered(by view: LayerView) -> Bool {
        paths.subtracting(companions).allSatisfy { view.decides($0) }
            && folders.allSatisfy { view.hidesAllBeneath($0) }
    }

    private func isInFolder(_ path: String) -> Bool { folders.contains { ImagePath.isBeneath(path, $0) } }
}

/// The content of a path.
enum LayerNode: Sendable, Equatable {
    /// A file; its bytes if they are wanted.
    case file([UInt8])
    case directory
    case symbolicLink(target: String)
    case hardLink(target: String)
    case special
}
