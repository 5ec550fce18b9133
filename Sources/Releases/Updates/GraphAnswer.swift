// SPDX-License-Identifier: Apache-2.0

/// The JSON of an update service's answer (Cincinnati, "Update Graph").
///
/// The structure of the answer is read strictly: lists must be lists, and edges numbers. The facts of one release are
/// read as far as they make sense, because most releases are not needed.
struct GraphAnswer: Decodable {
    struct Node: Decodable {
        private enum CodingKeys: CodingKey {
            case version, payload, metadata
        }

        let version: String?
        let payload: String?
        let metadata: [String: String]

        init(from decoder: any Decoder) throws {
            let fields = try? decoder.container(keyedBy: CodingKeys.self)
            version = try? fields?.decode(String.self, forKey: .version)
            payload = try? fields?.decode(String.self, forKey: .payload)
            let texts = try? fields?.decode([String: Text].self, forKey: .metadata)
            metadata = texts?.compactMapValues(\.text) ?? [:]
        }
    }

    /// A value that counts only if it is a text.
    struct Text: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws { text = try? decoder.singleValueContainer().decode(String.self) }
    }

    struct ConditionalEdges: Decodable {
        private enum CodingKeys: CodingKey {
            case edges, risks
        }

        let edges: [Edge]
        let risks: [Risk]

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            edges = try fields.decodeIfPresent([Edge].self, forKey: .edges) ?? []
            risks = try fields.decodeIfPresent([Risk].self, forKey: .risks) ?? []
        }
    }

    struct Edge: Decodable {
        let from: String?
        let to: String?
    }

    struct Risk: Decodable {
        let name: String?
        let url: String?
        let message: String?
    }

    let nodes: [Node]
    let edges: [[Int]]
    let conditionalEdges: [ConditionalEdges]

    private enum CodingKeys: CodingKey {
        case nodes, edges, conditionalEdges
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard fields.contains(.nodes) else {
            throw DecodingError.keyNotFound(
                CodingKeys.nodes,
                DecodingError.Context(codingPath: fields.codingPath, debugDescription: "it is missing")
            )
        }
        // Go writes `null` for an empty list.
        nodes = try fields.decodeIfPresent([Node].self, forKey: .nodes) ?? []
        edges = try fields.decodeIfPresent([[Int]].self, forKey: .edges) ?? []
        conditionalEdges = try fields.decodeIfPresent([ConditionalEdges].self, forKey: .conditionalEdges) ?? []
    }
}
