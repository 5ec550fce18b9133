// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI

/// The processors for which `kubeVirtContainer` wants the disk of virtual machines, as boot images name them.
struct VirtualMachineProcessors: Equatable {
    /// The names of those that there are images for, sorted.
    let processors: [String]
    /// What the section names and nobody makes images for, sorted.
    let unsupported: [String]

    private static let names = ["amd64": "x86_64", "s390x": "s390x"]

    /// Takes the platforms or architectures of a section; `multi` stands for all, nothing for `amd64`.
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
