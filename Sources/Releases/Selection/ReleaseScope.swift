// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// The unit of selection: the releases of one product for one architecture.
struct ReleaseScope: Sendable, Hashable, CustomStringConvertible {
    let product: ReleaseChannelType
    let architecture: ReleaseArchitecture

    /// The scope's name in messages: `amd64`, or `okd amd64`.
    var description: String { product == .ocp ? architecture.rawValue : "\(product.rawValue) \(architecture.rawValue)" }
}

/// A channel of the configuration, with the update service's answer for it.
struct ReadChannel: Sendable {
    /// Its index in `channels`.
    let index: Int
    /// The section that has it: `mirror.platform`.
    let section: String
    let channel: ReleaseChannel
    let answer: UpdateService.Answer

    var name: String { channel.name }
    var graph: UpdateGraph { answer.graph }
    /// The part of the configuration that asks for its releases.
    var wish: String { Self.wish(index, name, in: section) }

    static func wish(_ index: Int, _ name: String, in section: String) -> String {
        "\(section).channels[\(index)] (\(name))"
    }
}
