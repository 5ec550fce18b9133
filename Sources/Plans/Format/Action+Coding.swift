// SPDX-License-Identifier: Apache-2.0

extension Action: Codable {
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: ImageKey.self)
        self.init(
            try fields.decode(Kind.self, forKey: .kind),
            try PlacedImage(from: fields),
            from: ContentSupply(
                try fields.decode(ContentPlace.self, forKey: .source),
                recipe: try fields.decodeIfPresent(BuildRecipe.self, forKey: .recipe),
                size: try fields.decode(Int64.self, forKey: .size),
                transfer: try fields.decode(Int64.self, forKey: .transfer)
            ),
            expecting: try fields.decode(Expectation.self, forKey: .expect),
            because: ChangeGrounds(
                try fields.decode(String.self, forKey: .reason),
                requestedBy: try fields.decode([String].self, forKey: .requestedBy),
                cause: try fields.decodeIfPresent(ChangeCause.self, forKey: .cause),
                replaced: try fields.decodeIfPresent(ReplacedContent.self, forKey: .replaced)
            ),
            partOf: try fields.decodeIfPresent([PlacedName].self, forKey: .partOf)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: ImageKey.self)
        try fields.encode(kind, forKey: .kind)
        try image.encode(into: &fields)
        try fields.encode(source, forKey: .source)
        try fields.encodeIfPresent(recipe, forKey: .recipe)
        try fields.encode(size, forKey: .size)
        try fields.encode(transfer, forKey: .transfer)
        try fields.encode(expect, forKey: .expect)
        try fields.encode(reason, forKey: .reason)
        try fields.encodeIfPresent(cause, forKey: .cause)
        try fields.encodeIfPresent(replaced, forKey: .replaced)
        try fields.encode(requestedBy, forKey: .requestedBy)
        try fields.encodeIfPresent(partOf, forKey: .partOf)
    }
}
