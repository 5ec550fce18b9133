// SPDX-License-Identifier: Apache-2.0

import OCI

extension Deletion: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind = "delete"
        case type, origins, repository, digest, tags, size, reclaim, with, reason, cause, proof, name
        case requestedBy = "requested_by"
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try fields.decode(Kind.self, forKey: .kind),
            of: TaggedManifest(
                try fields.decode(ImageType.self, forKey: .type),
                origins: try fields.decode([String].self, forKey: .origins),
                in: try fields.decode(PlacedRepository.self, forKey: .repository),
                digest: try fields.decode(Digest.self, forKey: .digest),
                tags: try fields.decode([String].self, forKey: .tags),
                size: try fields.decode(Int64.self, forKey: .size)
            ),
            reclaim: try fields.decode(Int64.self, forKey: .reclaim),
            with: try fields.decodeIfPresent(PlacedName.self, forKey: .with),
            because: ChangeGrounds(
                try fields.decode(String.self, forKey: .reason),
                requestedBy: try fields.decode([String].self, forKey: .requestedBy),
                cause: try fields.decodeIfPresent(ChangeCause.self, forKey: .cause)
            ),
            proof: try fields.decode([String].self, forKey: .proof),
            named: try fields.decodeIfPresent(String.self, forKey: .name)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(kind, forKey: .kind)
        try fields.encode(type, forKey: .type)
        try fields.encode(origins, forKey: .origins)
        try fields.encode(repository, forKey: .repository)
        try fields.encode(digest, forKey: .digest)
        try fields.encode(tags, forKey: .tags)
        try fields.encode(size, forKey: .size)
        try fields.encode(reclaim, forKey: .reclaim)
        try fields.encodeIfPresent(with, forKey: .with)
        try fields.encode(reason, forKey: .reason)
        try fields.encodeIfPresent(grounds.cause, forKey: .cause)
        try fields.encode(requestedBy, forKey: .requestedBy)
        try fields.encode(proof, forKey: .proof)
        try fields.encodeIfPresent(name, forKey: .name)
    }
}
