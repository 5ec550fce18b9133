// SPDX-License-Identifier: Apache-2.0

/// The script of the page, for a filter and for folding.
///
/// Everything can be read without it.
enum Script {
    /// `#filter=TEXT` in the address sets the filter, so that a filtered page can be passed on as a link.
    static let text = """
        "use strict";
        (() => {
          const tools = document.getElementById("tools");
          const field = document.getElementById("filter");
          const status = document.getElementById("filter-status");
          const items = [...document.querySelectorAll(".item")].reverse();
          const texts = new Map();
          const text = (item) => {
            if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
            return texts.get(item);
          };
          const fold = (isOpen) => document.querySelectorAll("main details").forEach((part) => { part.open = isOpen; });
          const filter = () => {
            const wanted = field.value.trim().toLowerCase();
            let shown = 0;
            for (const item of items) {
              const isHit = wanted === "" || text(item).includes(wanted);
              item.hidden = !isHit;
              if (!isHit) continue;
              shown += 1;
              if (wanted === "") continue;
              for (let part = item.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
            }
            for (const chunk of document.querySelectorAll(".chunk")) {
              chunk.hidden = wanted !== "" && chunk.querySelector(".item:not([hidden])") === null;
            }
            status.textContent = wanted === "" ? "" : shown + " of " + items.length + " entries contain this text";
          };
          let timer = 0;
          field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(filter, 120); });
          document.getElementById("open").addEventListener("click", () => fold(true));
          document.getElementById("close").addEventListener("click", () => fold(false));
          const start = () => {
            if (!location.hash.startsWith("#filter=")) return;
            try { field.value = decodeURIComponent(location.hash.slice(8)); } catch { return; }
            filter();
          };
          addEventListener("hashchange", start);
          tools.hidden = false;
          start();
        })();

        """
}
