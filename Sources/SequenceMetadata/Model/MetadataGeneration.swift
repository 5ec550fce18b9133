// SPDX-License-Identifier: Apache-2.0

/// A generation of oc-mirror v1, by the format of its metadata.
///
/// The tool itself has no converter: each generation refuses the metadata of the others.
package enum MetadataGeneration: String, Sendable, CaseIterable {
    /// Before OpenShift 4.10, when the tool was called oc-bundle.
    case bundle = "tmp-redhatgov.com/v1alpha1"
    /// OpenShift 4.10.
    case alpha1 = "mirror.openshift.io/v1alpha1"
    /// OpenShift 4.11 and later.
    case alpha2 = "mirror.openshift.io/v1alpha2"

    /// The `apiVersion` of its metadata.
    package var apiVersion: String { rawValue }

    /// The `kind` of the metadata of every generation.
    static let kind = "Metadata"

    /// Whether its metadata keeps every past run, instead of the last one only.
    var keepsEveryRun: Bool { self != .alpha2 }
}
