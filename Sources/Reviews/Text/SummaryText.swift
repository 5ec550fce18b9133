// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// The summary line of a plan; scripts look for it, so its wording is part of the interface.
package struct SummaryText {
    private let review: PlanReview

    package init(review: PlanReview) { self.review = review }

    package var text: String {
        let conclusion = review.conclusion
        let kept = conclusion.kept == 0 ? "" : ", \(conclusion.kept) kept"
        return switch conclusion.state {
        case .inSync: printable("No changes. \(inSync)")
        case .nothingToDelete:
            printable(
                "Nothing to delete. \(review.target) has no image of \(review.configuration) that may be deleted\(kept)."
            )
        case .changes where review.purpose == .delete:
            "Plan: \(review.totals.delete) to delete\(kept) (\(reclaim) for the registry's garbage collector)."
        case .changes: changes
        }
    }

    private var changes: String {
        let total = review.totals
        let build = total.build == 0 ? "" : ", \(total.build) to build"
        return """
            Plan: \(total.copy) to copy, \(total.update) to update\(build), \(total.delete) to delete (\(cost)).
            """
    }

    private var reclaim: String { ByteCount.text(review.totals.bytesToReclaim ?? 0) }

    /// The size of the transfer, or of the volumes.
    private var cost: String {
        let total = review.totals
        if let volumes = review.volumes {
            let (transfer, size) = ByteCount.pair(total.bytesToTransfer, volumes.size)
            return "\(transfer) to transfer, \(counted(volumes.volumes.count, "volume")) of \(size)"
        }
        let (transfer, mount) = ByteCount.pair(total.bytesToTransfer, total.bytesToMount)
        return "\(transfer) to transfer, \(mount) mounted\(total.delete == 0 ? "" : ", \(reclaim) to reclaim")"
    }

    /// The images that are already at the target.
    private var inSync: String {
        let images = review.conclusion.imagesInSync
        let found = review.conclusion.foundAllSources ? "" : " that could be found"
        guard images > 0 else { return "\(review.configuration) lists no images\(found)." }
        let place = " of \(review.configuration)\(found)"
        guard review.purpose == .archive else {
            return "\(review.target) holds \(images == 1 ? "the one image" : "all \(images) images")\(place)."
        }
        let all = images == 1 ? "The one image\(place) is" : "All \(images) images\(place) are"
        return "\(all) already in archives for \(review.target)."
    }
}
