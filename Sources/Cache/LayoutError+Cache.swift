// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Layouts

extension LayoutError {
    /// Makes the error that a file of the cache cannot be written.
    init(unwritable path: String, _ error: any Error) {
        self.init(
            path: path,
            message: "it cannot be written to the cache: \(error.fileProblem)",
            remedy: "name another folder with \(OptionName.cacheDir)"
        )
    }
}
