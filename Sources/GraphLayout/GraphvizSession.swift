// SPDX-License-Identifier: Apache-2.0

import CLibGraphviz
import Foundation

/// Graphviz with one graph; owns every handle and frees it.
///
/// Positions are read from the text of attributes (`pos`, `bb`) instead of Graphviz's structures, because these differ
/// between versions of the library with the same file name.
// Safe: the handles live as long as this object, and the texts that Graphviz returns are copied at once.
@safe
struct GraphvizSession: ~Copyable {
    /// The plugins that Graphviz gets, then an empty entry; Graphviz keeps pointing to it.
    private let plugins: UnsafeMutablePointer<lt_symlist_t>
    private let symbol: UnsafeMutablePointer<CChar>
    private let context: OpaquePointer
    private let graph: UnsafeMutablePointer<Agraph_t>

    /// Reads a graph in the language of Graphviz.
    init(_ text: String, plugin: LayoutPlugin) throws(GraphLayoutError) {
        // Graphviz would print complaints; the caller learns of a failure from the result.
        _ = unsafe agseterrf { _ in 0 }
        guard let symbol = unsafe strdup(LayoutPlugin.symbol) else { throw .failed }
        let plugins = UnsafeMutablePointer<lt_symlist_t>.allocate(capacity: 2)
        unsafe plugins.initialize(to: lt_symlist_t(name: symbol, address: plugin.table))
        unsafe (plugins + 1).initialize(to: lt_symlist_t(name: nil, address: nil))
        guard let context = unsafe gvContextPlugins(plugins, 0) else {
            unsafe free(symbol)
            unsafe plugins.deallocate()
            throw .failed
        }
        guard let graph = unsafe agmemread(text) else {
            _ = unsafe gvFreeContext(context)
            unsafe free(symbol)
            unsafe plugins.deallocate()
            throw .failed
        }
        (unsafe self.plugins, unsafe self.symbol) = unsafe (plugins, symbol)
        (unsafe self.context, unsafe self.graph) = unsafe (context, graph)
    }

    /// Places nodes and edges.
    func layOut() throws(GraphLayoutError) {
        guard unsafe gvLayout(context, graph, "dot") == 0 else { throw .failed }
        unsafe attach_attrs(graph)
    }

    deinit {
        _ = unsafe gvFreeLayout(context, graph)
        _ = unsafe agclose(graph)
        _ = unsafe gvFreeContext(context)
        unsafe free(symbol)
        unsafe plugins.deallocate()
    }

    /// The box around the drawing: `llx,lly,urx,ury`.
    var box: String? { unsafe Self.attribute("bb", of: graph) }

    /// The centre of a node: `x,y`.
    func position(node index: Int) -> String? {
        guard let node = unsafe node(index) else { return nil }
        return unsafe Self.attribute("pos", of: node)
    }

    /// The curve of an edge: points `x,y` between spaces.
    func curve(edge index: Int, _ edge: DirectedGraph.Edge) -> String? {
        guard let from = unsafe node(edge.from), let to = unsafe node(edge.to) else { return nil }
        return unsafe Self.named("e\(index)") { name in
            guard let found = unsafe agedge(graph, from, to, name, 0) else { return nil }
            return unsafe Self.attribute("pos", of: found)
        }
    }

    private func node(_ index: Int) -> UnsafeMutablePointer<Agnode_t>? {
        unsafe Self.named("n\(index)") { unsafe agnode(graph, $0, 0) }
    }

    private static func attribute(_ name: String, of object: UnsafeMutableRawPointer) -> String? {
        unsafe named(name) { name in
            guard let text = unsafe agget(object, name) else { return nil }
            return unsafe String(cString: text)
        }
    }

    /// Provides a name; Graphviz takes names as if it wrote to them, and does not.
    private static func named<Result>(_ text: String, _ body: (UnsafeMutablePointer<CChar>) -> Result) -> Result {
        var bytes = text.utf8CString
        return unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            guard let address = buffer.baseAddress else { preconditionFailure("a C string ends with a zero") }
            return unsafe body(address)
        }
    }
}
