// SPDX-License-Identifier: Apache-2.0

/// What is wanted of an image, as normalized paths.
struct LayerQuery: Sendable {
    let paths: Set<String>
    let folders: [String]
    /// The paths for whose sake no further layer is read.
    let companions: Set<String>
    /// The paths, the folders and what lies above them.
    private let points: Set<String>

    /// Of `places` it matters what stands there, and not what it holds.
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

    /// Whether it matters what stands at the path.
    func concerns(_ path: String) -> Bool { points.contains(path) || isInFolder(path) }

    /// Whether no layer below can add anything.
    func isAnswered(by view: LayerView) -> Bool {
        paths.subtracting(companions).allSatisfy { view.decides($0) }
            && folders.allSatisfy { view.hidesAllBeneath($0) }
    }

    private func isInFolder(_ path: String) -> Bool { folders.contains { ImagePath.isBeneath(path, $0) } }
}

/// What stands at a path.
enum LayerNode: Sendable, Equatable {
    /// A file; its bytes where they are wanted.
    case file([UInt8])
    case directory
    case symbolicLink(target: String)
    case hardLink(target: String)
    case special
}
