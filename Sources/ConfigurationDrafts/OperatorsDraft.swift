// SPDX-License-Identifier: Apache-2.0

import SemanticVersions

/// The section `mirror.operators` of a draft.
struct OperatorsDraft {
    /// A catalog with the packages that are subscribed from it.
    struct Catalog {
        var image: String
        var sources: [String]
        var packages: [Package] = []
    }

    /// A package with its channels, each with the lowest installed version.
    struct Package {
        struct Channel {
            var name: String?
            var version: String?
        }

        var name: String
        var channels: [Channel] = []
    }

    private(set) var catalogs: [Catalog] = []
    private(set) var lines: [String] = []
    private(set) var doubts: [String] = []

    var isEmpty: Bool { catalogs.isEmpty }

    init(of facts: ClusterFacts) {
        var lost: [String: [ClusterFacts.Subscription]] = [:]
        for subscription in facts.subscriptions.sorted(by: Self.isBefore) {
            let source = facts.catalogs.first {
                $0.name == subscription.source && $0.namespace == subscription.sourceNamespace
            }
            let title = "\(subscription.source) in \(subscription.sourceNamespace)"
            guard let image = source?.image else {
                lost[title, default: []].append(subscription)
                continue
            }
            take(subscription, from: image, called: title)
        }
        if !catalogs.isEmpty { lines.append("  operators:") }
        for catalog in catalogs { write(catalog) }
        for (source, subscriptions) in lost.sorted(by: { $0.key < $1.key }) {
            let names = Set(subscriptions.map(\.package)).sorted().joined(separator: ", ")
            doubt(
                "The image of catalog source \(source) is not in the input, so these packages are left out: \(names)",
                indent: 2
            )
        }
        if facts.subscriptions.isEmpty {
            doubt("The input has no Subscription, so no operator is mirrored.", indent: 2)
        }
    }

    private static func isBefore(_ one: ClusterFacts.Subscription, _ other: ClusterFacts.Subscription) -> Bool {
        (one.package, one.channel ?? "") < (other.package, other.channel ?? "")
    }

    private mutating func take(_ subscription: ClusterFacts.Subscription, from image: String, called source: String) {
        let place = catalogs.firstIndex { $0.image == image } ?? catalogs.endIndex
        if place == catalogs.endIndex { catalogs.append(Catalog(image: image, sources: [])) }
        if !catalogs[place].sources.contains(source) { catalogs[place].sources.append(source) }
        let name = subscription.package
        let known = catalogs[place].packages.firstIndex { $0.name == name }
        let number = known ?? catalogs[place].packages.endIndex
        if known == nil { catalogs[place].packages.append(Package(name: name)) }
        catalogs[place].packages[number].take(subscription)
    }

    private mutating func write(_ catalog: Catalog) {
        lines.append("Catalog source \(catalog.sources.joined(separator: ", ")).".comment(indent: 4))
        lines += ["    - catalog: \(catalog.image.quoted)", "      packages:"]
        for package in catalog.packages {
            lines.append("        - name: \(package.name.quoted)")
            let named = package.channels.filter { $0.name != nil }
            if named.count < package.channels.count {
                doubt("A subscription of \(package.name) names no channel: it follows the default one.", indent: 10)
            }
            if !named.isEmpty { lines.append("          channels:") }
            for channel in named {
                lines.append("            - name: \((channel.name ?? "").quoted)")
                if let version = channel.version {
                    lines.append("              minVersion: \(version.quoted)")
                } else {
                    doubt(
                        "No version of \(package.name) is installed from \(channel.name ?? ""): its newest is mirrored.",
                        indent: 14
                    )
                }
            }
        }
    }

    private mutating func doubt(_ text: String, indent: Int) {
        doubts.append(text)
        lines.append(text.comment(indent: indent))
    }
}

extension OperatorsDraft.Package {
    /// Adds the channel of a subscription; of two in a channel the lower version counts.
    fileprivate mutating func take(_ subscription: ClusterFacts.Subscription) {
        guard let place = channels.firstIndex(where: { $0.name == subscription.channel }) else {
            return channels.append(Channel(name: subscription.channel, version: subscription.version))
        }
        guard let version = subscription.version, let new = try? SemanticVersion(version) else { return }
        let known = channels[place].version.flatMap { try? SemanticVersion($0) }
        if known.map({ new < $0 }) ?? true { channels[place].version = version }
    }
}
