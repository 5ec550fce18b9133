// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Plans

/// The file that a report of what is missing is written to.
struct ReportOutput {
    let path: String

    private var output: OutputFile { OutputFile(path: path, subject: "report") }

    /// Refuses to overwrite what is no report: the files of the other options, or a file of somebody else.
    func check(besides others: [(option: String, path: String)]) throws {
        try output.requireFile("--report-missing")
        for other in others where output.isSame(as: other.path) {
            throw CommandError(
                "--report-missing \(path) is the file of \(other.option)\nName another file for the report."
            )
        }
        switch output.type {
        case .typeDirectory:
            throw CommandError("--report-missing \(path) is a folder\nName a file for the report.")
        case .typeRegular:
            guard isReportOrEmpty else {
                throw CommandError(
                    "--report-missing \(path) exists and is no report\nRemove it, or name another file for the report."
                )
            }
        default: break
        }
    }

    private var isReportOrEmpty: Bool {
        guard let size = try? FileManager.default.attributesOfItem(atPath: output.file.path)[.size] as? Int,
            size <= MissingReport.sizeLimit, let data = try? Data(contentsOf: output.file)
        else { return false }
        return data.isEmpty || (try? MissingReport(reading: data)) != nil
    }

    /// Writes the report.
    func write(_ report: MissingReport) throws { try output.write(Array(try report.data())) }

    /// Writes the report, and tells what to do with it.
    func writeAndTell(_ report: MissingReport) throws {
        try write(report)
        Console.standard.note(
            report.isEmpty
                ? "Nothing is missing; \(path) says so.\n"
                : "What is missing is in \(path). On the connected side: "
                    + "mirror plan -c FILE --to file://FOLDER --resend \(shellArgument(path))\n"
        )
    }
}
