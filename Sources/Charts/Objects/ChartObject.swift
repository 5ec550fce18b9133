// SPDX-License-Identifier: Apache-2.0

import GoTemplate

extension ChartMetadata {
    /// What templates know as `.Chart`.
    func object(isRoot: Bool) -> Value {
        let fields = [
            GoStruct.Field("Metadata", .object(metadataObject), isEmbedded: true),
            GoStruct.Field("IsRoot", .bool(isRoot)),
        ]
        return .object(GoStruct("struct { chart.Metadata; IsRoot bool }", fields))
    }

    /// The fields in the order of Helm's type.
    private var metadataObject: GoStruct {
        GoStruct(
            "chart.Metadata",
            [
                .text("Name", name, "name"),
                .text("Home", home, "home"),
                .texts("Sources", sources, "sources"),
                .text("Version", version, "version"),
                .text("Description", description, "description"),
                .texts("Keywords", keywords, "keywords"),
                .list("Maintainers", maintainers?.map(\.object), of: "*chart.Maintainer", "maintainers"),
                .text("Icon", icon, "icon"),
                .text("APIVersion", apiVersion, "apiVersion"),
                .text("Condition", condition, "condition"),
                .text("Tags", tags, "tags"),
                .text("AppVersion", appVersion, "appVersion"),
                GoStruct.Field("Deprecated", .bool(deprecated), "deprecated", omitsEmpty: true),
                GoStruct.Field("Annotations", annotationsValue, "annotations", omitsEmpty: true),
                .text("KubeVersion", kubeVersion, "kubeVersion"),
                .list("Dependencies", dependencies?.map(\.object), of: "*chart.Dependency", "dependencies"),
                .text("Type", type, "type"),
            ]
        )
    }

    private var annotationsValue: Value {
        guard let annotations else { return .map(Map(of: .string, isNil: true)) }
        let entries = annotations.map { (Text($0), Value.string(Text($1))) }
        return .map(Map(Dictionary(entries) { $1 }, of: .string))
    }
}

extension ChartMaintainer {
    fileprivate var object: GoStruct {
        GoStruct(
            "*chart.Maintainer",
            kind: .ptr,
            [.text("Name", name, "name"), .text("Email", email, "email"), .text("URL", url, "url")]
        )
    }
}

extension ChartDependency {
    fileprivate var object: GoStruct {
        GoStruct(
            "*chart.Dependency",
            kind: .ptr,
            [
                GoStruct.Field("Name", .string(Text(name)), "name"),
                .text("Version", version, "version"),
                GoStruct.Field("Repository", .string(Text(repository)), "repository"),
                .text("Condition", condition, "condition"),
                .texts("Tags", tags, "tags"),
                GoStruct.Field("Enabled", .bool(enabled), "enabled", omitsEmpty: true),
                GoStruct.Field("ImportValues", importedValue, "import-values", omitsEmpty: true),
                .text("Alias", alias, "alias"),
            ]
        )
    }

    private var importedValue: Value {
        guard let importValues else { return .list(List([], isNil: true)) }
        let elements = importValues.map { item -> Value in
            guard case .map(let entries) = item, entries.allSatisfy({ $0.value.isText }) else { return item.value }
            return .map(Map(entries.mapValues(\.value), of: .string))
        }
        return .list(List(elements))
    }
}

extension GoStruct.Field {
    fileprivate static func text(_ name: String, _ text: String, _ key: String) -> Self {
        Self(name, .string(Text(text)), key, omitsEmpty: true)
    }

    fileprivate static func texts(_ name: String, _ texts: [String]?, _ key: String) -> Self {
        let elements = (texts ?? []).map { Value.string(Text($0)) }
        return Self(name, .list(List(elements, of: .string, isNil: texts == nil)), key, omitsEmpty: true)
    }

    fileprivate static func list(_ name: String, _ objects: [GoStruct]?, of type: String, _ key: String) -> Self {
        let elements = (objects ?? []).map { Value.object($0) }
        return Self(
            name,
            .list(List(elements, of: .named(type, .ptr), isNil: objects == nil)),
            key,
            omitsEmpty: true
        )
    }
}
