// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Charts
import Diagnostics
import Foundation

/// A local chart: a folder, or a packaged chart.
struct LocalChartFiles {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Reads the chart, and returns it with its package.
    func read() throws -> (chart: Chart, package: [UInt8]) {
        // A link counts as what it leads to.
        let place = URL(filePath: path).resolvingSymlinksInPath().path
        guard let type = try? FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType else {
            throw LocalChartError(path: path, problem: "there is no such file or folder")
        }
        guard type != .typeDirectory else { return try packaged(try ChartFiles(directory: place)) }
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw LocalChartError(path: path, problem: error.fileProblem)
        }
        return (try Chart(try ChartFiles(archive: bytes, name: path)), bytes)
    }

    private func packaged(_ files: ChartFiles) throws -> (chart: Chart, package: [UInt8]) {
        let chart = try Chart(files)
        let package = try ChartPackage.archive(chart.name, files.entries.map { (path: $0.path, bytes: $0.bytes) })
        return (chart, package)
    }
}

/// An error that a local chart cannot be read.
struct LocalChartError: ExplainedError, Equatable {
    let path: String
    let problem: String

    var explanation: Explanation {
        Explanation(
            "the chart \(path) cannot be read: \(problem)",
            remedy: "Check `path`: it names a folder with a Chart.yaml, or a packaged chart (.tgz)."
        )
    }
}

/// An error that a folder of a registry cannot say which charts it has.
struct UnlistedRegistry: ExplainedError, Equatable {
    let url: String

    var explanation: Explanation {
        Explanation(
            "\(url) is a registry, which cannot list its charts",
            remedy: "Name the charts with `charts`."
        )
    }
}
