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

    /// Whether this platform matches `wanted`; a wanted platform without a variant matches every variant.
    package func satisfies(_ wanted: Platform) -> Bool {
        os == wanted.os && architecture == wanted.architecture
            && (wanted.variant == nil || variant == wanted.variant)
    }

    /// Parses `os/architecture[/variant]`.
    package init(_ text: String) throws(ReferenceError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 || parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else {
            throw ReferenceError(text: text, message: "a platform is `os/architecture` or `os/architecture/variant`")
        }
        self.init(os: parts[0], architecture: parts[1], variant: parts.count == 3 ? parts[2] : nil)
    }

    package var description: String { ([os, architecture] + (variant.map { [$0] } ?? [])).joined(separator: "/") }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
