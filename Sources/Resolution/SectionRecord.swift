// SPDX-License-Identifier: Apache-2.0

package import Plans

/// A record of a section in a plan beside images, for reviewers and later runs.
package enum SectionRecord: Sendable, Equatable {
    /// The updates that lead clusters from one release to another.
    case upgradePath(UpgradePath)
    /// An answer of an update service.
    case graph(GraphRecord)

    package var upgradePath: UpgradePath? { if case .upgradePath(let path) = self { path } else { nil } }

    package var graph: GraphRecord? { if case .graph(let graph) = self { graph } else { nil } }

    /// The record without these images.
    func without(_ images: [DesiredImage]) -> SectionRecord {
        switch self {
        case .upgradePath(let path): .upgradePath(path.without(images.compactMap(\.release)))
        case .graph: self
        }
    }
}
