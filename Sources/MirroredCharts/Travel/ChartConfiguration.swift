// SPDX-License-Identifier: Apache-2.0

import Charts
import Foundation

/// The configuration of a chart's artifact: its `Chart.yaml` as JSON, with sorted keys.
struct ChartConfiguration {
    let metadata: ChartMetadata

    /// The bytes, the same for the same chart.
    var bytes: [UInt8] {
        get throws {
            [UInt8](
                try JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
            )
        }
    }

    /// What a registry shows of the chart.
    var annotations: [String: String] {
        let prefix = "org.opencontainers.image."
        let texts = [
            ("title", metadata.name), ("version", metadata.version), ("description", metadata.description),
            ("url", metadata.home), ("source", metadata.sources?.first ?? ""),
        ]
        let own = Dictionary(uniqueKeysWithValues: texts.filter { !$1.isEmpty }.map { (prefix + $0, $1) })
        return (metadata.annotations ?? [:]).filter { !$0.key.isEmpty }.merging(own) { $1 }
    }

    private var fields: [String: Any] {
        var fields: [String: Any] = [:]
        let texts = [
            ("name", metadata.name), ("home", metadata.home), ("version", metadata.version),
            ("description", metadata.description), ("icon", metadata.icon), ("apiVersion", metadata.apiVersion),
            ("condition", metadata.condition), ("tags", metadata.tags), ("appVersion", metadata.appVersion),
            ("kubeVersion", metadata.kubeVersion), ("type", metadata.type),
        ]
        for (name, text) in texts where !text.isEmpty { fields[name] = text }
        if metadata.deprecated { fields["deprecated"] = true }
        fields["sources"] = metadata.sources
        fields["keywords"] = metadata.keywords
        fields["annotations"] = metadata.annotations
        fields["maintainers"] = metadata.maintainers?.map { person in
            Self.present([("name", person.name), ("email", person.email), ("url", person.url)])
        }
        fields["dependencies"] = metadata.dependencies?.map { dependency in
            Self.present([
                ("name", dependency.name), ("version", dependency.version), ("repository", dependency.repository),
                ("condition", dependency.condition), ("alias", dependency.alias),
            ])
        }
        return fields
    }

    private static func present(_ texts: [(String, String)]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: texts.filter { !$1.isEmpty })
    }
}
