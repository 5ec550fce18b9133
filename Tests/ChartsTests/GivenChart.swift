// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import Foundation
import Testing

/// A whole chart and what Helm makes of it.
struct GivenChart: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let output: String?
    let error: String?
    let warnings: [String]?
    /// How errors are compared; those of schemas come in any order.
    let compare: String?

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Charts")

    static let all: [GivenChart] = {
        do {
            let data = try Data(contentsOf: folder.appending(path: "expectations.json"))
            return try JSONDecoder().decode([GivenChart].self, from: data)
        } catch {
            fatalError("the charts cannot be read: \(error)")
        }
    }()

    var testDescription: String { name }

    var path: String { Self.folder.appending(path: name).path }

    /// What our rendering makes of the chart.
    var rendered: Result<RenderedChart, ChartError> {
        do throws(ChartError) {
            return .success(try ChartRendering(try Chart(try ChartFiles(directory: path))).render())
        } catch {
            return .failure(error)
        }
    }

    /// Whether an error is the expected one.
    func agrees(_ message: String) -> Bool {
        guard let error else { return false }
        let wanted = error.hasPrefix("Error: ") ? String(error.dropFirst(7)) : error
        let found = message.trimmingCharacters(in: .whitespacesAndNewlines)
        guard compare == "unordered-lines" else { return found == wanted }
        return found.split(separator: "\n").sorted() == wanted.split(separator: "\n").sorted()
    }
}
