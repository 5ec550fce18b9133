// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import MirrorConfiguration
import OCI
import Plans

/// Turns a configuration into the images that it wants.
package struct Resolver: Sendable {
    private let mapping: DestinationMapping
    /// The configuration's name in plans and ledgers.
    private let path: String

    package init(mapping: DestinationMapping, path: String) {
        self.mapping = mapping
        self.path = path
    }

    /// Returns what the configuration wants, with what the rooms of its sections found out.
    ///
    /// Throws what cannot be mapped, and the sections whose images this version cannot find yet:
    /// a part that was silently left out would look as if it had been mirrored.
    package func resolve(
        _ configuration: ImageSetConfiguration,
        with contributions: [Contribution] = []
    ) throws(DiagnosticsError) -> DesiredState {
        var diagnostics = unsupported(configuration)
        var state = DesiredState(
            configuration: ConfigurationRecord(path: path, digest: configuration.digest),
            target: mapping.target,
            images: []
        )
        state.checks = configuration.warnings.map { Check($0, in: path) }
        var images = contributions.flatMap(\.images)
        state.checks += contributions.flatMap(\.checks)
        state.upgradePaths = contributions.flatMap(\.upgradePaths)
        state.graphs = contributions.flatMap(\.graphs)
        for (index, image) in configuration.mirror.additionalImages.enumerated() {
            do {
                images.append(try desired(image, index, in: configuration.kind))
                state.checks += findings(image)
            } catch {
                diagnostics.append(
                    Diagnostic(.error, code: .unmappableImage, summary: "\(error)", location: image.location)
                )
            }
        }
        guard diagnostics.isEmpty else { throw DiagnosticsError(diagnostics) }
        let (kept, findings) = BlockedImageFilter(configuration.mirror.blockedImages, at: at).filter(images)
        state.images = Self.merged(Self.widened(kept))
        state.upgradePaths = state.upgradePaths.map { $0.without(Self.blockedReleases(images, kept)) }
        // What could not be read may be just what a pattern is for.
        let isWhole = !state.checks.contains { $0.level == .error }
        state.checks += isWhole ? findings : findings.filter { $0.code != BlockedImageFilter.unusedCode }
        return state
    }

    /// The releases whose payloads were blocked.
    private static func blockedReleases(_ images: [DesiredImage], _ kept: [DesiredImage]) -> [ReleaseFacts] {
        let left = Set(kept.map(\.destination))
        return images.filter { !left.contains($0.destination) }.compactMap(\.release)
    }

    private func unsupported(_ configuration: ImageSetConfiguration) -> [Diagnostic] {
        let mirror = configuration.mirror
        let sections: [Mirror.Section] = mirror.helm == nil ? [] : [.helm]
        return sections.map { section in
            Diagnostic(
                .error,
                code: .unsupportedSection,
                summary:
                    "`\(configuration.kind.section).\(section.rawValue)` is not supported yet by this version of mirror",
                remedy: "Remove the section, or keep it in a configuration of its own until it is supported.",
                location: mirror.sections[section] ?? mirror.location
            )
        }
    }

    private func desired(
        _ image: AdditionalImage,
        _ index: Int,
        in kind: ConfigurationKind
    ) throws(ReferenceError) -> DesiredImage {
        DesiredImage(
            origin: image.source,
            type: .additionalImage,
            destination: try mapping.destination(of: image),
            platforms: image.platforms,
            requestedBy: ["\(kind.section).additionalImages[\(index)]"],
            at: at(image.location)
        )
    }

    /// What a reviewer should know about how a reference was understood.
    private func findings(_ image: AdditionalImage) -> [Check] {
        guard case .registry(let reference) = image.source, let tag = reference.tag, let digest = reference.digest
        else { return [] }
        let message = "\(reference.repository) is pulled by its digest \(digest.short), its tag `\(tag)` is not read"
        return [Check(.note, .tagAndDigest, message, at: at(image.location))]
    }

    private func at(_ location: SourceLocation) -> String { location.place(in: path) }

    /// The same image asked for twice is wanted once, for both reasons; what is built differently is not the same.
    private static func merged(_ images: [DesiredImage]) -> [DesiredImage] {
        var merged: [String: DesiredImage] = [:]
        for image in images {
            let key = "\(image.destination) \(image.origin) \(image.build.map { "\($0.image.digest)" } ?? "")"
            guard let earlier = merged[key] else {
                merged[key] = image
                continue
            }
            merged[key] = earlier.merged(with: [image])
        }
        return merged.sorted { $0.key < $1.key }.map(\.value)
    }

    /// What shares a destination is one image there, so each of its sources is read for all its platforms.
    private static func widened(_ images: [DesiredImage]) -> [DesiredImage] {
        guard images.contains(where: { !$0.platforms.isEmpty }) else { return images }
        let groups = Dictionary(grouping: images, by: \.destination)
        return images.map { image in
            let group = groups[image.destination] ?? []
            let takesAll = group.contains { $0.platforms.isEmpty }
            return image.with(platforms: takesAll ? [] : Set(group.flatMap(\.platforms)).sorted())
        }
    }
}
