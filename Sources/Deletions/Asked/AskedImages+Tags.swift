// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Resolution
import Sections

extension AskedImages {
    /// Adds the places where oc-mirror v1 may have put the images.
    ///
    /// Its tags prove nothing, so they count only if they name the image's own digest. `digests` are those of operators'
    /// images that are named by tag only: version 1 made its tags of the digests that it found.
    mutating func addVersionOneTags(_ digests: [ImageReference: Digest] = [:]) {
        var places = Set(desired.images.map(\.destination))
        for image in desired.images where image.type != .operatorCatalog {
            let known = image.reference.flatMap { digests[$0] }
            let tags = [false, true].flatMap { image.versionOneTags(isOfLayoutCatalog: $0, known: known) }
            for tag in Set(tags).sorted() {
                let place = Destination(repository: image.destination.repository, tag: tag)
                // Several images may have been `latest` in turn. A place that is requested itself is not a guess.
                if places.insert(place).inserted { guesses.insert(place) }
                guard guesses.contains(place) else { continue }
                desired.images.append(image.placed(at: place, pinnedTo: known))
            }
        }
    }

    /// The operators' images that are named by tag only.
    var taggedOperatorImages: [ImageReference] {
        desired.images.filter(\.type.isOfOperator).compactMap(\.reference).filter { $0.digest == nil }
    }

    /// Adds tags that a registry kept in an earlier deletion, in the repositories of the requested images: they may be
    /// deletable now.
    mutating func addLeftovers(of ledger: TargetLedger) {
        let asked = Set(desired.images.map(\.destination))
        let images = ledger.leftovers(in: Set(asked.map(\.repository))).filter { !asked.contains($0.destination) }
        desired.images += images
        leftovers.formUnion(images.map(\.destination))
    }

    /// Removes wrong guesses: a tag that is only guessed must name exactly the image for which it was guessed.
    mutating func removeWrongGuesses(after survey: TargetSurvey) {
        desired.images.removeAll { image in
            guard guesses.contains(image.destination) else { return false }
            return survey[image.destination] == nil || survey[image.destination] != image.reference?.digest
        }
    }

    /// Returns the tags to keep because they now name another manifest than requested: somebody may have given them to an
    /// image of their own.
    func moved(in survey: TargetSurvey, since ledger: TargetLedger) -> NeededImages {
        var needed = NeededImages()
        for destination in leftovers {
            guard let found = survey[destination], found != ledger.entries[destination.name]?.image.digest
            else { continue }
            needed.need(destination, by: "it was moved to \(found) after the registry kept the tag")
        }
        for (destination, digest) in expected {
            guard let found = survey[destination], found != digest else { continue }
            needed.need(destination, by: "it names \(found) now, but \(digest) was requested")
        }
        return needed
    }
}
