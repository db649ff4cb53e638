/* Comfort only: every page works without this file. */
(function () {
  "use strict";

  /* A form goes off once. Coming back through the browser's history gives the buttons back. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.pmSent) {
      event.preventDefault();
      return;
    }
    form.dataset.pmSent = "yes";
    unsaved.delete(form);
    buttonsOf(form).forEach(function (button) {
      button.setAttribute("aria-disabled", "true");
    });
  });

  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-pm-sent]").forEach(function (form) {
      delete form.dataset.pmSent;
      buttonsOf(form).forEach(function (button) {
        button.removeAttribute("aria-disabled");
      });
    });
  });

  function buttonsOf(form) {
    return Array.prototype.filter.call(form.elements, function (element) {
      return element.type === "submit";
    });
  }

  /* Words that were typed and not sent are not lost by a slip: the browser asks before it leaves. */
  var unsaved = new Set();

  document.addEventListener("input", function (event) {
    var field = event.target;
    if (!field.form || field.form.method !== "post" || field.form.matches("[data-pm-keep]")) return;
    if (field.matches("[data-pm-words]") || field.form.matches("[data-pm-guard]")) unsaved.add(field.form);
  });

  window.addEventListener("beforeunload", function (event) {
    if (unsaved.size) event.preventDefault();
  });

  /* After a refusal the reader lands on what is to be put right. */
  var errors = document.querySelector("[data-pm-errors]");
  if (errors) errors.focus();

  /* A menu closes with Escape, and when one presses elsewhere. */
  function openMenu() {
    return document.querySelector("details.pm-nav-menu[open], details.pm-nav-more[open]");
  }

  document.addEventListener("keydown", function (event) {
    var menu = openMenu();
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  document.addEventListener("click", function (event) {
    var menu = openMenu();
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
})();
