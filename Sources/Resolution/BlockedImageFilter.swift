// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans

/// Takes out the images that `mirror.blockedImages` forbids, and tells of each.
struct BlockedImageFilter {
    private let patterns: [BlockedImage]
    private let at: (SourceLocation) -> String

    init(_ patterns: [BlockedImage], at: @escaping (SourceLocation) -> String) {
        self.patterns = patterns
        self.at = at
    }

    /// Returns the images that no pattern matches, by origin or by destination.
    func filter(_ images: [DesiredImage]) -> ([DesiredImage], [Check]) {
        var checks: [Check] = []
        var used = Set<Int>()
        let kept = images.filter { image in
            let texts = [image.origin.withoutTransport, image.destination.description]
            guard let index = patterns.firstIndex(where: { texts.contains(where: $0.matches) }) else { return true }
            used.insert(index)
            checks.append(
                Check(
                    .note,
                    "blocked-image",
                    "\(image.origin) is left out: blocked by `\(patterns[index].pattern)`",
                    at: at(patterns[index].location)
                )
            )
            return false
        }
        for (index, pattern) in patterns.enumerated() where !used.contains(index) {
            let matched = images.contains { image in
                pattern.matches(image.origin.withoutTransport) || pattern.matches(image.destination.description)
            }
            checks.append(
                Check(
                    .warning,
                    "unused-block",
                    matched
                        ? "`\(pattern.pattern)` blocks only images that an earlier pattern blocks"
                        : "`\(pattern.pattern)` blocks no image",
                    at: at(pattern.location)
                )
            )
        }
        return (kept, checks)
    }
}

extension ImageSource {
    /// The text that a pattern is matched with.
    fileprivate var withoutTransport: String {
        switch self {
        case .registry(let reference): reference.description
        case .layout(let path): path
        }
    }
}
