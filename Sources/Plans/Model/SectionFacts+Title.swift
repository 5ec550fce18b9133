// SPDX-License-Identifier: Apache-2.0

extension SectionFacts {
    /// What the image is, for people who know its version but not its digest; `nil` where its own name says that.
    package var title: String? {
        switch self {
        case .release(let facts): "release \(facts.version) \(facts.architecture)"
        case .bundle(let facts): "operator \(facts.package) \(facts.version ?? facts.name)"
        case .catalog: nil
        }
    }
}
