// SPDX-License-Identifier: Apache-2.0

/// An operating system and a processor, such as `linux/arm64` (OCI image-spec, image-index.md).
package struct Platform: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    package var os: String
    package var architecture: String
    package var variant: String?

    package init(os: String, architecture: String, variant: String? = nil) {
        self.os = os
        self.architecture = architecture
        self.variant = variant
    }

    /// Whether this platform is what `wanted` asks for; a wish without a variant takes every variant.
    package func satisfies(_ wanted: Platform) -> Bool {
        os == wanted.os && architecture == wanted.architecture
            && (wanted.variant == nil || variant == wanted.variant)
    }

    package var description: String { ([os, architecture] + (variant.map { [$0] } ?? [])).joined(separator: "/") }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
