// SPDX-License-Identifier: Apache-2.0

package import Ledger
import Plans
package import Resolution

extension NeededImages {
    /// Keeps what configurations want by itself, and not because of the release or catalog that it is deleted with.
    ///
    /// An image that an operator runs may be one that somebody asked for by name as well.
    package mutating func need(_ images: [DesiredImage], wantedByItselfIn ledger: TargetLedger) {
        for image in images where !image.partOf.isEmpty {
            guard let entry = ledger.entries[image.destination.description] else { continue }
            let wholes = image.partOf.compactMap { ledger.entries[$0.description] }
            // Who mirrored it as a part cannot be told where nobody knows the whole.
            guard !wholes.isEmpty else { continue }
            for configuration in Set(entry.wantedBy).subtracting(wholes.flatMap(\.wantedBy)) {
                need(image.destination, by: "\(configuration) wants it by itself")
            }
        }
    }
}
