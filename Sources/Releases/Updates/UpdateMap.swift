// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import Plans

/// The joined releases and updates of several channels, for finding paths.
package struct UpdateMap: Sendable {
    /// An update, as seen from its start.
    package struct Step: Sendable, Equatable {
        package let from: SemanticVersion
        package let to: SemanticVersion
        /// A channel whose graph has the update.
        package let channel: String
        /// The risks; empty for an update without conditions.
        package let risks: [UpgradeRisk]

        package init(from: SemanticVersion, to: SemanticVersion, channel: String, risks: [UpgradeRisk]) {
            (self.from, self.to, self.channel, self.risks) = (from, to, channel, risks)
        }
    }

    /// The version of each release, ascending.
    package let versions: [SemanticVersion]
    private let nodes: [SemanticVersion: UpdateGraph.Node]
    private let positions: [SemanticVersion: Int]
    /// The updates from each release, the highest target version first.
    private let steps: [[(to: Int, step: Step)]]

    /// Joins graphs; if several have an update, one without conditions counts, or else the first.
    package init(_ graphs: [(channel: String, graph: UpdateGraph)]) {
        var nodes: [SemanticVersion: UpdateGraph.Node] = [:]
        var found: [SemanticVersion: [SemanticVersion: Step]] = [:]
        for (channel, graph) in graphs {
            for node in graph.nodes where nodes[node.version] == nil { nodes[node.version] = node }
            for update in graph.updates {
                if let known = found[update.from]?[update.to], known.risks.isEmpty || !update.risks.isEmpty { continue }
                found[update.from, default: [:]][update.to] = Step(
                    from: update.from,
                    to: update.to,
                    channel: channel,
                    risks: update.risks
                )
            }
        }
        let versions = nodes.keys.sorted()
        let positions = Dictionary(uniqueKeysWithValues: versions.enumerated().map { ($1, $0) })
        steps = versions.map { version in
            (found[version] ?? [:]).compactMap { to, step in positions[to].map { ($0, step) } }.sorted { $0.0 > $1.0 }
        }
        (self.versions, self.nodes, self.positions) = (versions, nodes, positions)
    }

    /// Returns the release with a version.
    package subscript(version: SemanticVersion) -> UpdateGraph.Node? { nodes[version] }

    /// The cost of a path: updates with risks count first, then releases outside the selection, then updates.
    private struct Cost: Comparable {
        var conditional = 0
        var missing = 0
        var length = 0

        static func < (left: Self, right: Self) -> Bool {
            (left.conditional, left.missing, left.length) < (right.conditional, right.missing, right.length)
        }
    }

    /// The best known way to a release.
    private struct Reached {
        var cost: Cost
        /// The order of discovery, which decides between equal costs.
        var order: Int
        var step: Step?
        var isSettled = false
    }

    /// Returns the updates of the best path, or `nil` if no path leads from one release to the other.
    ///
    /// With a `selection`, a path inside it is the best, even with risks. Otherwise the best path has the fewest
    /// conditional updates, then the fewest releases outside the selection, then the fewest updates at all.
    /// Neighbours are visited from the highest version to the lowest, as in a breadth-first search.
    package func path(
        from start: SemanticVersion,
        to end: SemanticVersion,
        selection: Set<SemanticVersion>? = nil
    ) -> [Step]? {
        guard let selection else {
            return path(from: start, to: end, missing: { _ in false }, isAllowed: { _ in true })
        }
        return path(from: start, to: end, missing: { _ in false }, isAllowed: selection.contains)
            ?? path(from: start, to: end, missing: { !selection.contains($0) }, isAllowed: { _ in true })
    }

    private func path(
        from start: SemanticVersion,
        to end: SemanticVersion,
        missing: (SemanticVersion) -> Bool,
        isAllowed: (SemanticVersion) -> Bool
    ) -> [Step]? {
        guard let first = positions[start], let last = positions[end] else { return nil }
        let isMissing = versions.map(missing)
        let isOpen = versions.map(isAllowed)
        var reached = [Reached?](repeating: nil, count: versions.count)
        reached[first] = Reached(cost: Cost(), order: 0)
        var order = 1
        var frontier: Set<Int> = [first]
        while let (next, origin) = Self.nearest(of: frontier, reached) {
            if next == last { return way(to: last, reached) }
            frontier.remove(next)
            reached[next]?.isSettled = true
            for (to, step) in steps[next] where isOpen[to] && reached[to]?.isSettled != true {
                var cost = origin.cost
                cost.missing += isMissing[to] ? 1 : 0
                cost.conditional += step.risks.isEmpty ? 0 : 1
                cost.length += 1
                if let known = reached[to], known.cost <= cost { continue }
                reached[to] = Reached(cost: cost, order: order, step: step)
                order += 1
                frontier.insert(to)
            }
        }
        return nil
    }

    private static func nearest(of frontier: Set<Int>, _ reached: [Reached?]) -> (Int, Reached)? {
        var nearest: (Int, Reached)?
        for index in frontier {
            guard let candidate = reached[index] else { continue }
            if let found = nearest?.1, (found.cost, found.order) < (candidate.cost, candidate.order) { continue }
            nearest = (index, candidate)
        }
        return nearest
    }

    private func way(to end: Int, _ reached: [Reached?]) -> [Step] {
        var way: [Step] = []
        var position: Int? = end
        while let step = position.flatMap({ reached[$0]?.step }) {
            way.append(step)
            position = positions[step.from]
        }
        return way.reversed()
    }
}
