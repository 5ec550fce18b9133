// SPDX-License-Identifier: Apache-2.0

package import OCI

extension OperatorCatalog {
    /// The reference of a catalog that is given only by its tag, so that its content may change.
    package var unpinned: ImageReference? {
        guard case .registry(let reference) = source, reference.digest == nil else { return nil }
        return reference
    }
}
