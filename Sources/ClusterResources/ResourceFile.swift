// SPDX-License-Identifier: Apache-2.0

/// The files that are generated for clusters; one that a target has no use for any more is removed.
package enum ResourceFile: String, Sendable, CaseIterable {
    case digestMirrors = "idms-oc-mirror.yaml"
    case tagMirrors = "itms-oc-mirror.yaml"
    case signatures = "signature-configmap.yaml"
    case updateService = "updateService.yaml"

    /// The path inside the audit repository.
    package func path(in folder: String) -> String { "\(folder)/\(rawValue)" }
}
