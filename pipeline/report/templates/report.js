(function () {
  "use strict";
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  // Controls are useless without a script, so they are hidden until it runs.
  all(".filters, .switch").forEach(function (element) { element.hidden = false; });

  var form = document.querySelector(".filters");
  var items = all(".finding");
  function tell() {
    var count = items.filter(function (item) { return !item.hidden; }).length;
    var said = count === items.length ? "共 " + count + " 条" : "显示 " + count + " / " + items.length + " 条";
    document.getElementById("shown").textContent = said;
  }
  if (form) {
    var apply = function () {
      var on = { severity: {}, verdict: {} };
      all("input", form).forEach(function (input) { on[input.name][input.value] = input.checked; });
      items.forEach(function (item) {
        item.hidden = !(on.severity[item.dataset.severity] && on.verdict[item.dataset.verdict]);
      });
      tell();
    };
    form.addEventListener("change", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
  }

  var gaps = document.getElementById("only-gaps");
  gaps.addEventListener("change", function () {
    all(".matrix .row").forEach(function (row) {
      row.hidden = gaps.checked && (row.dataset.verdict === "met" || row.dataset.verdict === "not_chosen");
    });
  });

  var basis = document.getElementById("show-basis");
  basis.addEventListener("change", function () {
    document.getElementById("plan").classList.toggle("quiet", !basis.checked);
  });

  // Paper cannot be unfolded.
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = folded.concat(all("#matrix details:not([open]), #targets details:not([open])"));
    folded.forEach(function (element) { element.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (element) { element.open = false; });
    folded = [];
  });

  // A link may lead to something filtered away or folded: show it before jumping.
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) { return; }
    var lit = target.closest("mark, p, li, tr, div") || target;
    for (var element = target; element; element = element.parentElement) {
      if (element.hidden) { element.hidden = false; }
      if (element.tagName === "DETAILS") { element.open = true; }
    }
    if (form) { tell(); }
    all(".lit").forEach(function (old) { old.classList.remove("lit"); });
    lit.classList.add("lit");
    target.scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", reveal);
  reveal();
})();
