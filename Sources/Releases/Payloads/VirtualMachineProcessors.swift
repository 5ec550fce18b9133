// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI

/// The processors whose disk images `kubeVirtContainer` wants, in the terms of boot images.
struct VirtualMachineProcessors: Equatable {
    /// The processors that have images, sorted.
    let processors: [String]
    /// The processors of the section for which no images exist, sorted.
    let unsupported: [String]

    private static let names = ["amd64": "x86_64", "s390x": "s390x"]

    /// Takes the platforms or architectures of a section; `multi` means all, an empty list means `amd64`.
    init(_ section: PlatformSection) {
        let asked =
            section.platforms.isEmpty
            ? section.architectures.map(\.value.rawValue) : section.platforms.map(\.architecture)
        let found = Set(asked.compactMap { Self.names[$0] })
        let takesAll = asked.contains("multi") || (!section.platforms.isEmpty && found.isEmpty)
        processors = takesAll ? Self.names.values.sorted() : asked.isEmpty ? ["x86_64"] : found.sorted()
        unsupported = Set(asked).filter { Self.names[$0] == nil && $0 != "multi" }.sorted()
    }
}
