// SPDX-License-Identifier: Apache-2.0

extension RecordedPlatform {
    private enum Field: String, CaseIterable { case graph, channels, architectures }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var graph = false
        var channels: [ReleaseChannel] = []
        var architectures: [String] = []
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .graph: graph = try scanner.boolean()
            case .channels: channels = try scanner.list(ReleaseChannel.init(from:))
            case .architectures:
                architectures = try scanner.list { scanner throws(ScanFault) in try scanner.string() }
            }
        }
        self.init(mirrorsGraph: graph, channels: channels, architectures: architectures)
    }
}

extension RecordedPlatform.ReleaseChannel {
    private enum Field: String, CaseIterable { case name, type, minVersion, maxVersion, shortestPath, full }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var (name, type, low, high) = ("", "", "", "")
        var (shortest, full) = (false, false)
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .name: name = try scanner.string()
            case .type: type = try scanner.string()
            case .minVersion: low = try scanner.string()
            case .maxVersion: high = try scanner.string()
            case .shortestPath: shortest = try scanner.boolean()
            case .full: full = try scanner.boolean()
            }
        }
        self.init(
            name: name,
            type: type,
            minVersion: low,
            maxVersion: high,
            usesShortestPath: shortest,
            isFull: full
        )
    }
}
