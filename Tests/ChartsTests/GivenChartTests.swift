// SPDX-License-Identifier: Apache-2.0

import Charts
import Testing

@Suite struct GivenChartTests {
    @Test(arguments: GivenChart.all.filter { $0.output != nil })
    func `a chart gives what it gives in Helm`(given: GivenChart) throws {
        let chart = try given.rendered.get()
        #expect(chart.text == given.output)
        #expect(chart.warnings == (given.warnings ?? []))
    }

    @Test(arguments: GivenChart.all.filter { $0.error != nil })
    func `a chart that is wrong fails as it fails in Helm`(given: GivenChart) {
        switch given.rendered {
        case .success(let chart): Issue.record("got \(chart.text)")
        case .failure(let error): #expect(given.agrees(error.message), "\(error.message)")
        }
    }
}
