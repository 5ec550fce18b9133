// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// How many images of a section come with signatures or other attachments, and how many with none.
///
/// A plan names what it copies, so a signature that somebody took out of it leaves no trace there. This count is the trace: it
/// is printed for every section, also when it is none.
struct AttachmentCount {
    /// The content of images that something is attached to, whether it is copied or at the target already.
    private let attachedTo: Set<String>

    init(plan: Plan) {
        attachedTo = Set(
            plan.actions.compactMap(\.attachedTo) + plan.inSync.compactMap(\.attachedTo)
        )
    }

    /// The line below the heading of a section with these actions.
    func text(for actions: [Action]) -> String {
        let images = actions.filter { !$0.type.isAttachment }
        let copied = images.filter { $0.kind != .build }
        let without = copied.count { !attachedTo.contains(PlacedImage($0).content) }
        let total = counted(images.count, "image")
        return switch without {
        case 0 where copied.isEmpty: "\(total), built here"
        case 0: "\(total), with signatures or attachments"
        case images.count: "\(total), without signature or attachment"
        default: "\(total), \(without) without signature or attachment"
        }
    }
}
