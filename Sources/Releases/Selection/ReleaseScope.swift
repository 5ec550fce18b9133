// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// What is selected apart from everything else: the releases of one product for one architecture.
struct ReleaseScope: Sendable, Hashable, CustomStringConvertible {
    let product: ReleaseChannelType
    let architecture: ReleaseArchitecture

    /// As messages name it: `amd64`, or `okd amd64`.
    var description: String { product == .ocp ? architecture.rawValue : "\(product.rawValue) \(architecture.rawValue)" }
}

/// A channel of the configuration, with what the update service has for it.
struct ReadChannel: Sendable {
    /// Its place in `channels`.
    let index: Int
    /// The section that has it: `mirror.platform`.
    let section: String
    let channel: ReleaseChannel
    let answer: UpdateService.Answer

    var name: String { channel.name }
    var graph: UpdateGraph { answer.graph }
    /// What asks for its releases.
    var wish: String { "\(section).channels[\(index)] (\(name))" }
}
