// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Releases

/// What `list operators` lists.
package enum OperatorListing: Sendable, Equatable {
    /// The minor versions that catalogs are published for.
    case versions
    /// The catalogs that are published for a minor version.
    case catalogs(MinorVersion)
    /// The operators of a catalog.
    case operators(of: ImageSource)
    /// The channels of an operator.
    case channels(of: String, in: ImageSource)
    /// The versions of a channel of an operator.
    case versionsOf(channel: String, of: String, in: ImageSource)
}
