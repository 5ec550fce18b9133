// SPDX-License-Identifier: Apache-2.0

package import Charts

extension RenderedChart {
    /// What was rendered as one stream of documents, with or without definitions of custom resources.
    package func text(includingDefinitions: Bool) -> String {
        includingDefinitions ? text : RenderedChart(crds: [], files: files).text
    }

    /// What Helm would log, as lines for standard error.
    package var warningLines: [String] { warnings.map { "warning: \($0)\n" } }
}
