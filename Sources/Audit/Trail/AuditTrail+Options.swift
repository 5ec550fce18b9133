// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI
package import Plans

extension AuditTrail {
    /// The options that a recorded plan was made with; `nil` if the plan is not recorded here.
    package func options(of plan: Digest) throws -> PlanOptions? {
        struct Header: Decodable {
            var id: Digest
            var options: PlanOptions
        }
        guard let bytes = try folder.read(Self.folder(of: plan) + "/plan.json"),
            let header = try? JSONDecoder().decode(Header.self, from: Data(bytes)), header.id == plan
        else { return nil }
        return header.options
    }
}
