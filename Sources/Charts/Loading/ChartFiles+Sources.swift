// SPDX-License-Identifier: Apache-2.0

extension ChartFiles {
    /// Reads the files of a folder, without those that its `.helmignore` names.
    package init(directory: String) throws(ChartError) {
        throw ChartError(.files, "\(directory): folders cannot be read yet")
    }

    /// Reads the files of a packaged chart (`.tgz`); errors call it `name`.
    package init(archive: [UInt8], name: String) throws(ChartError) {
        throw ChartError(.files, "\(name): packaged charts cannot be read yet")
    }
}

extension ChartValues {
    /// Reads a file of values.
    package init(yaml: [UInt8], file: String) throws(ChartError) {
        throw ChartError(.values, "\(file): values cannot be read yet")
    }
}

extension Chart {
    /// Loads a chart from its files.
    package init(_ files: ChartFiles) throws(ChartError) {
        throw ChartError(.metadata, "Chart.yaml file is missing")
    }
}
