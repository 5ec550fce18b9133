// SPDX-License-Identifier: Apache-2.0

import HelmCases
import Testing

@Suite struct HelmCaseTests {
    @Test(arguments: HelmCase.all.filter { !$0.isPlain })
    func `a small chart gives what it gives in Helm`(helmCase: HelmCase) {
        let result = helmCase.rendered
        let difference = helmCase.disagreement(with: result)
        #expect(difference == nil, "\(helmCase.name): \(difference ?? "")")
        #expect(helmCase.agreesLiterally(with: result), "\(helmCase.name): \(result)")
    }
}
