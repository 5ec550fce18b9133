// SPDX-License-Identifier: Apache-2.0

extension IncludedPackage {
    private enum Field: String, CaseIterable {
        case name, channels, defaultChannel, minVersion, maxVersion, minBundle
    }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var (name, defaultChannel, low, high, bundle) = ("", "", "", "", "")
        var channels: [Channel] = []
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .name: name = try scanner.string()
            case .channels: channels = try scanner.list(Channel.init(from:))
            case .defaultChannel: defaultChannel = try scanner.string()
            case .minVersion: low = try scanner.string()
            case .maxVersion: high = try scanner.string()
            case .minBundle: bundle = try scanner.string()
            }
        }
        self.init(
            name: name,
            channels: channels,
            defaultChannel: defaultChannel,
            bounds: Bounds(minVersion: low, maxVersion: high, minBundle: bundle)
        )
    }
}

extension IncludedPackage.Channel {
    private enum Field: String, CaseIterable { case name, minVersion, maxVersion, minBundle }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var (name, low, high, bundle) = ("", "", "", "")
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .name: name = try scanner.string()
            case .minVersion: low = try scanner.string()
            case .maxVersion: high = try scanner.string()
            case .minBundle: bundle = try scanner.string()
            }
        }
        self.init(
            name: name,
            bounds: IncludedPackage.Bounds(minVersion: low, maxVersion: high, minBundle: bundle)
        )
    }
}
