// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import Plans

/// The files for clusters that a plan writes, as people review them: which objects are in each, and what they come of
/// beside the plan's own images.
struct ManifestLines {
    let plan: Plan
    let style: TextStyle
    /// What becomes of the manifests, where that is known.
    let changes: [ManifestChange]?

    /// So many of the images that other configurations keep, and of releases without signatures, are named.
    private static let few = 20
    /// The most lines of a template that are shown; hardly one has more.
    private static let templateLimit = 100

    /// The files, with what becomes of each where that is known.
    var lines: [String] {
        let kinds = Dictionary((changes ?? []).map { ($0.path, $0.kind) }, uniquingKeysWith: { first, _ in first })
        // What only deletes says of manifests just which change.
        let isListed = changes == nil || plan.hasChanges && plan.mode != .deletion
        let contents = Dictionary(plan.resources.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let paths = Set((isListed ? Array(contents.keys) : []) + kinds.keys).sorted()
        guard !paths.isEmpty else { return ["  none"] }
        let files = paths.flatMap { path -> [String] in
            let symbol =
                switch kinds[path] {
                case .added: style(.added, "+ ")
                case .changed: style(.changed, "~ ")
                case .removed: style(.removed, "- ")
                case nil: changes == nil ? "" : "  "
                }
            let objects = contents[path].map { " " + style(.dim, "(\(printable($0.objects.joined(separator: ", "))))") }
            let isWritten = changes == nil || kinds[path] != nil
            let template = isWritten ? contents[path].map(templated) ?? [] : []
            return ["  \(symbol)\(printable(path))\(objects ?? "")"] + template
        }
        return files + unsigned + others
    }

    /// What a template of the user makes of a file: fields that nothing else in the plan shows.
    private func templated(_ resource: Resource) -> [String] {
        let catalogs = (plan.placed + plan.others).compactMap(\.catalog).filter { $0.template != nil }
        guard catalogs.contains(where: { resource.path.hasSuffix("/\(ResourceFile.catalogSource($0.name).name)") })
        else { return [] }
        let lines = resource.content.split(separator: "\n").dropFirst().map { "        \(printable(String($0)))" }
        let more = lines.count - Self.templateLimit
        return ["      \(style(.dim, "made from a template:"))"] + lines.prefix(Self.templateLimit)
            + (more > 0 ? ["        and \(counted(more, "more line")) (--json has all)"] : [])
    }

    /// Releases that clusters get no signatures of.
    private var unsigned: [String] {
        let releases = (plan.placed + plan.others).compactMap(\.release).filter(\.signatures.isEmpty)
        let names = Set(releases.map { "\($0.version) \($0.architecture)" }).sorted(by: naturallyPrecedes)
        guard !names.isEmpty else { return [] }
        return ["  \(style(.removed, "without signatures")): \(printable(listed(names, most: Self.few)))"]
    }

    /// What other configurations keep, from the plan's own list.
    private var others: [String] {
        guard !plan.others.isEmpty else { return [] }
        let lines = plan.others.prefix(Self.few).map { image in
            "    \(printable("\(image.origins.joined(separator: ", ")) as \(image.destination)"))"
        }
        let more = plan.others.count - Self.few
        return ["  \(style(.dim, "also for what other configurations keep:"))"] + lines
            + (more > 0 ? ["    and \(more) more (--json has all)"] : [])
    }
}

extension Resource {
    /// The objects in the file, each with kind and name; whatever lies in it, nothing is passed over.
    var objects: [String] {
        let documents = content.split(separator: "\n", omittingEmptySubsequences: false).split { $0.hasPrefix("---") }
        return documents.map { lines in
            let kind = lines.first { $0.hasPrefix("kind:") }?.dropFirst("kind:".count) ?? " of no kind"
            let metadata = lines.drop { !$0.hasPrefix("metadata:") }.dropFirst().prefix { $0.hasPrefix(" ") }
            let name = metadata.first { $0.hasPrefix("  name:") }?.dropFirst("  name:".count) ?? ""
            return String((kind + name).drop { $0 == " " })
        }
    }
}
