// SPDX-License-Identifier: Apache-2.0

/// What the section that brings an image knows of it beside its content.
///
/// Planning, applying and the ledger carry it along without looking inside; a further section adds a case here.
package enum SectionFacts: Sendable, Hashable {
    /// Which release a payload is, and who signed it.
    case release(ReleaseFacts)
    /// What clusters are told of a catalog.
    case catalog(CatalogFacts)
    /// Which version of which operator a bundle is.
    case bundle(BundleFacts)

    package var release: ReleaseFacts? { if case .release(let facts) = self { facts } else { nil } }

    package var catalog: CatalogFacts? { if case .catalog(let facts) = self { facts } else { nil } }

    package var bundle: BundleFacts? { if case .bundle(let facts) = self { facts } else { nil } }

    /// The same facts with the proofs that were known before, each once.
    ///
    /// A configuration that waives the proof of a release does not remove it for those that have it.
    package func keepingProofs(of earlier: SectionFacts?) -> SectionFacts {
        switch (self, earlier) {
        case (.release(let facts), .release(let earlier)?): .release(facts.adding(earlier.signatures))
        default: self
        }
    }
}
