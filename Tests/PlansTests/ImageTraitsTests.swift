// SPDX-License-Identifier: Apache-2.0

import Plans
import Testing

@Suite("What images of a type are")
struct ImageTraitsTests {
    @Test("people read of every type, once")
    func order() {
        #expect(Set(ImageType.forPeople) == Set(ImageType.allCases))
        #expect(ImageType.forPeople.count == ImageType.allCases.count)
    }

    @Test(
        "a type is a whole, a part, an attachment, or stands alone",
        arguments: [
            (ImageType.releasePayload, ImageTraits.Role.whole), (.operatorCatalog, .whole), (.releaseComponent, .part),
            (.operatorBundle, .part), (.operatorRelatedImage, .part), (.additionalImage, .single),
            (.helmImage, .single), (.helmChart, .single),
            (.graphData, .single), (.signature, .attachment), (.attestation, .attachment), (.sbom, .attachment),
            (.referrer, .attachment),
        ]
    )
    func role(type: ImageType, role: ImageTraits.Role) {
        #expect(type.traits.role == role)
    }

    @Test("parts and wholes are of one family, and what names others goes before them", arguments: ImageType.allCases)
    func families(type: ImageType) {
        let wholes = ImageType.allCases.filter { $0.isWhole && $0.traits.family == type.traits.family }
        #expect(!type.isPart || !wholes.isEmpty)
        #expect(!type.isPart || wholes.allSatisfy { $0.traits.deletionTurn <= type.traits.deletionTurn })
        #expect(!type.isMerePart || type.isPart)
    }

    @Test("clusters find an image by a mirror set, or are told its name, and attachments need neither")
    func clusters() {
        for type in ImageType.allCases {
            let isFound = type.traits.category != nil || type.traits.isNamedToClusters
            #expect(isFound != type.isAttachment)
        }
    }

    @Test(
        "are counted in words",
        arguments: [
            (ImageType.releaseComponent, 1, "1 component of releases"),
            (
                .releaseComponent, 2,
                "2 components of "
                    + "releases"
            ),
            (.operatorCatalog, 2, "2 catalogs"), (.sbom, 0, "0 bills of materials"),
        ]
    )
    func words(type: ImageType, count: Int, text: String) {
        #expect(type.traits.counted(count) == text)
    }
}
