// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The registry or archive that a plan changes, and the state of its ledger when the plan was made.
package struct PlanTarget: Sendable, Equatable, Codable {
    /// Host, port and namespace; or `file://` and the folder of an archive, as the user gave it.
    package var registry: String
    /// The id of the first plan ever applied to the target.
    package var lineage: Digest?
    /// The number of applies so far.
    package var serial: Int

    /// The most applies that a plan or a ledger may claim: there is always a next one.
    package static let serialLimit = 999_999_999

    package init(registry: String, lineage: Digest? = nil, serial: Int = 0) {
        self.registry = registry
        self.lineage = lineage
        self.serial = serial
    }

    /// What the names of destinations begin with: in an archive the host by which container tools name what lies on no
    /// registry.
    package var root: String { isArchive ? Self.archiveRoot : registry }

    /// Whether the target is an archive in a folder.
    package var isArchive: Bool { folder != nil }

    /// The folder that `file://folder` names, as whoever gives one may spell it; `nil` for anything else.
    ///
    /// It is relative without a third slash, and `localhost` is this machine (RFC 8089, 2), not the name of a folder.
    package static func folder(named text: some StringProtocol) -> String? {
        let (scheme, host) = ("file://", "localhost")
        guard text.hasPrefix(scheme) else { return nil }
        let rest = String(text.dropFirst(scheme.count))
        return rest.lowercased().hasPrefix("\(host)/") ? String(rest.dropFirst(host.count)) : rest
    }

    /// The folder of an archive.
    package var folder: String? {
        registry.hasPrefix("file://") ? String(registry.dropFirst("file://".count)) : nil
    }

    /// The host of destinations in archives.
    package static let archiveRoot = "localhost"

    enum CodingKeys: String, CodingKey {
        case registry, lineage, serial
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(registry, forKey: .registry)
        try container.encode(lineage, forKey: .lineage)
        try container.encode(serial, forKey: .serial)
    }
}
