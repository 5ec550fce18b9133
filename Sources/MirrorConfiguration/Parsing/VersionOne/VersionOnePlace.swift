// SPDX-License-Identifier: Apache-2.0

import OCI

/// The place at the target that oc-mirror v1 gives a catalog, where it differs from that of version two.
struct VersionOnePlace {
    /// The repository; `nil` if it is the same in both versions, or cannot be a repository.
    let repository: RepositoryName?
    /// The tag; `nil` if it is the same in both versions, or depends on the content.
    let tag: Tag?

    init(of source: ImageSource) {
        switch source {
        case .layout(let path):
            var components = path.split(separator: "/").filter { $0 != "." && $0 != ".." }.map { $0.lowercased() }
            // A folder may be called like an image with a tag.
            let name = (components.popLast() ?? "").split(separator: ":", maxSplits: 1).map(String.init)
            components += name.prefix(1)
            repository = try? RepositoryName(components.joined(separator: "/"))
            tag = name.count == 2 ? try? Tag(name[1]) : nil
        case .registry(let reference):
            repository = nil
            tag = reference.tag == nil ? reference.digest.flatMap { try? Tag(String($0.hex.prefix(6))) } : nil
        }
    }
}
