// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans
import YAML

/// A template that a user wrote for the `CatalogSource` of a catalog.
///
/// A value of this type can be used: a template with fields that a catalog's own `CatalogSource` could not keep was
/// refused.
package struct CatalogSourceTemplate: Sendable, Equatable {
    static let apiVersion = "operators.coreos.com/v1alpha1"
    static let kind = "CatalogSource"
    /// The fields that the cluster writes into each object; a template made with `oc get -o yaml` has them.
    private static let clusterFields = [
        "creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "managedFields",
        "resourceVersion", "selfLink", "uid",
    ]

    /// The text as the user wrote it.
    package let text: String
    /// The fields of the object, without those that a cluster writes.
    let fields: [String: YAMLValue]

    /// Reads a template; messages call it `path`.
    ///
    /// Throws all problems of the template together.
    package init(bytes: [UInt8], path: String) throws(FindingsError) {
        let findings = FindingCollector()
        let source = SourceText(path: path, bytes: bytes)
        var limits = YAMLLimits()
        limits.bytes = CatalogFacts.templateSizeLimit
        limits.values = 10_000
        let root = YAMLComposer.document(in: source, limits: limits, reportingTo: findings)
        let fields = root.flatMap {
            CatalogSourceTemplateReader(YAMLReader(source, reportingTo: findings)).fields($0)
        }
        try findings.throwIfErrors()
        // Every problem that stops the reader was reported as an error.
        guard var fields else { preconditionFailure("a template was refused without an error") }
        fields["status"] = nil
        if case .mapping(var metadata) = fields["metadata"] {
            for name in Self.clusterFields { metadata[name] = nil }
            fields["metadata"] = .mapping(metadata)
        }
        self.fields = fields
        text = String(decoding: bytes, as: UTF8.self)
    }
}
