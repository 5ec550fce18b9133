// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans

/// Removes the images that `mirror.blockedImages` forbids, and reports each.
struct BlockedImageFilter {
    private let patterns: [BlockedImage]
    private let at: (SourceLocation) -> SourceLocation

    init(_ patterns: [BlockedImage], at: @escaping (SourceLocation) -> SourceLocation) {
        self.patterns = patterns
        self.at = at
    }

    /// Returns the images that no pattern matches (by origin or destination), a finding for each blocked image, and one for
    /// each pattern that blocks no image by itself.
    func filter(_ images: [DesiredImage]) -> (kept: [DesiredImage], blocked: [Finding], unused: [Finding]) {
        var findings: [Finding] = []
        var unused: [Finding] = []
        var used = Set<Int>()
        let kept = images.filter { image in
            let texts = image.texts
            guard let index = patterns.firstIndex(where: { texts.contains(where: $0.matches) }) else { return true }
            used.insert(index)
            findings.append(
                Finding(
                    .note,
                    .blockedImage,
                    "\(image.origin) is left out: blocked by `\(patterns[index].pattern)`",
                    at: at(patterns[index].location)
                )
            )
            if image.type == .releaseComponent, let release = image.partOf.first {
                findings.append(incomplete(release, without: image, patterns[index]))
            }
            if image.type == .operatorBundle { findings.append(uninstallable(image, patterns[index])) }
            return false
        }
        for (index, pattern) in patterns.enumerated() where !used.contains(index) {
            let matched = images.contains { image in
                image.texts.contains(where: pattern.matches)
            }
            unused.append(
                Finding(
                    .warning,
                    .unusedBlock,
                    matched
                        ? "`\(pattern.pattern)` blocks only images that an earlier pattern blocks"
                        : "`\(pattern.pattern)` blocks no image",
                    at: at(pattern.location)
                )
            )
        }
        return (withoutOrphans(kept, of: images), findings, unused)
    }

    /// A release without one of its components cannot run on a cluster.
    private func incomplete(_ release: Destination, without image: DesiredImage, _ pattern: BlockedImage) -> Finding {
        Finding(
            .warning,
            .releaseIncomplete,
            """
            release \(release.tag) is mirrored without \(image.origin), because `\(pattern.pattern)` blocks it; \
            clusters cannot be installed from it or updated to it
            """,
            at: at(pattern.location)
        )
    }

    /// A catalog offers its bundles even if they are missing.
    private func uninstallable(_ image: DesiredImage, _ pattern: BlockedImage) -> Finding {
        Finding(
            .warning,
            .bundleIncomplete,
            """
            \(image.requestedBy.joined(separator: ", ")): `\(pattern.pattern)` blocks the image of the bundle, \
            \(image.origin); the catalog offers it all the same, and clusters cannot install it
            """,
            at: at(pattern.location)
        )
    }

    /// Removes the parts of blocked images, unless other images need them.
    private func withoutOrphans(_ kept: [DesiredImage], of images: [DesiredImage]) -> [DesiredImage] {
        let wholes = Set(images.filter { $0.type.isWhole }.map(\.destination))
        let blocked = wholes.subtracting(kept.map(\.destination))
        guard !blocked.isEmpty else { return kept }
        return kept.compactMap { image in
            guard image.partOf.contains(where: blocked.contains) else { return image }
            let left = image.partOf.filter { !blocked.contains($0) }
            return left.isEmpty ? nil : image.with(partOf: left)
        }
    }
}

extension DesiredImage {
    /// The texts that patterns match; the graph data has no source, only a base image that the user did not request.
    fileprivate var texts: [String] {
        (type == .graphData ? [] : [origin.withoutTransport]) + [destination.description]
    }
}

extension ImageSource {
    /// The text that patterns match.
    fileprivate var withoutTransport: String {
        switch self {
        case .registry(let reference): reference.description
        case .layout(let path): path
        }
    }
}
