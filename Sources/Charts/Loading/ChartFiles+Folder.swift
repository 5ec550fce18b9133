// SPDX-License-Identifier: Apache-2.0

import Foundation

extension ChartFiles {
    /// The largest number of bytes of all files of a chart together.
    package static let sizeLimit = 100 << 20
    /// The largest number of files of a chart.
    package static let countLimit = 20_000

    /// Reads the files of a folder, without those that its `.helmignore` names.
    ///
    /// Links may lead to files and folders of the chart, never out of it.
    package init(directory: String) throws(ChartError) {
        var folder = try ChartFolder(directory)
        try folder.read("")
        self.init(entries: folder.entries)
    }

    /// The content without the byte order mark that some editors write.
    static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
    }
}

/// A folder with a chart while its files are read.
private struct ChartFolder {
    private static let depthLimit = 64

    /// The folder without links on the way to it.
    let root: String
    let rules: HelmIgnore
    var entries: [ChartFiles.Entry] = []
    private var size = 0

    init(_ directory: String) throws(ChartError) {
        root = URL(filePath: directory).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: root)
        guard attributes?[.type] as? FileAttributeType == .typeDirectory else {
            throw ChartError(
                .files,
                "path \"\(directory)\" not found",
                remedy: "name the folder with the chart's Chart.yaml, or a packaged chart (.tgz)"
            )
        }
        let ignored = FileManager.default.contents(atPath: "\(root)/.helmignore")
        rules = try HelmIgnore(ignored.map { String(decoding: $0, as: UTF8.self) } ?? "")
    }

    /// Reads everything below a path, in the order of the names.
    mutating func read(_ path: String, depth: Int = 0) throws(ChartError) {
        guard depth < Self.depthLimit else { throw refusal(path, "its folders are nested too deeply") }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(path)")
        } catch {
            throw refusal(path, "the folder cannot be read")
        }
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let child = path.isEmpty ? name : "\(path)/\(name)"
            let target = try target(of: child)
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
                let type = attributes[.type] as? FileAttributeType
            else { throw refusal(child, "it cannot be read") }
            switch type {
            case .typeDirectory:
                if !rules.ignores(child, isFolder: true) { try read(child, depth: depth + 1) }
            case .typeRegular:
                if !rules.ignores(child, isFolder: false) { try add(child, at: target, attributes[.size] as? Int ?? 0) }
            default:
                if !rules.ignores(child, isFolder: false) {
                    throw refusal(child, "cannot load irregular file \(child) as it has file mode type bits set")
                }
            }
        }
    }

    /// Where a path leads; a link out of the chart is refused.
    private func target(of path: String) throws(ChartError) -> String {
        let target = URL(filePath: "\(root)/\(path)").resolvingSymlinksInPath().path
        guard target.hasPrefix(root == "/" ? "/" : root + "/") else {
            throw refusal(path, "it is a link that leads out of the chart")
        }
        return target
    }

    private mutating func add(_ path: String, at target: String, _ length: Int) throws(ChartError) {
        size += length
        guard size <= ChartFiles.sizeLimit else {
            throw refusal(path, "the files of the chart are larger than \(ChartFiles.sizeLimit >> 20) MiB")
        }
        guard entries.count < ChartFiles.countLimit else {
            throw refusal(path, "the chart has more than \(ChartFiles.countLimit) files")
        }
        guard let data = FileManager.default.contents(atPath: target) else { throw refusal(path, "it cannot be read") }
        entries.append(ChartFiles.Entry(path: path, bytes: ChartFiles.withoutMark(Array(data))))
    }

    private func refusal(_ path: String, _ message: String) -> ChartError {
        ChartError(
            .files,
            "\(path.isEmpty ? root : path): \(message)",
            at: ChartError.Place(file: path),
            remedy: "remove it from the chart, or name it in .helmignore"
        )
    }
}
