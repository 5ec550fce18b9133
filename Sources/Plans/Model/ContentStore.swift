// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What content is read from: a repository, a layout or an image built here.
package enum ContentStore: Sendable, Hashable {
    /// A layout, or a repository: of a reference neither tag nor digest, or the same content would have many stores.
    case image(ImageSource)
    /// An image that is built, by digest.
    case build(Digest)
}
