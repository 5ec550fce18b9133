// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Foundation
package import OCI
package import Plans

/// A report of the far side, whose contents are sent again.
package struct ResendReport: Sendable, Equatable {
    package let missing: MissingReport
    /// The digest of the report's file.
    package let digest: Digest

    /// Reads the report from a file.
    package init(readingFrom path: String) throws(ResendReportError) {
        let data: Data
        do {
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            guard size <= MissingReport.sizeLimit else {
                throw ResendReportError.unreadable(path: path, reason: "it is too large for a report")
            }
            data = try Data(contentsOf: URL(filePath: path))
        } catch let error as ResendReportError {
            throw error
        } catch {
            throw .unreadable(path: path, reason: error.fileProblem)
        }
        do {
            missing = try MissingReport(reading: data)
        } catch {
            throw .noReport(path: path, reason: "\(error)")
        }
        digest = Digest(of: Array(data))
    }
}

/// An error that a file is not a report of missing content.
package enum ResendReportError: ExplainedError, Sendable, Equatable {
    case unreadable(path: String, reason: String)
    case noReport(path: String, reason: String)

    package var explanation: Explanation {
        switch self {
        case .unreadable(let path, let reason):
            Explanation(
                "\(OptionName.resend) \(path): the report cannot be read: \(reason)",
                remedy: Self.remedy
            )
        case .noReport(let path, let reason):
            Explanation("\(OptionName.resend) \(path): \(reason)", remedy: Self.remedy)
        }
    }

    private static let remedy =
        "Reports are written by `mirror plan \(OptionName.from) … \(OptionName.reportMissing) FILE`."
}
