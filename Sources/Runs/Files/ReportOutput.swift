// SPDX-License-Identifier: Apache-2.0

package import Plans

/// The output file of a report of missing content.
package struct ReportOutput: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    private var output: OutputFile { OutputFile(path, .missingReport) }

    /// Refuses to overwrite a file that is not a report: a file of another option, or a foreign file.
    package func check(besides others: [(option: String, path: String)]) throws {
        try output.requireFile()
        for other in others where output.isSame(as: other.path) {
            throw OutputRefusal.named(.missingReport, path: path, by: other.option)
        }
        try output.check { _ in
            guard let data = output.bytes(upTo: MissingReport.sizeLimit) else { return false }
            return data.isEmpty || (try? MissingReport(reading: data)) != nil
        }
    }

    /// Writes the report.
    package func write(_ report: MissingReport) throws { try output.write(Array(try report.data())) }
}
