// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

extension ReleaseChoices {
    /// The choices about an image that is not wanted, or that an archive brings.
    func unused(in section: PlatformSection, archive: Bool) -> [Finding] {
        let reason: String
        if !section.graph {
            reason = "`mirror.platform.graph` is not true"
        } else if archive {
            reason = "the archive brings the data of the graph"
        } else {
            return []
        }
        let given = [
            (OptionName.graphDataURL, graphDataURL), (OptionName.graphBaseImage, graphBaseImage),
            (OptionName.graphImage, graphImage),
        ]
        return given.filter { $0.1 != nil }.map { name, _ in
            Finding(.warning, .unusedOption, "\(name) has no effect: \(reason)")
        }
    }
}
