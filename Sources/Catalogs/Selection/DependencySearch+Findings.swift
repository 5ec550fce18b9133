// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// The findings about unmet needs.
extension DependencySearch {
    /// The bundles of one package that need something.
    private struct Claim {
        let part: Int
        let package: String
        let need: Need
        var bundles: [String]
    }

    /// Reports all unmet needs; `adds` says whether everything that can be added was added.
    mutating func reportUnmet(adds: Bool) async throws {
        let claims = claims
        for claim in claims where parts[claim.part].takesDependencies {
            let remedy = try await remedy(claim, adds: adds)
            report(
                .warning,
                .missingDependency,
                "\(subject(claim.package, claim.part)): \(quoted(claim.bundles, atMost: 4)) "
                    + "\(claim.bundles.count == 1 ? "needs" : "need") \(claim.need.requirement), "
                    + "which nothing that is selected offers",
                remedy: remedy,
                claim.part
            )
        }
        for part in parts.indices where !parts[part].takesDependencies {
            let packages = Set(claims.filter { $0.part == part }.map(\.package)).sorted()
            guard !packages.isEmpty else { continue }
            report(
                .note,
                .dependenciesSkipped,
                "\(parts[part].catalog): \(quoted(packages)) \(packages.count == 1 ? "needs" : "need") operators that are "
                    + "not selected; these are left out, because the catalog takes no dependencies",
                part
            )
        }
        reportRules()
    }

    private var claims: [Claim] {
        var claims: [Claim] = []
        var places: [String: [Need: Int]] = [:]
        for demand in demands {
            for need in kept.unmet(demand.requirement) {
                let owner = "\(demand.part)/\(demand.package)"
                if let index = places[owner]?[need] {
                    claims[index].bundles.append(demand.bundle)
                } else {
                    places[owner, default: [:]][need] = claims.count
                    let claim = Claim(part: demand.part, package: demand.package, need: need, bundles: [demand.bundle])
                    claims.append(claim)
                }
            }
        }
        return claims.map { claim in
            var claim = claim
            claim.bundles = Set(claim.bundles).sorted()
            return claim
        }.sorted { ($0.part, $0.package, "\($0.need.requirement)") < ($1.part, $1.package, "\($1.need.requirement)") }
    }

    /// Names the packages that offer what is needed.
    private mutating func remedy(_ claim: Claim, adds: Bool) async throws -> String {
        var offering: [String] = []
        var canAdd = false
        var selected: [String] = []
        var others: [String] = []
        for requirement in claim.need.requirement.offers {
            let need = Need(requirement, claim.need.excluding)
            for place in try await providers.places(of: requirement) {
                guard let package = try await providers.package(at: place) else { continue }
                let selection = parts[place.part].selections[place.package]
                let text = "`\(printable(place.package))` in \(parts[place.part].catalog)"
                if let provider = Provider(package, for: need, besides: selection) {
                    offering.append("`\(printable(provider.bundle.name))` of \(text)")
                    canAdd = canAdd || parts[place.part].takesDependencies
                } else if package.bundles.contains(where: { need.isMet(by: $0, of: package.name) }) {
                    selected.append(text)
                } else {
                    others.append(text)
                }
            }
        }
        if !offering.isEmpty {
            let option = canAdd && !adds ? ", or plan with \(OptionName.includeDependencies)" : ""
            return "\(listed(unique(offering))) would; name it in the configuration\(option)"
        }
        if !selected.isEmpty {
            return "\(listed(unique(selected))) offers it in versions that are not selected; widen its versions"
        }
        if !others.isEmpty { return "\(listed(unique(others))) has no suitable version" }
        return "no catalog of this configuration offers it; add the catalog that does"
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private mutating func reportRules() {
        var seen: Set<String> = []
        for demand in demands where demand.requirement.hasRule && parts[demand.part].takesDependencies {
            guard seen.insert("\(demand.part)/\(demand.package)/\(demand.requirement)").inserted else { continue }
            report(
                .note,
                .unjudgedDependency,
                "\(subject(demand.package, demand.part)): only a cluster can tell whether "
                    + "`\(printable(demand.bundle))` has what it needs: \(demand.requirement)",
                demand.part
            )
        }
    }
}
