// SPDX-License-Identifier: Apache-2.0

import CLibGraphviz
import Foundation

/// Graphviz's plugin with the layout `dot`, loaded from the folder that belongs to the library itself.
///
/// Graphviz would look it up in a configuration file that an administrator writes with `dot -c`, and would load every other
/// plugin as well, such as those for windows and fonts. Taken from here, it needs no file, and widths of texts come from no
/// font of the machine. The plugin stays loaded until the process ends.
// Safe: the table is static memory of the plugin, which is never unloaded.
@safe
struct LayoutPlugin {
    /// The symbol of the table that the plugin exports; Graphviz knows it by this name.
    static let symbol = "gvplugin_dot_layout_LTX_library"
    private static let filePrefix = "libgvplugin_dot_layout.so."

    /// The plugin's table.
    let table: UnsafeMutableRawPointer

    /// Loads the plugin that was installed with the library.
    init() throws(GraphLayoutError) { try self.init(folder: Self.installedFolder()) }

    /// Loads the plugin out of a folder.
    init(folder: String) throws(GraphLayoutError) {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard let name = files.filter({ $0.hasPrefix(Self.filePrefix) }).min() else {
            throw .noPlugin("no \(Self.filePrefix)* in \(folder)")
        }
        guard let handle = unsafe dlopen("\(folder)/\(name)", RTLD_NOW | RTLD_LOCAL),
            let table = unsafe dlsym(handle, Self.symbol)
        else { throw .noPlugin("\(folder)/\(name) cannot be loaded") }
        unsafe self.table = table
    }

    /// The folder `graphviz` beside the library that this process runs with.
    private static func installedFolder() throws(GraphLayoutError) -> String {
        var library = unsafe graphviz_library()
        guard let function = unsafe dlsym(nil, "gvContextPlugins"),
            unsafe graphviz_find_library(function, &library) != 0, let path = unsafe library.path
        else { throw .noPlugin("the place of libgvc is unknown") }
        return URL(filePath: unsafe String(cString: path)).deletingLastPathComponent().appending(path: "graphviz").path
    }
}
