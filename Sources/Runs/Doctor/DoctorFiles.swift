// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import Foundation
import GitStore

/// The checks of this machine's files.
enum DoctorFiles {
    /// Little more than the documents of a plan.
    static let least: Int64 = 1 << 30
    /// Enough for the large images.
    static let ample: Int64 = 20 << 30

    /// Whether a folder can be written to, and what is free there.
    static func folder(_ subject: String, _ path: String) -> HealthCheck {
        let place = existing(path)
        guard FileManager.default.isWritableFile(atPath: place) else {
            return HealthCheck(
                subject,
                .problem,
                "\(path) cannot be written to",
                remedy: "ls -ld \(shellArgument(place)); name another folder, or change its owner"
            )
        }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: place)
        let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
        return .room(subject, in: path, free: free, least: least, ample: ample)
    }

    /// Whether there is an image layout in a folder.
    static func layout(_ path: String) -> HealthCheck {
        let subject = "source oci://\(path)"
        guard FileManager.default.fileExists(atPath: "\(path)/index.json") else {
            return HealthCheck(subject, .problem, "there is no index.json in it", remedy: "ls \(shellArgument(path))")
        }
        return HealthCheck(subject, .ok, "it is an image layout")
    }

    /// Whether the repository around a configuration has an author for commits.
    static func identity(around configuration: String?, _ environment: [String: String]) -> HealthCheck {
        let subject = "git identity"
        do {
            let file = configuration.flatMap { $0 == StandardStream.name ? nil : $0 } ?? "."
            let path = URL(filePath: file).standardizedFileURL
            let folder = configuration == nil ? path : path.deletingLastPathComponent()
            guard let repository = try AuditRepository.locate(around: folder.path) else {
                let author = try GitRepository.identity(.author, inNew: folder.path, environment: environment)
                return HealthCheck(subject, .ok, "commits are by \(author); \(folder.path) is in no git repository yet")
            }
            let author = try repository.author(environment)
            return HealthCheck(subject, .ok, "commits in \(repository.folder.root) are by \(author)")
        } catch {
            return HealthCheck(subject, failed: error)
        }
    }

    /// The nearest folder that exists.
    private static func existing(_ path: String) -> String {
        var place = URL(filePath: path).standardizedFileURL
        while !FileManager.default.fileExists(atPath: place.path), place.pathComponents.count > 1 {
            place.deleteLastPathComponent()
        }
        return place.path
    }
}
