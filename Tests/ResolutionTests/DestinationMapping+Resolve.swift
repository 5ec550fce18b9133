// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Resolution

extension DestinationMapping {
    /// Resolves a configuration without its releases and operators, which are handed in as they were found.
    func resolve(
        _ configuration: ImageSetConfiguration,
        with contributions: [Contribution] = []
    ) throws -> DesiredState {
        var contributions = contributions
        let charts = ChartsSection()
        if charts.isAsked(by: configuration.mirror) {
            contributions.append(try charts.contribution(to: configuration, named: "isc.yaml"))
        }
        let images = AdditionalImagesSection(mapping: self)
        contributions.append(try images.contribution(to: configuration, named: "isc.yaml"))
        return Resolver(mapping: self, path: "isc.yaml").resolve(configuration, with: contributions)
    }
}
