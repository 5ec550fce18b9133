// SPDX-License-Identifier: Apache-2.0

/// What the templates of a chart gave.
package struct RenderedChart: Sendable, Equatable {
    /// The custom resource definitions, which are not templates: first the chart's own, then those of its sub-charts.
    package let crds: [RenderedFile]
    /// The other files in the order of the bytes of their paths, without notes, partials and files of white space.
    package let files: [RenderedFile]
    /// What Helm would write into its log, sorted, each text once.
    package let warnings: [String]

    package init(crds: [RenderedFile], files: [RenderedFile], warnings: [String] = []) {
        self.crds = crds
        self.files = files
        self.warnings = warnings
    }

    /// All files as one stream of documents.
    package var text: String {
        var text = ""
        text.reserveCapacity((crds + files).reduce(0) { $0 + $1.path.utf8.count + $1.text.utf8.count + 20 })
        for file in crds + files {
            text += "---\n# Source: "
            text += file.path
            text += "\n"
            text += file.text
            text += "\n"
        }
        return text
    }
}

/// A file that a chart gave.
package struct RenderedFile: Sendable, Equatable {
    /// `CHART/templates/NAME`, with the charts in between; `crds/NAME` for a custom resource definition.
    package let path: String
    package let text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}
