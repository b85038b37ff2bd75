"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const list = $("#modules"), search = $("#search"), host = $("#host"), shown = $("#shown"), none = $("#none"), clear = $("#clear");
  if (!list || !search) return;

  // What is filtered by, read once: the page is large, and a keystroke must not read it again.
  const cells = new Map($$(".cell").map(cell => [cell.getAttribute("href").slice(1), cell]));
  const cards = $$(":scope > .m", list).map(card => ({
    card, verdict: card.dataset.v, host: card.dataset.h, cell: cells.get(card.id), words: null, visible: true,
    findings: $$(".f", card).map(finding => {
      const has = finding.classList;
      let severity = "", check = "";
      for (const name of has) {
        if (/^s\d$/.test(name)) severity = name[1];
        else if (/^c\d$/.test(name)) check = name[1];
      }
      return { severity, check, accepted: has.contains("a"), fresh: has.contains("w") };
    }),
  }));
  const total = cards.reduce((sum, one) => sum + one.findings.length, 0);
  const pressed = name => new Set($$(`[data-${name}][aria-pressed="true"]`).map(button => button.dataset[name]));
  const isPressed = id => $(id)?.getAttribute("aria-pressed") === "true";
  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  const style = new CSSStyleSheet();
  document.adoptedStyleSheets = [style];

  function apply() {
    const verdicts = pressed("verdict"), severities = pressed("severity"), checks = pressed("check");
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word.length > 0);
    const onHost = host?.value ?? "", onlyNew = isPressed("#only-new"), withAccepted = !$("#accepted") || isPressed("#accepted");
    const narrows = severities.size > 0 || checks.size > 0 || onlyNew;
    // A count of a severity is of open findings, and so is its filter.
    const fits = finding => (severities.size === 0 || (severities.has(finding.severity) && !finding.accepted)) && (checks.size === 0 || checks.has(finding.check)) &&
      (withAccepted || !finding.accepted) && (!onlyNew || finding.fresh);
    let modules = 0, findings = 0;
    for (const one of cards) {
      const matching = one.findings.filter(fits).length;
      let visible = (verdicts.size === 0 || verdicts.has(one.verdict)) && (onHost === "" || one.host === onHost) && (!narrows || matching > 0);
      if (visible && words.length > 0) {
        one.words ??= one.card.textContent.toLowerCase();
        visible = words.every(word => one.words.includes(word));
      }
      if (visible !== one.visible) {
        one.card.hidden = !visible;
        one.cell?.classList.toggle("dim", !visible);
        one.visible = visible;
      }
      if (visible) {
        modules++;
        findings += matching;
      }
    }

    // Findings are hidden by a rule each filter, not one by one.
    const but = (prefix, chosen) => chosen.size === 0 ? "" : `.f${[...chosen].map(value => `:not(.${prefix}${value})`).join("")} { display: none; }`;
    style.replaceSync(but("s", severities) + but("c", checks) + (onlyNew ? ".f:not(.w) { display: none; }" : "") + (withAccepted && severities.size === 0 ? "" : ".f.a { display: none; }"));
    shown.textContent = modules === cards.length && findings === total ? `${count(modules, "module")}, ${count(findings, "finding")}` : `${modules} of ${count(cards.length, "module")}, ${count(findings, "finding")}`;
    none.hidden = modules > 0;
    list.hidden = modules === 0;
    clear.hidden = words.length === 0 && verdicts.size === 0 && onHost === "" && !narrows && withAccepted;
  }

  function toggle(button) {
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
  }

  function reset() {
    for (const button of $$("[data-verdict], [data-severity], [data-check], #only-new")) button.setAttribute("aria-pressed", "false");
    $("#accepted")?.setAttribute("aria-pressed", "true");
    search.value = "";
    if (host) host.value = "";
    apply();
    search.focus();
  }

  function openAll(open) {
    for (const one of cards) if (one.visible) one.card.open = open;
  }

  for (const button of $$("[data-verdict], [data-severity], [data-check], #only-new, #accepted")) {
    button.addEventListener("click", () => {
      toggle(button);
      apply();
    });
  }
  search.addEventListener("input", apply);
  host?.addEventListener("change", apply);
  clear.addEventListener("click", reset);
  $("#clear-none").addEventListener("click", reset);
  $("#open-all").addEventListener("click", event => {
    const open = event.target.getAttribute("aria-pressed") !== "true";
    event.target.setAttribute("aria-pressed", String(open));
    event.target.textContent = open ? "Close all" : "Open all";
    openAll(open);
  });

  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && event.target === search && search.value !== "") {
      event.preventDefault();
      search.value = "";
      apply();
    } else if (event.target.matches?.(".m > summary") && ["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
      event.preventDefault();
      const visible = cards.filter(one => one.visible);
      const at = visible.findIndex(one => one.card === event.target.parentElement);
      const to = { ArrowDown: Math.min(at + 1, visible.length - 1), ArrowUp: Math.max(at - 1, 0), Home: 0, End: visible.length - 1 }[event.key];
      $("summary", visible[to].card).focus();
    }
  });

  // A cell of the fleet, or a link from elsewhere, opens its module.
  function follow() {
    const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!card?.matches(".m")) return;
    if (card.hidden) reset();
    card.open = true;
    card.scrollIntoView();
    $("summary", card).focus({ preventScroll: true });
  }
  addEventListener("hashchange", follow);
  if (location.hash.length > 1) follow();
  for (const cell of cells.values()) {
    cell.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || cell.hash !== location.hash) return;
      event.preventDefault();
      follow();
    });
  }

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = $$("details:not([open])");
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
  document.documentElement.dataset.ready = "true";
})();
