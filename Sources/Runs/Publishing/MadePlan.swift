// SPDX-License-Identifier: Apache-2.0

package import Plans

/// A plan that is made and not written yet, and what writes it.
package struct MadePlan: Sendable {
    package let plan: Plan
    private let publication: PlanPublication

    package init(_ plan: Plan, publishedBy publication: PlanPublication) {
        self.plan = plan
        self.publication = publication
    }

    /// Writes and records the plan; throws `PlanRefusal` where one of its checks is an error.
    package func publish(events: (PublicationEvent) -> Void) throws -> PublishedPlan {
        try publication.publish(plan, events: events)
    }
}
