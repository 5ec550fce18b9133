// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans

/// What a plan says of releases: who signed them, and how clusters get from one to the next.
struct ReleaseLines {
    let plan: Plan
    let style: TextStyle

    /// The lines behind a payload: which release it is, and who signed it.
    func details(of action: Action) -> [String] {
        guard let release = action.release else { return [] }
        let signers = release.signatures.map(\.fingerprint)
        let text =
            signers.isEmpty
            ? style(.removed, "not verified") : "signed by \(printable(signers.joined(separator: ", ")))"
        return ["      release \(printable(release.version)) \(printable(release.architecture)), \(text)"]
            + way(to: action)
    }

    /// Why a release is in that no channel asks for.
    private func way(to action: Action) -> [String] {
        let ways = action.requestedBy.compactMap { wish in
            wish.range(of: " > path ").map { String(wish[$0.upperBound...]) }
        }
        guard ways.count == action.requestedBy.count, !ways.isEmpty else { return [] }
        return ["      \(style(.dim, "on the way")) \(printable(listed(ways.sorted(by: naturallyPrecedes), most: 3)))"]
    }

    /// How clusters get from the lowest release to the highest, hop by hop.
    var upgradePaths: [String] {
        guard !plan.upgradePaths.isEmpty else { return [] }
        return [style(.heading, "Upgrade paths")]
            + plan.upgradePaths.flatMap { path -> [String] in
                let name = printable("\(path.product == "ocp" ? "" : "\(path.product) ")\(path.architecture)")
                let stations =
                    [printable(path.from)]
                    + path.hops.map { hop in
                        let version = printable(hop.version)
                        return hop.isSelected ? version : style(.removed, "\(version) (not in the set)")
                    }
                guard !path.hops.isEmpty else {
                    let ends = printable("\(path.from) to \(path.to)")
                    return ["  \(name): \(ends): \(style(.removed, "no path is known"))"]
                }
                let risks = path.hops.flatMap { hop in
                    hop.risks.map {
                        "      \(printable(hop.version)): \(style(.changed, "risk")) \(printable("\($0.name) \($0.url)"))"
                    }
                }
                return ["  \(name): \(stations.joined(separator: " → "))"] + risks
            }
    }
}
