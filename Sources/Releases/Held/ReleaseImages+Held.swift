// SPDX-License-Identifier: Apache-2.0

import OCI
import Resolution

extension ReleaseImages {
    /// Returns all images of the release that a target may have, whatever options it was mirrored with.
    func held(at destination: Destination) throws(ReferenceError) -> [DesiredImage] {
        var images = [payloadImage(at: destination)]
        for component in payload.components {
            images.append(try image(component.name, component.image, name, destination))
        }
        let disks = payload.kubeVirt.images.sorted { $0.key < $1.key }
        for (processor, disk) in disks {
            images.append(try image("\(Self.virtualMachine)-\(processor)", disk, name, destination))
        }
        if let disk = disks.first?.value { images.append(try image(Self.virtualMachine, disk, name, destination)) }
        return images
    }
}
