// SPDX-License-Identifier: Apache-2.0

extension PlanTarget {
    /// A destination as people read it: in an archive without the host that stands for no registry.
    package func shown(_ destination: String) -> String {
        guard isArchive, destination.hasPrefix("\(root)/") else { return destination }
        return String(destination.dropFirst(root.count + 1))
    }
}
