// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Foundation
import OCI
package import Plans

/// What an apply is going to do, in one line, before anything is touched.
package struct ApplyIntent: Sendable {
    private let file: PlanFile

    package init(of file: PlanFile) { self.file = file }

    private struct Event: Encodable {
        var type = "apply_plan"
        var plan: String
        var configuration: String
        var target: String
        var deletesOnly: Bool
        var copy: Int
        var update: Int
        var build: Int
        var delete: Int

        enum CodingKeys: String, CodingKey {
            case type, plan, configuration, target, copy, update, build, delete
            case deletesOnly = "deletes_only"
        }
    }

    /// The line for people, such as
    /// `mirror will copy 12, update 1, delete 202 images at mirror.example/ocp (plan 2c917ef508c3 of isc.yaml)`.
    package var text: String {
        let plan = "plan \(file.id.short) of \(file.plan.configuration.path)"
        let target = file.plan.target.name
        let summary = file.plan.summary
        let only = file.plan.work == .deletions ? ", and copy nothing" : ""
        let counts = [
            ("copy", summary.copy), ("update", summary.update), ("build", summary.build), ("delete", summary.delete),
        ]
        .filter { $0.1 > 0 }
        guard let last = counts.last else {
            return printable("mirror will change no image at \(target), only the record of it (\(plan))") + "\n"
        }
        let parts = counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        let noun = last.1 == 1 ? "image" : "images"
        return printable("mirror will \(parts) \(noun) at \(target)\(only) (\(plan))") + "\n"
    }

    /// The line of a JSON stream.
    package func json(at time: Date = Date()) throws -> String {
        let summary = file.plan.summary
        return try EventLine(
            Event(
                plan: file.id.description,
                configuration: file.plan.configuration.path,
                target: file.plan.target.name,
                deletesOnly: file.plan.work == .deletions,
                copy: summary.copy,
                update: summary.update,
                build: summary.build,
                delete: summary.delete
            ),
            at: time
        ).text
    }
}
