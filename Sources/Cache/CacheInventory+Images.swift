// SPDX-License-Identifier: Apache-2.0

package import OCI

extension CacheInventory {
    /// The blobs and documents that belong to these contents, sorted by name.
    package func files(about contents: Set<Digest>) -> [CachedFile] {
        files.filter { file in
            switch file.kind {
            case .blob(let digest): contents.contains(digest)
            case .document(let document): document.subject.map(contents.contains) == true
            case .draft: false
            }
        }
    }
}
