// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// The updates that lead clusters from the lowest release to the highest, one by one.
struct UpgradePathText {
    let paths: [UpgradePath]
    let style: TextStyle

    var lines: [String] { paths.isEmpty ? [] : [style(.heading, "Upgrade paths")] + paths.flatMap(lines(of:)) }

    private func lines(of path: UpgradePath) -> [String] {
        let name = printable("\(path.product == "ocp" ? "" : "\(path.product) ")\(path.architecture)")
        guard !path.hops.isEmpty else {
            let ends = printable("\(path.from) to \(path.to)")
            return ["  \(name): \(ends): \(style(.removed, "no path is known"))"]
        }
        let stations =
            [printable(path.from)]
            + path.hops.map { hop in
                let version = printable(hop.version)
                return hop.isSelected ? version : style(.removed, "\(version) (not in the set)")
            }
        let risks = path.hops.flatMap { hop in
            hop.risks.map {
                "      \(printable(hop.version)): \(style(.changed, "risk")) \(printable("\($0.name) \($0.url)"))"
            }
        }
        return ["  \(name): \(stations.joined(separator: " → "))"] + risks
    }
}
