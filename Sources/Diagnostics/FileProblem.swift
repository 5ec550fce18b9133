// SPDX-License-Identifier: Apache-2.0

import Foundation
import SystemPackage

extension Error {
    /// The reason of an error of the system or of Foundation, in our words and without the path.
    ///
    /// Messages show such errors through this or ``inWords``, never through `localizedDescription` or their own
    /// description. Our own errors keep their text.
    package var fileProblem: String {
        if self is DecodingError { return JSONFault(self).description }
        if self is EncodingError { return "it cannot be written as JSON" }
        if self is CancellationError { return "it was interrupted" }
        if let number = systemNumber { return systemProblem(number) }
        if let error = self as? CocoaError { return error.problem }
        return isForeign ? "the system gives no reason" : "\(self)"
    }

    /// The text of an error, in our words; for an error of Foundation with the operation and the file.
    package var inWords: String {
        guard let error = self as? CocoaError, let path = error.path else { return fileProblem }
        return "cannot \(error.isAboutReading ? "read" : "write") \(path): \(fileProblem)"
    }

    /// The system's error number, if the error has one or was made from one.
    private var systemNumber: Int32? {
        switch self {
        case let error as Errno: return error.rawValue
        case let error as POSIXError: return error.code.rawValue
        case let error as CocoaError: return error.underlying?.systemNumber ?? error.foreignNumber
        default:
            let error = self as NSError
            return error.domain == NSPOSIXErrorDomain ? Int32(exactly: error.code) : nil
        }
    }

    /// Whether Foundation made the error, with a description that is not for people.
    private var isForeign: Bool { type(of: self) is NSError.Type || "\(self)".hasPrefix("Error Domain=") }
}

extension CocoaError {
    /// The file of the error.
    fileprivate var path: String? {
        filePath ?? url?.path(percentEncoded: false)
    }

    /// The system's error number if Foundation stores the cause in its old form, which does not cast to the new one.
    fileprivate var foreignNumber: Int32? {
        guard let error = (self as NSError).userInfo[NSUnderlyingErrorKey] as? NSError,
            error.domain == NSPOSIXErrorDomain
        else { return nil }
        return Int32(exactly: error.code)
    }

    /// Whether the failed operation was reading; otherwise it was making, writing or removing.
    fileprivate var isAboutReading: Bool { (256..<512).contains(code.rawValue) }

    /// The meaning of the code if the system's error number is unknown.
    fileprivate var problem: String {
        switch code {
        case .fileNoSuchFile, .fileReadNoSuchFile: systemProblem(POSIXErrorCode.ENOENT.rawValue)
        case .fileReadNoPermission, .fileWriteNoPermission: systemProblem(POSIXErrorCode.EACCES.rawValue)
        case .fileWriteOutOfSpace: systemProblem(POSIXErrorCode.ENOSPC.rawValue)
        case .fileWriteVolumeReadOnly: systemProblem(POSIXErrorCode.EROFS.rawValue)
        case .fileWriteFileExists: systemProblem(POSIXErrorCode.EEXIST.rawValue)
        case .fileReadInvalidFileName, .fileWriteInvalidFileName, .fileReadUnsupportedScheme,
            .fileWriteUnsupportedScheme:
            "its path cannot be used: it is too long, or not UTF-8"
        case .fileReadInapplicableStringEncoding, .fileReadUnknownStringEncoding,
            .fileWriteInapplicableStringEncoding:
            "it is not UTF-8 text"
        case .fileReadTooLarge: "it is too large"
        case .fileReadCorruptFile, .propertyListReadCorrupt: "it is damaged"
        case .fileReadUnknown where isFolder: systemProblem(POSIXErrorCode.EISDIR.rawValue)
        default: "the system gives no reason"
        }
    }

    private var isFolder: Bool {
        guard let path, let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return false }
        return attributes[.type] as? FileAttributeType == .typeDirectory
    }
}
