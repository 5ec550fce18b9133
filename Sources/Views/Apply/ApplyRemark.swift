// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
package import Audit
import Diagnostics
package import Plans
package import Runs

/// The messages of an apply on standard error, apart from its steps.
package enum ApplyRemark {
    /// The plan was applied before, but its record was missing.
    package static let recorded = "The plan was applied before; its record is committed now.\n"

    /// Tells about a newer plan that cannot be applied.
    package static func passedOver(_ plan: RecordedPlan) -> String {
        "note: the newer plan \(printable(plan.title)) was passed over\n"
    }

    /// Tells that every recorded plan is applied.
    package static func nothingPending(_ root: String, target: String?) -> String {
        let place = target.map { " for \(printable($0))" } ?? ""
        return "Nothing to apply: \(printable(root)) has no pending plan\(place).\n"
    }

    /// Tells about plans that were applied after the review of this one.
    package static func behind(_ others: Int, _ target: PlanTarget) -> String {
        let plans = others == 1 ? "1 other plan was" : "\(others) other plans were"
        return "note: \(plans) applied to \(target.name) after this one was made; they do not contradict each "
            + "other, and the manifests will be those of all\n"
    }

    /// Tells how to restore the lost index.
    package static func unlisted(_ volumes: [VolumeName], in folder: String) -> String {
        """
        warning: \(ArchiveIndex.fileName) was lost or damaged, and the new one does not list \
        \(VolumeName.span(volumes.map(\.number)))
        Rebuild it from the volumes: mirror describe \(OptionName.writeIndex) \(shellArgument(folder))

        """
    }

    /// Tells where the metadata of oc-mirror v1 is.
    package static func sequenced(_ written: WrittenSequence) -> String {
        "sequence \(written.number) is in \(printable(written.place))\n"
    }

    /// Tells where the record of a plan goes that no repository knows.
    package static func unknownTrail(_ root: String) -> String {
        "No repository here knows this plan; its record goes to \(root)\n"
    }
}
