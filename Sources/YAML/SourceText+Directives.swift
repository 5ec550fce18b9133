// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension SourceText {
    /// The line of the first directive beyond the limit; libyaml compares each directive with all earlier ones.
    func excessiveDirective(limit: Int) -> Int? {
        var count = 0
        for line in 1...lineCount where startsLine(line, with: "%TAG".utf8) {
            count += 1
            if count > limit { return line }
        }
        return nil
    }
}
