// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Plans
import Resolution

/// The images of one release, with their places at the target.
struct ReleaseImages {
    let release: WantedRelease
    let payload: ReleasePayload
    /// The verified signatures; `nil` if the user waived the proof.
    let proof: VerifiedRelease?
    let section: PlatformSection
    let mapping: DestinationMapping

    /// The name of the disk images for virtual machines among the components.
    static let virtualMachine = "kube-virt-container"

    /// The release's name in tags: `4.16.3-x86_64`.
    var name: String { Self.name(of: payload) }

    static func name(of payload: ReleasePayload) -> String {
        "\(payload.version)-\(processor(of: payload))".replacing("+", with: "_")
    }

    /// Returns the payload and its components, with findings for a reviewer.
    func contribution() throws -> Contribution {
        try requirePlatforms()
        let destination = try mapping.payload(of: name)
        var contribution = Contribution(images: [payloadImage(at: destination)])
        for component in payload.components {
            contribution.images.append(try image(component.name, component.image, name, destination))
        }
        if section.kubeVirtContainer { try addVirtualMachines(name, destination, to: &contribution) }
        if proof == nil { contribution.findings.append(unproven) }
        if let name = proof?.name, signedName == nil {
            let message =
                "\(release.name) was signed as \(name), which does not fit the release; that name is not mirrored"
            contribution.findings.append(warning(.signatureName, message))
        }
        return contribution
    }

    /// Checks that a payload for one processor is for a requested platform; it has no platforms to choose from.
    private func requirePlatforms() throws(MissingPlatform) {
        guard !section.platforms.isEmpty, payload.architecture != "multi",
            !section.platforms.contains(where: { $0.architecture == payload.architecture })
        else { return }
        throw MissingPlatform(architecture: payload.architecture, wanted: section.platforms.map(\.description))
    }

    /// The processor, as written in tags of releases.
    private static func processor(of payload: ReleasePayload) -> String {
        switch payload.architecture {
        case "amd64": "x86_64"
        case "arm64": "aarch64"
        default: payload.architecture
        }
    }

    func payloadImage(at destination: Destination) -> DesiredImage {
        DesiredImage(
            origin: .registry(origin),
            role: ImageRole(
                .releasePayload,
                facts: .release(
                    ReleaseFacts(
                        version: "\(payload.version)",
                        architecture: payload.architecture,
                        signatures: proof?.signatures ?? []
                    )
                )
            ),
            destination: destination,
            platforms: section.platforms,
            request: ImageRequest(by: release.requestedBy, at: release.at)
        )
    }

    /// The payload with the tag that its signer gave it, so that pulls by that tag are redirected too.
    private var origin: ImageReference {
        guard let signedName else { return release.payload }
        return ImageReference(repository: signedName.repository, tag: signedName.tag, digest: release.payload.digest)
    }

    /// The name under which the release was signed, if it is in the same repository and its tag fits the version.
    private var signedName: ImageReference? {
        guard let name = proof?.name, let tag = name.tag, name.repository == release.payload.repository,
            "\(tag)" == "\(payload.version)" || "\(tag)".hasPrefix("\(payload.version)-")
        else { return nil }
        return name
    }

    func image(
        _ component: String,
        _ reference: ImageReference,
        _ name: String,
        _ payload: Destination
    ) throws(ReferenceError) -> DesiredImage {
        DesiredImage(
            origin: .registry(reference),
            role: ImageRole(.releaseComponent, partOf: [payload]),
            destination: try mapping.component(component, of: name),
            platforms: section.platforms,
            request: ImageRequest(by: release.requestedBy, at: release.at)
        )
    }

    /// Adds the disk image for virtual machines, for the processors of the section.
    private func addVirtualMachines(
        _ name: String,
        _ destination: Destination,
        to contribution: inout Contribution
    ) throws {
        if let fault = payload.kubeVirt.fault {
            throw PayloadError(payload: release.payload, place: fault.place, fault: .malformed(fault.message))
        }
        let wanted = VirtualMachineProcessors(section)
        for processor in wanted.processors {
            guard let reference = payload.kubeVirt.images[processor] else {
                contribution.findings.append(
                    warning(.kubevirtMissing, "\(release.name) has no KubeVirt image for \(processor)")
                )
                continue
            }
            let suffix = wanted.processors.count == 1 ? "" : "-\(processor)"
            contribution.images.append(try image("\(Self.virtualMachine)\(suffix)", reference, name, destination))
        }
        for architecture in wanted.unsupported {
            contribution.findings.append(
                warning(.kubevirtMissing, "there are no KubeVirt images for \(architecture)")
            )
        }
    }

    private var unproven: Finding {
        warning(
            .releaseSignatureIgnored,
            """
            \(release.name) IS NOT VERIFIED: there is no proof of who made it, because of \
            \(OptionName.ignoreReleaseSignature); \
            clusters will refuse to update to it unless they are forced
            """
        )
    }

    private func warning(_ code: FindingCode, _ message: String) -> Finding {
        Finding(.warning, code, message, at: release.at)
    }
}

/// An error that a release is only for a processor that is not requested.
private struct MissingPlatform: ExplainedError {
    let architecture: String
    let wanted: [String]

    var explanation: Explanation {
        Explanation(
            "it is only for \(architecture), but `platforms` asks for \(wanted.joined(separator: ", "))",
            remedy: "Take the multi-architecture release, whose tag ends with `-multi`, or leave `platforms` out."
        )
    }
}
