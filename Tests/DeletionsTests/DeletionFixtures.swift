// SPDX-License-Identifier: Apache-2.0

import Deletions
import Diagnostics
import Ledger
import MirrorConfiguration
import OCI
import Resolution
import Sections
import TestSupport
@testable import Plans

/// Values from which tests of deletions are made; nothing here touches a network.
enum Fixture {
    static let host = "mirror.example/ocp"

    static var target: MirrorTarget { get throws { try MirrorTarget(registry: host) } }

    static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    /// A repository of the target.
    static func repository(_ name: String) throws -> Repository { try Repository("\(host)/\(name)") }

    /// A place of the target: `a/one:1`.
    static func place(_ name: String) throws -> Destination {
        let reference = try ImageReference("\(host)/\(name)")
        guard let tag = reference.tag else { throw ReferenceError(text: name, message: "needs a tag") }
        return Destination(repository: reference.repository, tag: tag)
    }

    /// An image that is asked for at a place.
    static func image(
        _ origin: String,
        at name: String,
        type: ImageType = .additionalImage,
        partOf wholes: [String] = []
    ) throws -> DesiredImage {
        DesiredImage(
            origin: try ImageSource(origin),
            role: ImageRole(type, partOf: try wholes.map(place)),
            destination: try place(name),
            request: ImageRequest(by: ["delete.additionalImages[0]"], at: "disc.yaml:5:11")
        )
    }

    /// What a configuration means.
    static func state(_ images: [DesiredImage], findings: [Finding] = [], path: String = "disc.yaml") throws
        -> DesiredState
    {
        DesiredState(
            configuration: ConfigurationRecord(path: path, digest: digest(path)),
            target: try target,
            images: images,
            findings: findings
        )
    }

    /// A ledger of entries by their place.
    static func ledger(_ entries: [TargetLedger.Entry] = [], of target: String = host) -> TargetLedger {
        var ledger = TargetLedger(target: target)
        for entry in entries { ledger.entries[entry.image.destination] = entry }
        return ledger
    }

    /// An image of the ledger.
    static func entry(
        _ name: String,
        _ content: String,
        type: ImageType = .additionalImage,
        origins: [String] = [],
        wantedBy: [String] = [],
        placedBy: [String] = ["isc.yaml"]
    ) -> TargetLedger.Entry {
        TargetLedger.Entry(
            image: PlacedImage(
                destination: PlacedName(name.hasPrefix("mirror.") ? name : "\(host)/\(name)"),
                digest: digest(content),
                type: type,
                origins: origins
            ),
            placed: !placedBy.isEmpty,
            placedBy: placedBy,
            knowsAttachments: true,
            wantedBy: wantedBy
        )
    }

    /// What a repository holds, by the text that stands for each content.
    static func content(_ tags: [String: String]) throws -> RepositoryContent {
        var content = RepositoryContent()
        for (tag, text) in tags {
            content.tags[try OCI.Tag(tag)] = digest(text)
            content.manifests[digest(text)] = .init(size: 10, blobs: [digest("layer of \(text)"): 100])
        }
        return content
    }

    /// A configuration that says what is to go; what it means is the test's to say.
    static func request(_ name: String = "disc.yaml") throws -> DeletionRequest {
        let text = """
            kind: DeleteImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            delete:
              additionalImages:
              - name: quay.io/a/one:1

            """
        return .configuration(
            try ImageSetConfiguration(bytes: Array(text.utf8), path: name, kind: .deletion)
        )
    }

    /// A configuration that is kept; what it means is the test's to say.
    static func kept(_ name: String) throws -> NamedConfiguration {
        let text = """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              additionalImages:
              - name: quay.io/a/one:1

            """
        return NamedConfiguration(
            name: name,
            configuration: try ImageSetConfiguration(bytes: Array(text.utf8), path: name)
        )
    }
}

extension NeededImages {
    /// Who needs what, by names below the target: tags and digests.
    func users(_ repositories: [String]) throws -> [String: Set<String>] {
        var users: [String: Set<String>] = [:]
        for name in repositories {
            let repository = try Fixture.repository(name)
            for (tag, who) in tags(in: repository) { users["\(name):\(tag)"] = who }
            for (digest, who) in digests(in: repository) { users["\(name)@\(digest)"] = who }
        }
        return users
    }
}
