// SPDX-License-Identifier: Apache-2.0

package import OCI

extension OperatorCatalog {
    /// The reference of a catalog that is given by its tag only, so that what it means may change.
    package var unpinned: ImageReference? {
        guard case .registry(let reference) = source, reference.digest == nil else { return nil }
        return reference
    }
}
