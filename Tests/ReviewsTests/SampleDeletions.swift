// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
@testable import Plans

/// Plans that delete.
enum SampleDeletions {
    static let registry = "mirror.example:5000/ocp"
    static let payloads = PlacedRepository("\(registry)/openshift/release-images")
    static let components = PlacedRepository("\(registry)/openshift/release")
    static let channel = "delete.platform.channels[0] (stable-4.16)"
    static let common = ["no remaining image references it", "no release or bundle that stays needs it"]

    static func deletion(
        _ type: ImageType,
        _ repository: PlacedRepository,
        _ tags: [String],
        kind: Deletion.Kind = .manifest,
        with whole: Deletion? = nil,
        requestedBy: [String] = [channel]
    ) -> Deletion {
        let digest = Digest(of: Array("\(repository)\(tags)\((whole?.content).map { "\($0)" } ?? "")".utf8))
        return Deletion(
            kind: kind,
            type: type,
            origins: whole == nil ? ["quay.io/\(type.rawValue)@\(digest)"] : [],
            repository: repository,
            digest: digest,
            tags: tags,
            size: kind == .manifest ? 100 << 20 : 0,
            reclaim: kind == .manifest ? 60 << 20 : 0,
            with: whole?.content,
            reason: whole == nil ? "asked for" : "nothing else needs it",
            requestedBy: requestedBy,
            proof: ["none of the 8 remaining tags references it"] + common
        )
    }

    static func payload(_ version: String) -> Deletion { deletion(.releasePayload, payloads, ["\(version)-x86_64"]) }

    static func component(_ name: String, of versions: String..., kind: Deletion.Kind = .manifest) -> Deletion {
        deletion(.releaseComponent, components, versions.map { "\($0)-x86_64-\(name)" }, kind: kind)
    }

    static func plan(_ deletions: [Deletion], kept: [KeptImage] = []) -> Plan {
        Plan(
            work: .deletions,
            configuration: ConfigurationRecord(path: "disc.yaml", digest: Digest(of: [])),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace(registry)),
            deletions: deletions,
            kept: kept
        )
    }

    static func kept(_ type: ImageType, _ destination: String) -> KeptImage {
        KeptImage(
            type: type,
            destination: "\(registry)/\(destination)",
            digest: Digest(of: Array(destination.utf8)),
            requestedBy: [channel],
            neededBy: ["the release \(payloads):4.16.2-x86_64"]
        )
    }

    /// A release of 191 components, one of which another release needs and one of which is asked for by itself too.
    static var release: Plan {
        let payload = payload("4.16.1")
        let names = (1...189).map { "component-\($0)" }
        var asked = component("must-gather", of: "4.16.1")
        asked.fields.requestedBy = ["delete.additionalImages[0]", channel]
        let signed = component("component-1", of: "4.16.1")
        return plan(
            [payload, deletion(.signature, payloads, ["sha256-1.sig"], with: payload)]
                + names.map { component($0, of: "4.16.1") }
                + [deletion(.signature, components, ["sha256-2.sig"], with: signed), asked]
                + [component("cli", of: "4.16.1", kind: .tags)],
            kept: [kept(.releaseComponent, "openshift/release:4.16.1-x86_64-cli")]
        )
    }

    /// A catalog that goes as a whole, an operator of another one of which many images go, and one of which few do.
    static var operators: Plan {
        func image(_ type: ImageType, _ name: String, _ request: String) -> Deletion {
            deletion(type, "\(registry)/\(name)", ["v1"], requestedBy: [request])
        }
        let whole = "delete.operators[0]"
        let foo = "delete.operators[1].packages[0] (foo)"
        let bar = "delete.operators[1].packages[1] (bar)"
        return plan(
            [image(.operatorCatalog, "team/index", whole)]
                + (1...3).map { image(.operatorBundle, "team/bundle-\($0)", "\(whole) (tool) > tool.v\($0)") }
                + (1...4).map { image(.operatorRelatedImage, "team/image-\($0)", "\(whole) (tool) > tool.v1") }
                + (8...11).map { image(.operatorBundle, "foo/bundle-\($0)", "\(foo) > foo.v\($0)") }
                + (1...9).map { image(.operatorRelatedImage, "foo/image-\($0)", "\(foo) > foo.v9") }
                + [image(.operatorBundle, "bar/bundle", "\(bar) > bar.v1")]
                + [image(.operatorRelatedImage, "bar/image", "\(bar) > bar.v1")]
        )
    }
}
