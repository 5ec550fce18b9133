// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import MirrorConfiguration
package import Plans
import Scheduling

/// The releases that the channels of a configuration select, and the upgrade paths between them.
package struct ReleaseSelection: Sendable, Equatable {
    /// The releases, sorted by product, architecture and version.
    package var releases: [SelectedRelease] = []
    /// The paths, one for each product and architecture with at least two releases.
    package var upgradePaths: [UpgradePath] = []
    /// The graphs that the selection was made from, sorted.
    package var graphs: [GraphRecord] = []
    package var findings: [Finding] = []
}

/// Selects the releases of a configuration's channels.
package struct ReleaseSelector: Sendable {
    /// By what releases are chosen.
    package struct Rules: Sendable {
        let configuration: ConfigurationRules
        let earlier: EarlierReleases
        let filter: VersionFilter?

        /// `earlier` is what oc-mirror v1 recorded; only its own rules ask for that, and for a filter.
        package init(
            _ configuration: ConfigurationRules = .versionTwo,
            earlier: EarlierReleases = EarlierReleases(),
            filter: VersionFilter? = nil
        ) {
            self.configuration = configuration
            self.earlier = earlier
            self.filter = filter
        }
    }

    /// The number of answers that are fetched at the same time.
    private static let requests = 8

    let service: UpdateService
    /// The configuration's name in plans.
    let path: String
    /// The section's name in plans.
    let section: String
    let exactChannels: Bool
    let completePaths: Bool
    /// The rules of the configuration.
    let rules: ConfigurationRules
    /// What oc-mirror v1 recorded of channels.
    let earlier: EarlierReleases
    /// The versions among which the ends of a channel are looked for.
    let filter: VersionFilter?

    /// Makes a selector; `exactChannels` leaves out releases that are only on the path between channels, and
    /// `completePaths` adds releases that an update needs.
    package init(
        service: UpdateService,
        path: String,
        section: String = "mirror.platform",
        exactChannels: Bool = false,
        completePaths: Bool = false,
        by rules: Rules = Rules()
    ) {
        self.service = service
        self.path = path
        self.section = section
        self.exactChannels = exactChannels
        self.completePaths = completePaths
        self.rules = rules.configuration
        earlier = rules.earlier
        filter = rules.filter
    }

    /// Returns the releases of the section.
    ///
    /// Throws `FindingsError` with all problems, in the order of the file.
    package func select(_ platform: PlatformSection) async throws -> ReleaseSelection {
        do {
            return try await selection(of: platform)
        } catch let error as SelectionError {
            throw error.problems
        }
    }

    /// Returns the releases of the section.
    ///
    /// Throws `SelectionError`, which says whether only a graph is missing.
    func selection(of platform: PlatformSection) async throws -> ReleaseSelection {
        let scopes = Self.scopes(of: platform)
        try await fetch(platform, scopes)
        let collector = FindingCollector()
        var errors: [SelectionError] = []
        var drafts: [ReleaseDraft] = []
        var selection = ReleaseSelection()
        for scope in scopes {
            do {
                var draft = try await draft(platform, scope)
                let way = try await UpgradeProof(service: service, completes: completePaths).prove(&draft)
                try draft.check()
                if let way { selection.upgradePaths.append(way) }
                drafts.append(draft)
            } catch let error as SelectionError {
                errors.append(error)
            } catch let error as FindingsError {
                errors.append(SelectionError(error))
            }
        }
        for finding in errors.flatMap(\.problems.findings) where !collector.findings.contains(finding) {
            collector.report(finding)
        }
        do {
            try collector.throwIfErrors()
        } catch {
            throw SelectionError(joining: errors, as: error)
        }
        selection.releases = drafts.flatMap(\.releases)
        selection.graphs = drafts.flatMap(\.answers).map(\.record).sorted {
            ($0.url, $0.channel, $0.architecture) < ($1.url, $1.channel, $1.architecture)
        }
        // What several channels lead to is told once, at the place of the first.
        var told: Set<Explanation> = []
        selection.findings = drafts.flatMap(\.findings).filter { told.insert($0.explanation).inserted }
        return selection
    }

    /// The scopes to select one by one: products, and the architectures of each.
    static func scopes(of platform: PlatformSection) -> [ReleaseScope] {
        let named = platform.architectures.map(\.value)
        let architectures: [ReleaseArchitecture] =
            !platform.platforms.isEmpty ? [.multi] : named.isEmpty ? [.amd64] : named
        let products = Set(platform.channels.map(\.type)).sorted { $0.rawValue < $1.rawValue }
        return products.flatMap { product in
            Set(architectures).sorted { $0.rawValue < $1.rawValue }.map {
                ReleaseScope(product: product, architecture: $0)
            }
        }
    }

    /// Requests all channels at the same time; errors are reported when each is used.
    private func fetch(_ platform: PlatformSection, _ scopes: [ReleaseScope]) async throws {
        let wanted = scopes.flatMap { scope in
            platform.channels.filter { $0.type == scope.product }.map { ($0.name, scope) }
        }
        _ = try await concurrentMap(wanted, limit: Self.requests) { [service] name, scope in
            do {
                _ = try await service.answer(scope.product, channel: name, scope.architecture)
            } catch is UpdateServiceError {}
        }
    }

    private func draft(_ platform: PlatformSection, _ scope: ReleaseScope) async throws -> ReleaseDraft {
        var draft = ReleaseDraft(scope: scope, path: path)
        var errors: [SelectionError] = []
        var ranges: [ChannelCrossing.End] = []
        for (index, channel) in platform.channels.enumerated() where channel.type == scope.product {
            do {
                let answer = try await service.known(channel.name, scope, at: channel.location)
                let read = ReadChannel(index: index, section: section, channel: channel, answer: answer)
                guard channel.versions.isEmpty else {
                    draft.add(answer)
                    for node in try read.listedNodes(scope) { draft.add(node, from: read) }
                    continue
                }
                let beginning = earlier.channels[channel.name]?.beginning
                let range = try ReleaseRange(read, scope, beginning: beginning, filter: filter)
                for note in range.notes { draft.note(.boundWithoutRelease, note.message, at: note.location) }
                take(range, of: read, into: &draft)
                ranges.append(ChannelCrossing.End(read: read, range: range))
            } catch let error as SelectionError {
                errors.append(error)
            } catch let error as FindingsError {
                errors.append(SelectionError(error))
            }
        }
        guard errors.isEmpty else {
            throw SelectionError(joining: errors, as: FindingsError(errors.flatMap(\.problems.findings)))
        }
        // The oldest format takes exactly what it names.
        if scope.product == .ocp, !exactChannels, rules != .versionOne(.alpha1) {
            try await ChannelCrossing(service: service, ends: ranges, needsBounds: rules.isVersionOne).take(
                into: &draft
            )
            draft.noteReleasesBetween()
        }
        for end in ranges {
            guard let earlier = earlier.channels[end.name] else { continue }
            EarlierWay(earlier: earlier, read: end.read, range: end.range).take(into: &draft)
        }
        return draft
    }

    /// Adds the releases of a channel: all between the bounds, or those on the shortest path.
    private func take(_ range: ReleaseRange, of read: ReadChannel, into draft: inout ReleaseDraft) {
        draft.add(read.answer)
        guard read.channel.shortestPath else {
            for node in read.graph.nodes(in: range.bounds) { draft.add(node, from: read) }
            return
        }
        draft.addWay(from: range.bounds.lowerBound, to: range.bounds.upperBound, in: read.answer, for: read)
    }
}

extension UpdateServiceError {
    /// The error at the place that needs the answer.
    func finding(at location: SourceLocation?) -> Finding {
        Finding(.error, .updateService, explanation, at: location)
    }

    /// The error of a selection that needs the answer at a place.
    func selectionError(at location: SourceLocation?) -> SelectionError {
        SelectionError(.noAnswer, finding(at: location))
    }
}
