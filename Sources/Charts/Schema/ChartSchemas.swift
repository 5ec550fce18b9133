// SPDX-License-Identifier: Apache-2.0

import GoTemplate

enum ChartSchemas {
    static func check(_ chart: Chart, _ values: [Text: ChartValue]) throws(ChartError) {}
}
