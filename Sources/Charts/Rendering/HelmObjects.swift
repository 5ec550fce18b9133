// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// What the templates of a chart see, and which templates there are.
struct HelmObjects {
    /// A template file with what it sees.
    struct File {
        let text: Text
        /// The folder `templates` of its chart.
        let folder: String
        let dot: Map
    }

    /// Where a chart is.
    private struct Place {
        let path: String
        /// The path with the names before any alias.
        let onLoading: String

        func of(_ subchart: Chart, in chart: Chart) -> Place {
            let parent = chart.keepsPlacesOnLoading ? onLoading : path
            return Place(
                path: "\(parent)/charts/\(subchart.name)",
                onLoading: "\(onLoading)/charts/\(subchart.nameOnLoading ?? subchart.name)"
            )
        }
    }

    /// The files by their paths from the root chart: `web/templates/t.yaml`.
    private(set) var files: [String: File] = [:]

    init(_ chart: Chart, _ values: [Text: ChartValue], _ release: ChartRelease, _ capabilities: ChartCapabilities)
        throws(ChartError)
    {
        let values = Map(values.mapValues(\.value))
        let shared: [Text: Value] = [
            "Release": .map(Self.release(release)), "Capabilities": try capabilities.object(),
        ]
        _ = add(chart, at: Place(path: chart.name, onLoading: chart.name), values, shared, isRoot: true)
    }

    /// Adds a chart and its sub-charts; the values of a sub-chart are a part of those of its chart.
    private mutating func add(
        _ chart: Chart,
        at place: Place,
        _ values: Map,
        _ shared: [Text: Value],
        isRoot: Bool
    ) -> Map {
        let subcharts = Map()
        let dot = Map(shared)
        dot.entries["Chart"] = chart.metadata.object(isRoot: isRoot)
        dot.entries["Files"] = .object(FilesObject(chart.files))
        dot.entries["Values"] = .map(values.asValues())
        dot.entries["Subcharts"] = .map(subcharts)
        for subchart in chart.dependencies {
            // A name with a point is looked up as a path, as Helm does.
            let inner = (try? values.table(at: subchart.name)) ?? Map()
            subcharts.entries[Text(subchart.name)] = .map(
                add(subchart, at: place.of(subchart, in: chart), inner, shared, isRoot: false)
            )
        }
        let path = place.path
        for file in chart.templates where !chart.isLibrary || file.isPartial {
            files["\(path)/\(file.path)"] = File(text: Text(file.bytes), folder: "\(path)/templates", dot: dot)
        }
        return dot
    }

    private static func release(_ release: ChartRelease) -> Map {
        Map([
            "Name": .string(Text(release.name)), "Namespace": .string(Text(release.namespace)),
            "IsUpgrade": .bool(false), "IsInstall": .bool(true), "Revision": .int(1), "Service": .string("Helm"),
        ])
    }

    /// What a template knows as `.Template`.
    static func template(name: Text, folder: Text) -> Value {
        .map(Map(["Name": .string(name), "BasePath": .string(folder)]).asValues())
    }

    /// The paths in the order in which Helm parses and executes the files: deep ones first, later names first.
    var order: [String] {
        let depths = files.keys.map { ($0.utf8.count { $0 == UInt8(ascii: "/") }, $0) }
        return depths.sorted { left, right in
            left.0 == right.0 ? right.1.utf8.lexicographicallyPrecedes(left.1.utf8) : left.0 > right.0
        }.map(\.1)
    }
}

extension ChartFiles.Entry {
    /// Whether the file only has definitions for others.
    fileprivate var isPartial: Bool { path.isPartial }
}

extension String {
    /// Whether a path is that of a file that only has definitions for others.
    var isPartial: Bool { split(separator: "/").last?.hasPrefix("_") == true }
}
