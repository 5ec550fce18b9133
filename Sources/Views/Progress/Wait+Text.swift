// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Scheduling

extension Waiting.Wait {
    /// The wait for people, such as `waiting 12 s for quay.io to answer`.
    package var text: String { "waiting \(TimeText.text(time)) for \(who)" }

    /// Who is waited for.
    package var who: String {
        switch subject {
        case .answer(let server): "\(printable(server)) to answer"
        case .lock(let path, let process?): "process \(process), which holds \(printable(path))"
        case .lock(let path, nil): "another process, which holds \(printable(path))"
        case .program(let name), .dialogue(let name): "the program \(printable(name))"
        }
    }
}
