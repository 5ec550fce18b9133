// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An error that content of a repository cannot be read, so that nothing can be proven about it.
package struct UnreadableRepository: Error, Sendable, Equatable, CustomStringConvertible {
    package let repository: Repository
    package let reason: String

    package var description: String {
        """
        nothing can be proven about \(repository), because a part of it cannot be read: \(reason)
        Mirror or delete the unreadable image, or leave this repository out; then plan again.
        """
    }
}
