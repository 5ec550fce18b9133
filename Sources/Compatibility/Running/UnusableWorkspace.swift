// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A workspace in which nothing can be written.
struct UnusableWorkspace: ExplainedError, Equatable {
    let folder: String
    let reason: String

    var explanation: Explanation {
        Explanation(
            "\(folder): nothing can be written there: \(reason)",
            remedy: "Name another folder for the workspace."
        )
    }
}
