// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

/// In a real terminal, because only that shows which lines wrap and what is left when one is drawn over.
@Suite("On a terminal")
struct TerminalTests {
    /// Two registries, of which the source sends slowly, and a plan from one to the other.
    private func slowPlan() throws -> (shop: Workshop, registries: [FakeRegistry]) {
        let (source, target) = (try FakeRegistry(), try FakeRegistry())
        let shop = try Workshop(insecure: source.host, target.host)
        let names = (0..<6).map { "demo/a-rather-long-name-of-an-image-\($0)" }
        for (index, name) in names.enumerated() {
            source.add(try TestImage.sample(UInt64(index), layers: [60_000]), to: name, tag: "1")
        }
        try shop.configure(try names.map { "\(try source.host)/\($0):1" })
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)/ocp")
        #expect(plan.status == 0, "\(plan.errors)")
        source.inject(.init(.trickle(piece: 3000, milliseconds: 60), method: "GET", target: "/blobs/", times: 1000))
        return (shop, [source, target])
    }

    private func apply(_ shop: Workshop, columns: Int) throws -> TestTerminal {
        try TestTerminal(
            "\(Workshop.binary) apply plan.json --parallelism 3",
            columns: columns,
            environment: shop.environment,
            in: shop.work
        )
    }

    private func isProgress(_ line: String) -> Bool { line.contains("%") }

    @Test("progress stays on one line that fits, and leaves nothing behind", arguments: [40, 60, 80, 200])
    func widths(columns: Int) async throws {
        let (shop, registries) = try slowPlan()
        let terminal = try apply(shop, columns: columns)
        let screens = try await terminal.screens { $0.hasPrefix("exit=") }
        #expect(screens.last?.contains("exit=0") == true)
        let shown = screens.map { $0.filter(isProgress) }
        #expect(shown.contains { $0.count == 1 } && shown.allSatisfy { $0.count <= 1 }, "\(screens)")
        #expect(screens.joined().contains { isProgress($0) && $0.contains("/s") }, "\(screens)")
        let everything = try terminal.everything
        #expect(!everything.contains(where: isProgress), "\(everything)")
        #expect(everything.count { $0.hasPrefix("done ") } == 6)
        withExtendedLifetime(registries) {}
    }

    @Test("a terminal that becomes narrower or wider is not flooded with progress")
    func resize() async throws {
        let (shop, registries) = try slowPlan()
        let terminal = try apply(shop, columns: 200)
        for columns in [50, 120, 160] {
            _ = try await terminal.screens(until: isProgress)
            try terminal.resize(columns: columns)
            try await Task.sleep(for: .milliseconds(300))
            #expect(try terminal.screen.count(where: isProgress) <= 1)
        }
        let screens = try await terminal.screens { $0.hasPrefix("exit=") }
        #expect(screens.last?.contains("exit=0") == true)
        // A terminal that becomes narrower breaks the line that it shows, and may keep the first part.
        let everything = try terminal.everything
        #expect(everything.count(where: isProgress) <= 1, "\(everything)")
        withExtendedLifetime(registries) {}
    }

    @Test("a registry that never answers is named, and Ctrl-C says how to go on")
    func silence() async throws {
        let silent = try LoopbackServer { _ in while true { Thread.sleep(forTimeInterval: 1) } }
        let shop = try Workshop(insecure: try RegistryHost(silent.host))
        try shop.configure(["\(silent.host)/a:1"])
        let terminal = try TestTerminal(
            "\(Workshop.binary) plan -c isc.yaml --to docker://\(silent.host)/ocp",
            columns: 80,
            environment: shop.environment,
            in: shop.work
        )
        let screens = try await terminal.screens { $0.contains("for \(silent.host) to answer") }
        #expect(screens.last?.contains { $0.contains(#/waiting \d+ s for /#) } == true)
        try terminal.press("C-c")
        _ = try await terminal.screens { $0.hasPrefix("exit=") }
        let text = try terminal.everything.joined(separator: "\n")
        #expect(text.contains("exit=130") && !text.contains("to answer"), "\(text)")
        #expect(text.contains("Run it again with: mirror plan -c isc.yaml --to docker://\(silent.host)/ocp"), "\(text)")
    }
}
