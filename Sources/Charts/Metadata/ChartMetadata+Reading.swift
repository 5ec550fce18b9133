// SPDX-License-Identifier: Apache-2.0

import GoTemplate

extension ChartMetadata {
    /// Reads fields out of a file, `Chart.yaml` or `requirements.yaml`, over those that are there.
    mutating func read(_ bytes: [UInt8], file: String) throws(ChartError) {
        do throws(ChartError) {
            let datum = try MetadataFields.datum(bytes)
            guard datum != .null else { return }
            var fields = try MetadataFields(datum, of: "chart.Metadata", "")
            try read(&fields)
            listsWithNull.formUnion(fields.listsWithNull)
        } catch {
            let place = ChartError.Place(file: file, line: error.place?.line)
            throw ChartError(.metadata, "cannot load \(file): \(error.message)", at: place, remedy: "correct \(file)")
        }
    }

    private mutating func read(_ fields: inout MetadataFields) throws(ChartError) {
        try fields.text("apiVersion", &apiVersion)
        try fields.text("name", &name)
        try fields.text("version", &version)
        try fields.text("kubeVersion", &kubeVersion)
        try fields.text("description", &description)
        try fields.text("type", &type)
        try fields.text("home", &home)
        try fields.text("icon", &icon)
        try fields.text("appVersion", &appVersion)
        try fields.text("condition", &condition)
        try fields.text("tags", &tags)
        try fields.bool("deprecated", &deprecated)
        try fields.texts("keywords", &keywords)
        try fields.texts("sources", &sources)
        try fields.map("annotations", &annotations)
        try fields.list("maintainers", of: "chart.Maintainer", &maintainers) { fields throws(ChartError) in
            var maintainer = ChartMaintainer()
            try fields.text("name", &maintainer.name)
            try fields.text("email", &maintainer.email)
            try fields.text("url", &maintainer.url)
            return maintainer
        }
        try fields.list("dependencies", of: "chart.Dependency", &dependencies) { fields throws(ChartError) in
            var dependency = ChartDependency()
            try fields.text("name", &dependency.name)
            try fields.text("version", &dependency.version)
            try fields.text("repository", &dependency.repository)
            try fields.text("condition", &dependency.condition)
            try fields.text("alias", &dependency.alias)
            try fields.texts("tags", &dependency.tags)
            try fields.bool("enabled", &dependency.enabled)
            try fields.values("import-values", &dependency.importValues)
            return dependency
        }
    }
}
