// SPDX-License-Identifier: Apache-2.0

@testable import SequenceMetadata
import TestSupport

/// Metadata with random content, sound or not.
struct RandomMetadata {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    mutating func flag() -> Bool { Bool.random(using: &generator) }

    mutating func list<Element>(
        _ most: Int = 3,
        _ make: (inout Self) throws -> Element
    ) rethrows -> [Element] {
        try (0..<number(0...most)).map { _ in try make(&self) }
    }

    /// A text with all that JSON escapes, or an empty one.
    mutating func text() -> String {
        let letters = [
            "a", "Z", "7", "/", ":", "@", "-", "\"", "\\", "\n", "\t", "\u{8}", "\u{c}", "\u{1}", "\u{7f}", "<", ">",
            "&", "é",
            "\u{2028}", "\u{2029}", "\u{20ac}", "😀", "ſ",
        ]
        return list(6) { letters[$0.number(0...letters.count - 1)] }.joined()
    }

    mutating func metadata() -> WorkspaceMetadata {
        let uids = [SampleMetadata.uid, SampleMetadata.otherUID, WorkspaceID.none.description]
        let uid = uids[number(0...2)]
        return WorkspaceMetadata(
            uid: WorkspaceID(uid) ?? .none,
            isSingleUse: flag(),
            pastMirror: number(0...4) == 0 ? nil : run(),
            pastAssociations: list(5) { $0.association() }
        )
    }

    /// Metadata of a generation before v1alpha2.
    mutating func earlier(_ generation: MetadataGeneration) -> WorkspaceMetadata {
        var fields = WorkspaceMetadata.Fields()
        fields.pastMirrors = list { random in
            var run = PastMirror.Fields(.earlier(CompactJSON(checked: #"{"ocp":{"channels":[null]},"helm":{}}"#)))
            run.sequence = random.number(0...9)
            run.catalogs = random.list {
                RecordedCatalog($0.text(), imagePin: $0.text(), oldIndex: $0.oldIndex(generation))
            }
            run.manifests = random.list { $0.manifest(generation) }
            run.blobs = random.list { $0.blob() }
            return PastMirror(run)
        }
        fields.pastBlobs = list { $0.blob() }
        if generation == .bundle { fields.pastManifests = list { $0.manifest(generation) } }
        return WorkspaceMetadata(generation, fields)
    }

    private mutating func oldIndex(_ generation: MetadataGeneration) -> RecordedCatalog.OldIndex? {
        guard generation == .bundle, flag() else { return nil }
        return .init(path: "a" + text(), content: flag() ? CompactJSON(checked: #"[{"a b":"\" {"}]"#) : nil)
    }

    private mutating func blob() -> PastBlob { PastBlob(id: DigestText(text()), repository: text()) }

    private mutating func manifest(_ generation: MetadataGeneration) -> PastManifest {
        PastManifest(
            name: text(),
            image: text(),
            repository: text(),
            namespace: generation == .bundle ? text() : ""
        )
    }

    private mutating func run() -> PastMirror {
        PastMirror(
            timestamp: Int64(number(-5...2_000_000_000)),
            sequence: number(0...1_000_000_000),
            configuration: section(),
            catalogs: list { RecordedCatalog($0.text(), imagePin: $0.text(), packages: $0.packages()) },
            channels: list { RecordedChannel(channel: $0.text(), minVersion: $0.text()) },
            associations: list(5) { $0.association() }
        )
    }

    mutating func section() -> MirrorSection {
        MirrorSection(
            platform: RecordedPlatform(
                mirrorsGraph: flag(),
                channels: list { $0.channel() },
                architectures: list { $0.text() }
            ),
            catalogs: list { $0.catalog() },
            additionalImages: list { $0.text() },
            helm: RecordedHelm(repositories: list { $0.repository() }, local: list { $0.chart() }),
            blockedImages: list { $0.text() },
            samples: list { $0.text() }
        )
    }

    private mutating func channel() -> RecordedPlatform.ReleaseChannel {
        RecordedPlatform.ReleaseChannel(
            name: text(),
            type: text(),
            minVersion: text(),
            maxVersion: text(),
            usesShortestPath: flag(),
            isFull: flag()
        )
    }

    private mutating func catalog() -> ConfiguredCatalog {
        ConfiguredCatalog(
            text(),
            packages: packages(),
            target: .init(name: text(), catalog: text(), tag: text()),
            isFull: flag(),
            skipsDependencies: flag(),
            originalRef: text()
        )
    }

    private mutating func packages() -> [IncludedPackage]? {
        guard flag() else { return nil }
        return list { random in
            IncludedPackage(
                name: random.text(),
                channels: random.list { IncludedPackage.Channel(name: $0.text(), bounds: $0.bounds()) },
                defaultChannel: random.text(),
                bounds: random.bounds()
            )
        }
    }

    private mutating func bounds() -> IncludedPackage.Bounds {
        IncludedPackage.Bounds(minVersion: text(), maxVersion: text(), minBundle: text())
    }

    private mutating func repository() -> RecordedHelm.Repository {
        RecordedHelm.Repository(name: text(), url: text(), charts: flag() ? list { $0.chart() } : nil)
    }

    private mutating func chart() -> RecordedHelm.Chart {
        RecordedHelm.Chart(name: text(), version: text(), path: text(), imagePaths: list { $0.text() })
    }

    private mutating func association() -> Association {
        let types = AssociationType.known + [.unknown("newer")]
        return Association(
            types[number(0...types.count - 1)],
            name: text(),
            path: text(),
            id: DigestText(text()),
            tagSymlink: text(),
            content: .init(manifests: list { DigestText($0.text()) }, layers: list { DigestText($0.text()) })
        )
    }

    /// The bytes with a few of them changed, left out, doubled or moved.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let tokens = Array(#"{}[]":,\\ntf0-eE. @"#.utf8) + [0, 0x1f, 0x80, 0xff, 0xe2]
        for _ in 0...number(0...4) where !bytes.isEmpty {
            let place = number(0...bytes.count - 1)
            switch number(0...4) {
            case 0: bytes[place] = tokens[number(0...tokens.count - 1)]
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(tokens[number(0...tokens.count - 1)], at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + number(1...40)))
            default: bytes += bytes[place..<min(bytes.count, place + number(1...40))]
            }
        }
        return bytes
    }
}
