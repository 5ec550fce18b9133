// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Plans

/// How people are told of an image while it is copied: a digest as its tag is shortened, and operators are named.
package struct ImageName: Sendable, Equatable {
    private let action: Action

    package init(_ action: Action) { self.action = action }

    /// The name at a target.
    package func text(at target: PlanTarget) -> String { named(target.shown(action.destination)) }

    /// The name without host and folders.
    package var short: String {
        let name = action.destination.description
        return named(name.lastIndex(of: "/").map { String(name[name.index(after: $0)...]) } ?? name)
    }

    private func named(_ name: String) -> String {
        bundles.isEmpty ? Self.shortened(name) : "\(Self.shortened(name)) (\(bundles))"
    }

    /// Shortens a digest in a name: `app:sha256-0123456789ab…`.
    private static func shortened(_ name: String) -> String {
        for mark in ["sha256-", "sha256:", "sha512-", "sha512:"] {
            guard let start = name.firstRange(of: mark)?.upperBound else { continue }
            let rest = name[start...]
            let hex = rest.prefix { $0.isHexDigit }
            if hex.count >= 64 { return name[..<start] + hex.prefix(12) + "…" + rest.dropFirst(hex.count) }
        }
        return name
    }

    /// The bundles of operators that need the image: the first by its name, the others by their number.
    private var bundles: String {
        guard action.type.traits.family == .operator else { return "" }
        var names: [String] = []
        for request in action.grounds.requestedBy {
            guard let mark = request.firstRange(of: ") > ") else { continue }
            let name = String(request[mark.upperBound...])
            if !names.contains(name) { names.append(name) }
        }
        guard let first = names.first else { return "" }
        return names.count == 1 ? first : "\(first) and \(names.count - 1) more"
    }
}
