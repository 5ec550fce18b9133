// SPDX-License-Identifier: Apache-2.0

/// Where the metadata of a sequence of oc-mirror v1 is kept.
package enum SequencePlace: Sendable, Hashable {
    /// A folder as the configuration names it; a relative one begins at the current folder.
    case folder(String)
    /// An image by its tag; `skipsTLS` if its registry may have any certificate or speak plain HTTP.
    case image(PlacedName, skipsTLS: Bool)
}

extension SequencePlace: CustomStringConvertible {
    /// The place as a plan spells it: `file://` and the folder, or the name of the image.
    package var description: String {
        switch self {
        case .folder(let path): TargetPlace.archive(folder: path).description
        case .image(let name, _): name.description
        }
    }
}
