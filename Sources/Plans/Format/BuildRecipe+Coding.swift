// SPDX-License-Identifier: Apache-2.0

import OCI

extension BuildRecipe: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, base, layer, input, packages, platforms
        case layerSize = "layer_size"
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kind: try fields.decode(Kind.self, forKey: .kind),
            base: try fields.decode(String.self, forKey: .base),
            layer: Layer(
                try fields.decode(Digest.self, forKey: .layer),
                size: try fields.decode(Int64.self, forKey: .layerSize)
            ),
            input: try fields.decodeIfPresent(String.self, forKey: .input),
            packages: try fields.decodeIfPresent([KeptPackage].self, forKey: .packages),
            platforms: try fields.decodeIfPresent([String].self, forKey: .platforms)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(kind, forKey: .kind)
        try fields.encode(base, forKey: .base)
        try fields.encode(layer.digest, forKey: .layer)
        try fields.encode(layer.size, forKey: .layerSize)
        try fields.encodeIfPresent(input, forKey: .input)
        try fields.encodeIfPresent(packages, forKey: .packages)
        try fields.encodeIfPresent(platforms, forKey: .platforms)
    }
}
