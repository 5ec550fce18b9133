// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import OCI
import YAML

/// Writes the `delete-images.yaml` of oc-mirror v2, which the tool itself can delete by.
package struct DeletionListText: Sendable {
    /// An image of the list.
    package struct Item: Sendable, Hashable {
        /// The image, as it was requested when it was mirrored.
        package let origin: ImageSource
        /// Its place at the target.
        package let destination: ImageReference
        package let kind: DeleteImageList.Kind

        package init(origin: ImageSource, destination: ImageReference, kind: DeleteImageList.Kind) {
            self.origin = origin
            self.destination = destination
            self.kind = kind
        }
    }

    /// The images, sorted by destination; of several with one destination the first one stays.
    package let items: [Item]

    package init(_ items: some Sequence<Item>) {
        var seen: Set<ImageReference> = []
        self.items = items.filter { seen.insert($0.destination).inserted }
            .sorted {
                ($0.destination.description, $0.origin.description) < (
                    $1.destination.description, $1.origin.description
                )
            }
    }

    /// The items of a list that was read, for example to leave some out; items of 4.17 have no kind and are `generic`.
    package init(_ list: DeleteImageList) {
        self.init(list.items.map { Item(origin: $0.origin, destination: $0.destination, kind: $0.kind ?? .generic) })
    }

    /// The text of the file.
    package var text: String {
        YAMLWriter.text([
            "apiVersion": "mirror.openshift.io/v2alpha1",
            "items": .sequence(items.map(\.value)),
            "kind": "DeleteImageList",
        ])
    }
}

extension DeletionListText.Item {
    fileprivate var value: YAMLValue {
        let name =
            switch origin {
            case .registry(let reference): "docker://\(reference)"
            case .layout: origin.description
            }
        return [
            "imageName": .string(name),
            "imageReference": .string("docker://\(destination)"),
            "type": .string(kind.rawValue),
        ]
    }
}
