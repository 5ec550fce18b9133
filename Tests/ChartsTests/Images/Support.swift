// SPDX-License-Identifier: Apache-2.0

import Charts
import Diagnostics
import JSONPath
import OCI

/// The images of a chart named `web` with one rendered file.
func images(_ text: String, at paths: [String] = [], file: String = "web/templates/t.yaml") throws -> ChartImages {
    try images(of: [RenderedFile(path: file, text: text)], at: paths)
}

func images(of files: [RenderedFile], at paths: [String] = []) throws -> ChartImages {
    let located = try paths.enumerated().map { index, path in
        Located(
            try JSONPathExpression(path),
            at: SourceLocation(file: "isc.yaml", line: 10 + index, column: 1)
        )
    }
    return ChartImages(RenderedChart(crds: [], files: files), imagePaths: located)
}

extension ChartImages {
    /// The references found.
    var references: [String] { found.map(\.reference.description) }

    /// Findings, each on one line.
    var lines: [String] {
        findings.map { finding in
            let place = finding.place.map { "\($0): " } ?? ""
            return "\(place)\(finding.severity.rawValue) \(finding.code): \(finding.summary)"
        }
    }
}
