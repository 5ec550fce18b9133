// SPDX-License-Identifier: Apache-2.0

package import OCI

extension ImageType {
    /// The type of what cosign keeps beside an image.
    package init(_ suffix: CosignSuffix) {
        self =
            switch suffix {
            case .signature: .signature
            case .attestation: .attestation
            case .sbom: .sbom
            }
    }
}
