// SPDX-License-Identifier: Apache-2.0

import Charts
package import Diagnostics
import Foundation

/// Reads a chart on this machine: a folder, or a packaged chart.
struct LocalChartReader {
    private let path: String

    init(_ path: String) { self.path = path }

    /// The chart; each error says what was found at the path, and what to name instead.
    func chart() throws -> Chart {
        // A link counts as what it leads to.
        let place = URL(filePath: path).resolvingSymlinksInPath().path
        let type = try? FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType
        do {
            switch type {
            case nil: throw UnreadableChart(path: path, problem: .missing)
            case .typeDirectory:
                if let problem = folderProblem(place) { throw UnreadableChart(path: path, problem: problem) }
                return try Chart(try ChartFiles(directory: place))
            case .typeRegular: return try packaged(place)
            default: throw UnreadableChart(path: path, problem: .otherKind)
            }
        } catch let error as ChartError {
            throw ChartFailure(chart: path, error)
        }
    }

    private func packaged(_ place: String) throws -> Chart {
        if place.hasSuffix("/Chart.yaml") { throw UnreadableChart(path: path, problem: .metadataFile) }
        let bytes: [UInt8]
        do {
            bytes = try NamedChart.file(place)
        } catch {
            throw UnreadableChart(path: path, problem: .unreadable(error.fileProblem))
        }
        guard bytes.starts(with: [0x1f, 0x8b]) else { throw UnreadableChart(path: path, problem: .notPackaged) }
        return try Chart(try ChartFiles(archive: bytes, name: path))
    }

    /// What is wrong with a folder that has no `Chart.yaml`.
    private func folderProblem(_ place: String) -> UnreadableChart.Problem? {
        func isChart(_ folder: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/Chart.yaml") }
        if isChart(place) { return nil }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        return .noMetadata(charts: names.filter { isChart("\(place)/\($0)") }.sorted())
    }
}

/// An error that there is no chart at a path.
package struct UnreadableChart: ExplainedError, Equatable {
    package enum Problem: Sendable, Equatable {
        case missing
        /// A folder without `Chart.yaml`, and the folders in it that have one.
        case noMetadata(charts: [String])
        /// The path names the `Chart.yaml` itself.
        case metadataFile
        case notPackaged
        /// Neither a file nor a folder.
        case otherKind
        case unreadable(String)
    }

    package let path: String
    package let problem: Problem

    package var explanation: Explanation {
        switch problem {
        case .missing:
            Explanation(
                "there is no chart at \(path): no such file or folder",
                remedy: """
                    Name a folder with a Chart.yaml, a packaged chart (.tgz), or a chart in a registry (oci://HOST/PATH). \
                    A chart of a repository needs \(OptionName.repo) URL.
                    """
            )
        case .noMetadata(let charts):
            Explanation("\(path) is not a chart: Chart.yaml file is missing", remedy: advice(charts))
        case .metadataFile:
            Explanation(
                "\(path) is a file of a chart",
                remedy: "Name its folder: \(path.split(separator: "/").dropLast().last.map(String.init) ?? ".")"
            )
        case .notPackaged:
            Explanation(
                "\(path) is not a packaged chart: it is not compressed with gzip",
                remedy: "Name a packaged chart (.tgz), or the folder of the chart."
            )
        case .otherKind:
            Explanation("\(path) is neither a file nor a folder", remedy: "Name a folder with a Chart.yaml, or a .tgz.")
        case .unreadable(let reason):
            Explanation("the chart \(path) cannot be read: \(reason)", remedy: "Check the permissions of the file.")
        }
    }

    private func advice(_ charts: [String]) -> String {
        guard let first = charts.first else { return "Name the folder in which the Chart.yaml of the chart is." }
        let folder = path.hasSuffix("/") ? path : "\(path)/"
        let names = charts.prefix(5).map { "\(folder)\($0)" }
        return charts.count == 1
            ? "Name the chart in it: \(folder)\(first)"
            : "Name one of the charts in it: \(names.joined(separator: ", "))"
    }
}
