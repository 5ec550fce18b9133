// SPDX-License-Identifier: Apache-2.0

import Plans

/// A catalog with an operator that changes, one that goes and one that stays.
enum SampleOperators {
    static let catalog = PlacedName("\(SamplePlans.registry)/redhat/redhat-operator-index:v4.18")

    static func entry(_ version: String, replaces: String? = nil, skips: [String]? = nil) -> CatalogEntry {
        CatalogEntry(
            name: "cluster-logging.v\(version)",
            version: version,
            replaces: replaces.map { "cluster-logging.v\($0)" },
            skips: skips?.map { "cluster-logging.v\($0)" },
            skipRange: skips == nil ? nil : ">=6.1.0 <6.2.1"
        )
    }

    static let entries = [
        entry("6.1.0"), entry("6.1.1", replaces: "6.1.0"), entry("6.2.0", replaces: "6.1.1"),
        entry("6.2.1", replaces: "6.2.0", skips: ["6.1.1"]),
    ]

    static var record: CatalogRecord {
        CatalogRecord(
            destination: catalog,
            packages: [
                .init(
                    name: "cluster-logging",
                    defaultChannel: "stable-6.2",
                    channels: [
                        .init(name: "stable-6.2", head: "cluster-logging.v6.2.1", entries: entries)
                    ]
                ),
                .init(
                    name: "a-terminal",
                    defaultChannel: "fast",
                    channels: [
                        .init(
                            name: "fast",
                            head: "a-terminal.v1.9.0",
                            entries: [
                                CatalogEntry(name: "a-terminal.v1.8.0", version: "1.8.0"),
                                CatalogEntry(
                                    name: "a-terminal.v1.9.0",
                                    version: "1.9.0",
                                    replaces: "a-terminal.v1.8.0"
                                ),
                            ]
                        )
                    ]
                ),
            ]
        )
    }

    static var logging: OperatorChange {
        OperatorChange(
            "cluster-logging",
            in: catalog,
            .changed,
            because: .upstream,
            defaults: ("stable-6.1", "stable-6.2"),
            channels: [
                .init(
                    name: "stable-6.2",
                    kind: .changed,
                    heads: (entry("6.2.0"), entry("6.2.1")),
                    added: [entry("6.2.1", replaces: "6.2.0")],
                    removed: [entry("6.0.4")]
                )
            ]
        )
    }

    static var removed: OperatorChange {
        let gone = CatalogEntry(name: "old-tool.v1.0.0", version: "1.0.0")
        return OperatorChange(
            "old-tool",
            in: catalog,
            .removed,
            because: .configuration,
            defaults: ("stable", nil),
            channels: [
                .init(name: "stable", kind: .removed, heads: (gone, nil), added: [], removed: [gone])
            ]
        )
    }
}
