// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
package import Plans

/// A folder of volumes, by the names of its files.
package struct ArchiveFolder: Sendable {
    /// The path as the user gave it, without `file://`.
    package let path: String
    /// The existing volumes, in the order of their numbers.
    package let volumes: [VolumeName]
    /// The volumes whose set is incomplete, in the order of their numbers.
    package let partials: [VolumeName]

    /// Lists a folder; the path may begin with `file://`.
    package init(_ path: String) throws(ArchiveSetError) {
        self.path = Self.plain(path)
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: self.path)
        } catch {
            let type = try? FileManager.default.attributesOfItem(atPath: self.path)[.type] as? FileAttributeType
            let message =
                switch type {
                case .typeDirectory: "the folder cannot be read: \(error.fileProblem)"
                case nil: "there is no such folder"
                default: "it is a file, not a folder"
                }
            throw ArchiveSetError(
                path: self.path,
                message: message,
                remedy: "Name the folder that the volumes of the archive are in."
            )
        }
        volumes = names.compactMap { VolumeName(file: $0) }.sorted()
        partials = names.filter { $0.hasSuffix(".partial") }
            .compactMap { VolumeName(file: $0.dropLast(".partial".count)) }.sorted()
    }

    /// The path of a file in the folder.
    package func path(of name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

    /// The path of a folder without `file://`.
    package static func plain(_ path: String) -> String { TargetPlace.folder(named: path) ?? path }

    /// Refuses a folder to which an apply is writing, or in which an apply stopped early.
    func requireFinished() throws(ArchiveSetError) {
        guard let first = partials.first else { return }
        let others = partials.count == 1 ? "" : ", and so are \(partials.count - 1) more"
        throw ArchiveSetError(
            path: path(of: first.partial),
            message: "this volume is not finished\(others): the apply that writes its set has not ended",
            remedy:
                "Run `mirror apply` with the same plan again where the archive is made; it continues where it stopped. "
                + "Then copy all of its volumes."
        )
    }
}
