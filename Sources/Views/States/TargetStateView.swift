// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import OCI
import Plans
package import Reviews
package import States

/// What is on a target, by configuration.
package struct TargetStateView: ResultView {
    private let state: TargetState
    /// The most images of a configuration that a text names.
    private static let most = 20

    package init(state: TargetState) { self.state = state }

    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        var lines = [style(.heading, printable(state.target))]
        let last = state.last.map { "; the last: \($0.text)" } ?? ""
        lines.append("  \(counted(state.serial, "apply", "applies"))\(last)")
        lines.append(
            "  \(counted(state.images, "image")), \(counted(state.attachments, "signature or other attachment", "signatures and other attachments"))"
        )
        if let folder = state.resourceFolder { lines.append("  files for clusters: \(printable(folder))/") }
        for plan in state.pending {
            lines.append(
                "  \(plan.state.rawValue): plan \(plan.id.short) of \(printable(plan.configuration)), "
                    + "\(ByteCount.text(plan.bytesToTransfer)) to transfer; mirror apply \(plan.id.short)"
            )
        }
        for configuration in state.configurations { lines += [""] + self.lines(of: configuration, style) }
        if !state.unwanted.isEmpty {
            lines += ["", "\(counted(state.unwanted.count, "image")) that no configuration wants any more:"]
            lines += few(state.unwanted.map { printable("\($0)") })
        }
        if !state.unknown.isEmpty {
            let plans = listed(state.unknown.map { "plan \($0.short)" })
            lines += ["", "The ledger knows nothing of \(plans), of which there are receipts; plan and apply again."]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func lines(of configuration: ConfigurationState, _ style: TextStyle) -> [String] {
        var lines = ["\(style(.heading, printable(configuration.name))): \(counted(configuration.count, "image"))"]
        if let since = configuration.since { lines.append("  since  \(since.text)") }
        if let last = configuration.last, last != configuration.since { lines.append("  last   \(last.text)") }
        for release in configuration.releases {
            lines.append("  release \(printable(release.version)) \(printable(release.architecture))")
        }
        for catalog in configuration.catalogs { lines += self.lines(of: catalog) }
        for chart in configuration.charts {
            lines.append("  chart \(printable(chart.name)) \(printable(chart.version)) of \(printable(chart.source))")
        }
        if !configuration.images.isEmpty {
            lines.append("  images:")
            lines += few(configuration.images.map { printable(listed($0.origins)) }).map { "  \($0)" }
        }
        return lines
    }

    private func lines(of catalog: ConfigurationState.Catalog) -> [String] {
        let name = "  catalog \(printable("\(catalog.destination)"))"
        guard !catalog.operators.isEmpty else { return ["\(name): \(counted(catalog.bundles, "bundle"))"] }
        return [name]
            + catalog.operators.flatMap { package in
                package.channels.map { channel in
                    "    \(printable(package.name)) \(printable(channel.name)): \(printable(channel.versions.joined(separator: ", ")))"
                }
            }
    }

    private func few(_ names: [String]) -> [String] {
        let rest = names.count - Self.most
        return names.prefix(Self.most).map { "  \($0)" } + (rest > 0 ? ["  and \(rest) more (--json shows all)"] : [])
    }

    package func json() throws -> String { try CanonicalJSON.text(of: Report(state)) }
}

extension TargetStateView {
    /// The same for programs.
    struct Report: Encodable {
        struct Apply: Encodable {
            var plan: Digest
            var serial: Int
            var time: String?
            var complete: Bool?

            init(_ apply: TargetState.Apply) {
                (plan, serial, time, complete) = (apply.plan, apply.serial, apply.time?.text, apply.isComplete)
            }
        }

        struct Release: Encodable {
            var version: String
            var architecture: String
            var destination: PlacedName
        }

        struct Channel: Encodable {
            var name: String
            var versions: [String]
        }

        struct Operator: Encodable {
            var name: String
            var channels: [Channel]
        }

        struct Catalog: Encodable {
            var destination: PlacedName
            var origins: [String]
            var operators: [Operator]
            var bundles: Int
        }

        struct Chart: Encodable {
            var source: String
            var name: String
            var version: String
        }

        struct Image: Encodable {
            var type: ImageType
            var origins: [String]
            var destination: PlacedName
            var digest: Digest
        }

        struct Configuration: Encodable {
            var name: String
            var since: Apply?
            var last: Apply?
            var count: Int
            var releases: [Release]
            var catalogs: [Catalog]
            var charts: [Chart]
            var images: [Image]

            init(_ state: ConfigurationState) {
                name = state.name
                since = state.since.map(Apply.init)
                last = state.last.map(Apply.init)
                count = state.count
                releases = state.releases.map {
                    Release(version: $0.version, architecture: $0.architecture, destination: $0.destination)
                }
                catalogs = state.catalogs.map { catalog in
                    Catalog(
                        destination: catalog.destination,
                        origins: catalog.origins,
                        operators: catalog.operators.map { package in
                            Operator(
                                name: package.name,
                                channels: package.channels.map { Channel(name: $0.name, versions: $0.versions) }
                            )
                        },
                        bundles: catalog.bundles
                    )
                }
                charts = state.charts.map { Chart(source: $0.source, name: $0.name, version: $0.version) }
                images = state.images.map {
                    Image(type: $0.type, origins: $0.origins, destination: $0.destination, digest: $0.digest)
                }
            }
        }

        var target: String
        var applies: Int
        var last: Apply?
        var resources: String?
        var images: Int
        var attachments: Int
        var configurations: [Configuration]
        var unwanted: [PlacedName]
        var unknown: [Digest]
        var pending: [Pending]

        struct Pending: Encodable {
            var plan: Digest
            var configuration: String
            var state: PlanState
            var bytesToTransfer: Int64

            enum CodingKeys: String, CodingKey {
                case plan, configuration, state
                case bytesToTransfer = "bytes_to_transfer"
            }
        }

        init(_ state: TargetState) {
            target = state.target
            applies = state.serial
            last = state.last.map(Apply.init)
            resources = state.resourceFolder
            images = state.images
            attachments = state.attachments
            configurations = state.configurations.map(Configuration.init)
            unwanted = state.unwanted
            unknown = state.unknown
            pending = state.pending.map {
                Pending(
                    plan: $0.id,
                    configuration: $0.configuration,
                    state: $0.state,
                    bytesToTransfer: $0.bytesToTransfer
                )
            }
        }
    }
}
