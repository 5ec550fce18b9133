// SPDX-License-Identifier: Apache-2.0

import YAML

/// The fields of a part of a configuration, with the place of that part.
protocol ConfigurationFieldName: YAMLFieldName {
    /// The part's name in messages.
    static var place: String { get }
    /// All parts of the same format.
    static var parts: [ConfigurationPart] { get }
}

extension ConfigurationFieldName {
    static var parts: [ConfigurationPart] { ConfigurationPart.versionTwo }

    static func otherPlaces(ofField name: String) -> [String] {
        let lowered = name.lowercased()
        let places = parts.filter { $0.place != place && $0.fields.contains(lowered) }.map(\.place)
        // A field that many parts have, such as `name`, suggests none of them.
        return places.count <= 3 ? places : []
    }
}

/// A part of a configuration and its fields, in lower case.
struct ConfigurationPart {
    let place: String
    let fields: Set<String>

    init<Name: ConfigurationFieldName>(_ names: Name.Type) {
        place = Name.place
        fields = Set(Name.allCases.map { $0.rawValue.lowercased() })
    }

    /// The parts of the format of version two.
    static let versionTwo: [ConfigurationPart] = [
        ConfigurationPart(ConfigurationField.self), ConfigurationPart(SectionName.self),
        ConfigurationPart(PlatformSectionField.self), ConfigurationPart(ReleaseChannelField.self),
        ConfigurationPart(OperatorCatalogField.self), ConfigurationPart(OperatorPackageField.self),
        ConfigurationPart(OperatorChannelField.self), ConfigurationPart(AdditionalImageField.self),
        ConfigurationPart(HelmSectionField.self), ConfigurationPart(HelmRepositoryField.self),
        ConfigurationPart(RepositoryChartField.self),
    ]
}
