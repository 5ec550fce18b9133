// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Foundation
import Plans

/// The archives of oc-mirror v1 in a folder, by the names of their files.
package struct SequenceFolder: Sendable, Equatable {
    /// The folder as the user gave it, without `file://`.
    package let path: String
    /// The archives by their sequences.
    package let sets: [SequenceSet]
    /// Other files that end in `.tar`, sorted.
    package let others: [String]

    /// Lists a folder, or the folder of a file; the path may begin with `file://`.
    ///
    /// A file with the name of a part stands for its archive: its other parts lie beside it. A file with another name is
    /// an archive of one part.
    package init(_ path: String) throws(SequencedArchiveError) {
        let plain = ArchiveFolder.plain(path)
        let type = Self.type(of: plain)
        switch type {
        case .typeDirectory:
            try self.init(folder: plain)
        case .typeRegular:
            let file = URL(filePath: plain)
            let name = file.lastPathComponent
            let parent = plain.contains("/") ? String(plain.dropLast(name.count + 1)) : "."
            let folder = parent.isEmpty ? "/" : parent
            guard let part = SequencePartName(file: name) else {
                let alone = SequenceSet.Part(number: 0, name: name, path: plain)
                self.init(folder, [SequenceSet(folder: folder, sequence: nil, parts: [alone])], others: [])
                return
            }
            let all = try Self(folder: folder)
            self.init(folder, all.sets.filter { $0.sequence == part.sequence }, others: [])
        default:
            throw SequencedArchiveError(
                path: plain,
                message: type == nil ? "there is no such file or folder" : "it is neither a file nor a folder",
                remedy: "Name an archive, or the folder that it is in."
            )
        }
    }

    private init(_ path: String, _ sets: [SequenceSet], others: [String]) {
        self.path = path
        self.sets = sets
        self.others = others
    }

    private init(folder: String) throws(SequencedArchiveError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw SequencedArchiveError(path: folder, message: "the folder cannot be read: \(error.fileProblem)")
        }
        var parts: [Int: [SequenceSet.Part]] = [:]
        var others: [String] = []
        for name in names where name.hasSuffix(".tar") {
            if let part = SequencePartName(file: name) {
                let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
                parts[part.sequence, default: []].append(.init(number: part.part, name: name, path: path))
            } else {
                others.append(name)
            }
        }
        let sets = parts.sorted { $0.key < $1.key }
            .map { SequenceSet(folder: folder, sequence: $0, parts: $1) }
        self.init(folder, sets, others: others.sorted())
    }

    private static func type(of path: String) -> FileAttributeType? {
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        return try? FileManager.default.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType
    }

    /// Returns the only archive.
    ///
    /// oc-mirror reads all archives of a folder as one, and so mixes the metadata of several.
    package func only() throws(SequencedArchiveError) -> SequenceSet {
        guard let first = sets.first else {
            throw SequencedArchiveError(
                path: path,
                message: "there is no archive of oc-mirror v1: found no file like "
                    + "\(SequencePartName(sequence: 1, part: 0))",
                remedy: others.isEmpty ? nil : "Name the file, if it is \(listed(others))."
            )
        }
        guard sets.count == 1 else {
            throw SequencedArchiveError(
                path: path,
                message: "the folder has the archives of \(counted(sets.count, "sequence")): "
                    + listed(sets.map { "\($0.sequence ?? 0)" }),
                remedy: "Name one of them, such as \(first.parts.first?.name ?? "")."
            )
        }
        return first
    }
}
