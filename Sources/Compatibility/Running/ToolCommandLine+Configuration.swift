// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration

extension ToolCommandLine {
    /// Understands the line; if it does not say which program it means, its configuration does.
    ///
    /// A configuration that cannot be read says nothing: the run tells why.
    package func invocationByConfiguration() throws(ToolRefusal) -> ToolInvocation {
        let invocation = try invocation()
        guard invocation.choice.reason == .usual, case .mirror(let mirroring) = invocation.work,
            let path = mirroring.configuration, path != "-",
            let configuration = try? ImageSetConfiguration.load(
                path: path,
                sections: ImageSetConfiguration.allSections,
                versionOne: .everything
            ),
            configuration.rules == .versionTwo
        else { return invocation }
        return try self.invocation(usually: .two)
    }
}
