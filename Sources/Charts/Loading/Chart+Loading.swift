// SPDX-License-Identifier: Apache-2.0

extension Chart {
    /// The deepest nesting of sub-charts.
    private static let depthLimit = 20

    /// Loads a chart from its files.
    package init(_ files: ChartFiles) throws(ChartError) { try self.init(files, depth: 0) }

    private init(_ source: ChartFiles, depth: Int) throws(ChartError) {
        guard depth <= Self.depthLimit else {
            throw ChartError(.files, "sub-charts are nested more than \(Self.depthLimit) levels deep")
        }
        var parts = ChartParts()
        // The other files are understood in the light of this one, wherever it stands among them.
        if let file = source.entries.last(where: { $0.path == "Chart.yaml" }) {
            try parts.metadata.read(file.bytes, file: file.path)
            if parts.metadata.apiVersion.isEmpty { parts.metadata.apiVersion = "v1" }
            parts.hasMetadata = true
        }
        for file in source.entries where file.path != "Chart.yaml" { try parts.add(file) }
        guard parts.hasMetadata else {
            throw ChartError(
                .metadata,
                "Chart.yaml file is missing",
                at: ChartError.Place(file: "Chart.yaml"),
                remedy: "name the folder that Chart.yaml lies in, and look whether .helmignore names it"
            )
        }
        try parts.metadata.validate()
        metadata = parts.metadata
        values = parts.values
        templates = parts.templates
        files = parts.files
        schema = parts.schema
        warnings = parts.warnings
        dependencies = []
        for name in parts.subcharts.keys.sorted() where !name.hasPrefix("_") && !name.hasPrefix(".") {
            dependencies.append(try subchart(name, parts.subcharts[name] ?? [], depth: depth))
        }
    }

    private func subchart(
        _ name: String,
        _ entries: [ChartFiles.Entry],
        depth: Int
    ) throws(ChartError) -> Chart {
        do throws(ChartError) {
            guard name.hasSuffix(".tgz") else {
                let inner = entries.compactMap { entry -> ChartFiles.Entry? in
                    guard let slash = entry.path.firstIndex(of: "/") else { return nil }
                    let path = String(entry.path[entry.path.index(after: slash)...])
                    return ChartFiles.Entry(path: path, bytes: entry.bytes)
                }
                return try Chart(ChartFiles(entries: inner), depth: depth + 1)
            }
            guard let archive = entries.first, archive.path == name else {
                let found = entries.first?.path ?? ""
                throw ChartError(
                    .files,
                    "error unpacking subchart tar in \(self.name): expected \(name), got \(found)"
                )
            }
            return try Chart(try ChartFiles(archive: archive.bytes, name: name), depth: depth + 1)
        } catch {
            let place = error.place.map {
                ChartError.Place(file: "charts/\(name)/\($0.file)", line: $0.line, column: $0.column)
            }
            throw ChartError(
                error.step,
                "error unpacking \(name) in \(self.name): \(error.message)",
                at: place,
                remedy: error.remedy
            )
        }
    }
}

/// What the files of a chart are for.
private struct ChartParts {
    var metadata = ChartMetadata()
    var hasMetadata = false
    var values = ChartValue.map([:])
    var templates: [ChartFiles.Entry] = []
    var files: [ChartFiles.Entry] = []
    var schema: [UInt8]?
    var subcharts: [String: [ChartFiles.Entry]] = [:]
    var warnings: [String] = []

    mutating func add(_ file: ChartFiles.Entry) throws(ChartError) {
        switch file.path {
        case "Chart.lock": try readLock(file)
        case "values.yaml":
            values = try ChartValues(yaml: file.bytes, file: file.path, "cannot load values.yaml: ").value
        case "values.schema.json": schema = file.bytes
        case "requirements.yaml":
            warnAboutFormerFile(
                "Warning: Dependencies are handled in Chart.yaml since apiVersion \"v2\". "
                    + "We recommend migrating dependencies to Chart.yaml.",
                file
            )
            try metadata.read(file.bytes, file: file.path)
            hasMetadata = true
        case "requirements.lock":
            warnAboutFormerFile(
                "Warning: Dependency locking is handled in Chart.lock since apiVersion \"v2\". "
                    + "We recommend migrating to Chart.lock.",
                file
            )
            try readLock(file)
        case let path where path.hasPrefix("templates/"): templates.append(file)
        case let path where path.hasPrefix("charts/") && !path.hasSuffix(".prov"):
            let inner = String(path.dropFirst("charts/".count))
            let name = inner.prefix { $0 != "/" }
            subcharts[String(name), default: []].append(ChartFiles.Entry(path: inner, bytes: file.bytes))
        default: files.append(file)
        }
    }

    /// Keeps a file of the first version's charts as such, and warns about it in others.
    private mutating func warnAboutFormerFile(_ warning: String, _ file: ChartFiles.Entry) {
        if metadata.apiVersion == "v1" { files.append(file) } else { warnings.append(warning) }
    }

    /// Reads a lock only to see whether it can be read: what is in `charts/` counts.
    private func readLock(_ file: ChartFiles.Entry) throws(ChartError) {
        do throws(YAMLProblem) {
            let datum: YAMLDatum
            do throws(YAMLProblem) {
                datum = try GoYAMLReader.read(file.bytes)
            } catch {
                throw YAMLProblem(message: error.converting, line: error.line)
            }
            switch datum {
            case .null, .map: return
            default: throw YAMLProblem(message: datum.mismatch(with: "chart.Lock"))
            }
        } catch {
            throw ChartError(
                .metadata,
                "cannot load \(file.path): \(error.message)",
                at: ChartError.Place(file: file.path, line: error.line),
                remedy: "correct \(file.path), or write it again with `helm dependency update`"
            )
        }
    }
}
