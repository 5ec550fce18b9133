// SPDX-License-Identifier: Apache-2.0

/// A part of an image, as normalized paths.
package struct LayerPart: Sendable, Hashable {
    /// The folders whose files are wanted, including files in folders below.
    package let folders: [String]
    /// The single files that are wanted.
    package let files: [String]
    /// The paths whose kind matters, but not their content.
    package let places: [String]

    /// Makes a part whose places are the folders above certain paths, without the root.
    ///
    /// Throws for a path that is not valid inside an image.
    package init(
        folder: String? = nil,
        files: some Sequence<String> = EmptyCollection<String>(),
        above paths: some Sequence<String> = EmptyCollection<String>()
    ) throws(LayerFilesError) {
        folders = try [folder].compactMap(\.self).map(ImagePath.normalized)
        self.files = Set(try files.map(ImagePath.normalized)).sorted()
        places = Set(try paths.map(ImagePath.normalized).flatMap { Self.folders(above: $0) }).sorted()
    }

    /// The folders above a normalized path, the outermost first, without the root.
    static func folders(above path: String) -> [String] {
        ImagePath.ancestors(of: path).filter { $0 != "." }.reversed()
    }

    var query: LayerQuery { LayerQuery(paths: files, folders: folders, places: places) }

    private init(folders: [String], files: [String], places: [String]) {
        self.folders = folders
        self.files = files
        self.places = places
    }

    /// The part without the places.
    package var content: LayerPart { LayerPart(folders: folders, files: files, places: []) }
    /// The places alone.
    package var surroundings: LayerPart { LayerPart(folders: [], files: [], places: places) }

    /// A text that identifies the part.
    package var name: String {
        [("/", folders), ("=", files), ("?", places)].flatMap { kind, paths in paths.map { kind + $0 } }
            .joined(separator: "\0")
    }
}
