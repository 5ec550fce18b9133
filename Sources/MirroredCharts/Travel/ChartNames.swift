// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Foundation
import OCI
import Plans
import Resolution

/// What charts are called as images: at the target, and as origins.
struct ChartNames {
    private let mapping: DestinationMapping

    init(_ mapping: DestinationMapping) { self.mapping = mapping }

    /// The folder at the target for charts that come from no registry.
    private static let folder = "charts"

    /// Where a chart is kept: one of a registry under its own name, others in `charts/`, in a folder of their repository.
    func destination(of record: ChartRecord, in repository: String?) throws(ReferenceError) -> Destination {
        let tag = try Tag(version: record.version)
        guard RegistryLocation(record.source) == nil else {
            let name = try Self.origin(of: record).repository.name
            return Destination(repository: try mapping.repository(name), tag: tag)
        }
        let parts = [Self.folder] + [repository?.asName, record.name].compactMap(\.self)
        return Destination(
            repository: try mapping.repository(try RepositoryName(parts.joined(separator: "/"))),
            tag: tag
        )
    }

    /// The chart as an image: its reference in a registry, or the address of its repository with its name and version.
    ///
    /// It is the same on both sides of an archive, which finds the chart under this name.
    static func origin(of record: ChartRecord) throws(ReferenceError) -> ImageReference {
        let tag = try Tag(version: record.version)
        if let location = RegistryLocation(record.source) {
            if let whole = try? location.reference(), whole.repository.name.components.last == record.name {
                return ImageReference(repository: whole.repository, tag: whole.tag ?? tag)
            }
            return ImageReference(repository: try location.repository(of: record.name), tag: tag)
        }
        guard let url = URLComponents(string: record.source), let host = url.host, url.scheme != nil else {
            return ImageReference(repository: try Repository("localhost/\(folder)/\(record.name)"), tag: tag)
        }
        let port = url.port.map { ":\($0)" } ?? ""
        let path = url.path.split(separator: "/").filter { $0 != "index.yaml" }.compactMap { String($0).asName }
        let name = (path + [record.name]).joined(separator: "/")
        return ImageReference(repository: try Repository("\(host.lowercased())\(port)/\(name)"), tag: tag)
    }
}

extension String {
    /// The text as a part of a repository's name: other characters become dashes; `nil` if nothing is left.
    fileprivate var asName: String? {
        let text = String(
            lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        )
        let parts = text.split(separator: "-")
        return parts.isEmpty ? nil : parts.joined(separator: "-")
    }
}

extension ChartNames {
    /// Where an image of a chart is kept: like an additional image, under its tag, or by its digest.
    func destination(of image: ImageReference) throws(ReferenceError) -> Destination {
        if let versionOne = mapping.versionOne { return try versionOne.additionalImage(image, digest: image.digest) }
        return try mapping.operatorImage(image, byDigest: false)
    }
}
