// SPDX-License-Identifier: Apache-2.0

package import Foundation

extension Error {
    /// What an error of Foundation's files says, without its ornaments.
    package var fileProblem: String {
        if let error = self as? POSIXError { return error.code.text }
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
    package var text: String {
        let ornament = "The operation could not be completed. "
        let text = POSIXError(self).localizedDescription
        return text.hasPrefix(ornament) ? String(text.dropFirst(ornament.count)) : text
    }
}
