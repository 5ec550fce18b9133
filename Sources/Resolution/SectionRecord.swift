// SPDX-License-Identifier: Apache-2.0

package import Plans

/// What a section leaves in a plan beside images, for reviewers and for later runs.
package enum SectionRecord: Sendable, Equatable {
    /// How clusters get from one release to another.
    case upgradePath(UpgradePath)
    /// An answer of an update service.
    case graph(GraphRecord)

    package var upgradePath: UpgradePath? { if case .upgradePath(let path) = self { path } else { nil } }

    package var graph: GraphRecord? { if case .graph(let graph) = self { graph } else { nil } }

    /// The same record where these images are left out of the plan.
    func without(_ images: [DesiredImage]) -> SectionRecord {
        switch self {
        case .upgradePath(let path): .upgradePath(path.without(images.compactMap(\.release)))
        case .graph: self
        }
    }
}
