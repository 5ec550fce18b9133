// SPDX-License-Identifier: Apache-2.0

package import OCI
import Registry

extension ImagePlace {
    /// Returns the manifest of the child of an index that is looked into; `nil` where none has a platform.
    ///
    /// With `isSparse`, children that are not there are passed over: a mirror may hold some of an index's platforms. Throws
    /// what reading throws, also where none of them is there.
    package func preferredChild(
        of children: [Descriptor],
        platforms: [Platform] = [],
        isSparse: Bool
    ) async throws -> Manifest? {
        var rest = children
        var missing: (any Error)?
        while let child = ImageTree.preferred(rest, platforms: platforms) {
            do {
                return try await manifest(child.digest)
            } catch let error as RegistryError where isSparse && error.kind == .notFound {
                missing = missing ?? error
                rest.removeAll { $0.digest == child.digest }
            }
        }
        if let missing { throw missing }
        return nil
    }
}
