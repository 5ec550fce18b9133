// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Scheduling

/// Writes files into folders that are made where they are missing.
enum OutputFolder {
    /// Makes a folder if it is missing.
    static func make(_ folder: String) throws(UnusableWorkspace) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw UnusableWorkspace(folder: folder, reason: error.fileProblem)
        }
    }

    /// Writes a file completely or not at all.
    static func write(_ text: String, to path: String) throws(UnusableWorkspace) {
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try WholeFile.write(Array(text.utf8), to: path)
        } catch let failure as SystemFailure {
            throw UnusableWorkspace(folder: path, reason: failure.description)
        } catch {
            throw UnusableWorkspace(folder: path, reason: error.fileProblem)
        }
    }
}
