// SPDX-License-Identifier: Apache-2.0

/// Names the existing versions on both sides of a missing one.
package func nearestVersions(to version: SemanticVersion, among versions: [SemanticVersion]) -> String {
    let below = versions.filter { $0 < version }.max()
    let above = versions.filter { $0 > version }.min()
    return switch (below, above) {
    case (let below?, let above?): "the nearest that exist are \(below) and \(above)"
    case (let below?, nil): "the highest that exists is \(below)"
    case (nil, let above?): "the lowest that exists is \(above)"
    case (nil, nil): "none exists"
    }
}
