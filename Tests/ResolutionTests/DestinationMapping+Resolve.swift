// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Resolution
import Sections

extension DestinationMapping {
    /// Resolves a configuration without its releases, operators and charts, which are handed in as they were found.
    func resolve(
        _ configuration: ImageSetConfiguration,
        with contributions: [Contribution] = []
    ) throws -> DesiredState {
        var contributions = contributions
        let named = NamedConfiguration(name: "isc.yaml", configuration: configuration)
        contributions.append(try AdditionalImagesSection().contribution(to: named, at: AdditionalImagePlaces(at: self)))
        return Resolver(mapping: self, path: "isc.yaml").resolve(configuration, with: contributions)
    }
}
