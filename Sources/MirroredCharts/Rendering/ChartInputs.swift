// SPDX-License-Identifier: Apache-2.0

import Charts
import Diagnostics
import Foundation
import JSONPath
import OCI
import Plans

/// What a chart is rendered with beside its own values.
struct ChartInputs {
    let values: [ChartValues]
    let release: ChartRelease
    let capabilities: ChartCapabilities
    let imagePaths: [Located<JSONPathExpression>]
    /// What distinguishes this rendering from one of the chart as it is; `nil` for that.
    let digest: Digest?

    /// Reads the files with values, and the paths of images.
    init(_ settings: ChartSettings, _ options: PlanOptions.Charts) throws {
        var texts: [String] = []
        var values: [ChartValues] = []
        for file in settings.valuesFiles {
            let bytes = try Self.read(file)
            values.append(try ChartValues(yaml: bytes, file: file.value))
            texts.append("values \(Digest(of: bytes))")
        }
        if let bytes = settings.values {
            values.append(try ChartValues(yaml: bytes, file: "values"))
            texts.append("values \(Digest(of: bytes))")
        }
        self.values = values
        release = settings.release
        if release != ChartRelease() { texts.append("release \(release.namespace)/\(release.name)") }
        capabilities = ChartCapabilities(
            kubeVersion: options.kubeVersion ?? ChartCapabilities.usualKubeVersion,
            apiVersions: options.apiVersions ?? []
        )
        if let version = options.kubeVersion { texts.append("kube \(version)") }
        texts += (options.apiVersions ?? []).map { "api \($0)" }
        imagePaths = try settings.imagePaths.map { path in
            Located(try JSONPathExpression(path.value), at: path.location)
        }
        texts += settings.imagePaths.map { "path \($0.value)" }
        digest = texts.isEmpty ? nil : Digest(of: Array(texts.joined(separator: "\n").utf8))
    }

    private static func read(_ file: Located<String>) throws -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: file.value)))
        } catch {
            throw ValuesFileError(path: file.value, problem: error.fileProblem)
        }
    }
}

/// An error that a file with values cannot be read.
struct ValuesFileError: ExplainedError, Equatable {
    let path: String
    let problem: String

    var explanation: Explanation {
        Explanation("the values \(path) cannot be read: \(problem)", remedy: "Check `valuesFiles`.")
    }
}
