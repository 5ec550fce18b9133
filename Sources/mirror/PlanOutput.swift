// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// The file that a plan is written to.
struct PlanOutput {
    let path: String

    /// Refuses to overwrite what is no plan: the configuration, say, or a file of somebody else.
    func check(configuration: String) throws {
        let file = URL(filePath: path).resolvingSymlinksInPath()
        guard file != URL(filePath: configuration).resolvingSymlinksInPath() else {
            throw CommandError("--out \(path) is the configuration itself\nName another file for the plan.")
        }
        switch try? FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType {
        case .typeDirectory: throw CommandError("--out \(path) is a folder\nName a file for the plan.")
        case .typeRegular:
            guard PlanReader(path: file.path).isPlanOrEmpty() else {
                throw CommandError("--out \(path) exists and is no plan\nRemove it, or name another file for the plan.")
            }
        default: break
        }
    }

    /// Writes a regular file as a whole or not at all; a device or a pipe is written to as it is.
    func write(_ bytes: [UInt8]) throws {
        let file = URL(filePath: path).resolvingSymlinksInPath()
        let type = try? FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType
        do {
            if let type, type != .typeRegular {
                let handle = try FileHandle(forWritingTo: file)
                try handle.write(contentsOf: Data(bytes))
                try handle.close()
            } else {
                try Data(bytes).write(to: file, options: .atomic)
            }
        } catch {
            throw CommandError("\(path): the plan cannot be written: \(error.fileProblem)")
        }
    }
}

extension Error {
    /// What an error of Foundation's files says, without its ornaments.
    var fileProblem: String {
        guard let error = self as? CocoaError else { return "\(self)" }
        switch error.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: return "there is no such file or folder"
        case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
        case .fileWriteOutOfSpace: return "no space is left on the device"
        case .fileWriteVolumeReadOnly: return "the file system is read-only"
        default:
            if let posix = error.underlying as? POSIXError { return posix.code.text }
            return "error \(error.code.rawValue)"
        }
    }
}

extension POSIXErrorCode {
    /// The system's words.
    var text: String { POSIXError(self).localizedDescription }
}
