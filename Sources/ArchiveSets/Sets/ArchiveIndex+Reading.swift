// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Foundation
import Plans

extension ArchiveIndex {
    /// The maximum size of an index in bytes.
    package static let sizeLimit = 256 << 20

    /// Reads the index in a folder; `nil` if the folder has no index.
    ///
    /// Its contents are a hint: it can be older than the volumes, or belong to another archive.
    package static func read(in folder: ArchiveFolder) throws(ArchiveSetError) -> ArchiveIndex? {
        let path = folder.path(of: fileName)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try read(path)
    }

    /// Reads an index from its file.
    package static func read(_ path: String) throws(ArchiveSetError) -> ArchiveIndex {
        func refuse(_ message: String) -> ArchiveSetError {
            ArchiveSetError(
                path: path,
                message: message,
                remedy: "Rebuild it from the volumes beside it: mirror describe \(OptionName.writeIndex) FOLDER"
            )
        }
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
        guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular,
            let size = attributes[.size] as? NSNumber
        else { throw refuse("it is not a file that can be read") }
        guard size.int64Value <= sizeLimit else {
            throw refuse("it is longer than the limit of \(sizeLimit) bytes")
        }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: resolved))
        } catch {
            throw refuse("it cannot be read: \(error.fileProblem)")
        }
        do {
            return try ArchiveIndex(reading: data)
        } catch {
            throw refuse(error.description)
        }
    }

    /// Reads an index, and checks that it is consistent.
    package init(reading data: Data) throws(ArchiveIndexError) {
        do {
            self = try JSONDecoder().decode(ArchiveIndex.self, from: data)
        } catch {
            throw .noIndex
        }
        guard kind == Self.kind else { throw .kind(kind) }
        guard formatVersion.split(separator: ".").first == "1" else { throw .version(formatVersion) }
        var last = 0
        for volume in sets.flatMap(\.volumes) {
            guard let name = VolumeName(file: volume.name), name.number > last else { throw .order(volume.name) }
            last = name.number
            guard volume.isPossible else { throw .ranges(volume.name) }
        }
        guard sets.allSatisfy({ !$0.volumes.isEmpty }), Set(sets.map(\.plan)).count == sets.count else {
            throw .sets
        }
    }
}

extension ArchiveIndex.Volume {
    /// Whether the blobs fit into the volume, one after the other.
    fileprivate var isPossible: Bool {
        var end: Int64 = 0
        for blob in blobs {
            guard blob.offset >= end, blob.size >= 0, blob.size <= size, blob.offset <= size - blob.size else {
                return false
            }
            end = blob.offset + blob.size
        }
        return size >= 0
    }
}

/// An error that a file is not the index of an archive.
package enum ArchiveIndexError: Error, Sendable, Equatable, CustomStringConvertible {
    case noIndex
    case kind(String)
    case version(String)
    /// A volume has an invalid name, or comes after one with a higher number.
    case order(String)
    /// The blobs of a volume overlap, or do not fit into it.
    case ranges(String)
    case sets

    package var description: String {
        switch self {
        case .noIndex: "it is not the JSON of an index"
        case .kind(let kind): "its `kind` is `\(kind)`, expected `\(ArchiveIndex.kind)`"
        case .version(let version): "its format has version \(version), this tool knows 1.0"
        case .order(let name): "its volume `\(name)` has an invalid name or is out of order"
        case .ranges(let name): "the blobs of its volume `\(name)` overlap or do not fit into it"
        case .sets: "a set in it is empty or listed twice"
        }
    }
}
