// SPDX-License-Identifier: Apache-2.0

import OCI

extension PlannedSequence: Codable {
    enum CodingKeys: String, CodingKey {
        case workspace, number, place, continues, record, dropped, publishes
        case skipsTLS = "skip_tls"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let place = try container.decodeIfPresent(TargetPlace.self, forKey: .place)
        let skipsTLS = try container.decodeIfPresent(Bool.self, forKey: .skipsTLS) ?? false
        let published = try container.decodeIfPresent(Digest.self, forKey: .publishes)
        self.init(
            workspace: try container.decode(String.self, forKey: .workspace),
            number: try container.decode(Int.self, forKey: .number),
            place: place.map { place in
                switch place {
                case .archive(let folder): .folder(folder)
                case .registry(let name): .image(PlacedName(name), skipsTLS: skipsTLS)
                }
            },
            continues: try container.decodeIfPresent(Digest.self, forKey: .continues),
            content: try published.map(Content.published)
                ?? .run(
                    record: try container.decode(String.self, forKey: .record),
                    dropped: try container.decodeIfPresent([Dropped].self, forKey: .dropped) ?? []
                )
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(workspace, forKey: .workspace)
        try container.encode(number, forKey: .number)
        try container.encodeIfPresent(place?.description, forKey: .place)
        if case .image(_, skipsTLS: true)? = place { try container.encode(true, forKey: .skipsTLS) }
        try container.encodeIfPresent(continues, forKey: .continues)
        switch content {
        case .run(let record, let dropped):
            try container.encode(record, forKey: .record)
            if !dropped.isEmpty { try container.encode(dropped, forKey: .dropped) }
        case .published(let digest): try container.encode(digest, forKey: .publishes)
        }
    }
}
