/* Words are kept as one types. Without this file each page's button keeps them. */
(function () {
  "use strict";

  var PAUSE = 700;
  var AGAIN = 5000;

  document.querySelectorAll("form[data-pm-keep]").forEach(function (form) {
    var told = form.querySelector("[data-pm-kept]");
    var newer = form.querySelector("[data-pm-newer]");
    var waits = null;
    var unkept = false;
    var sending = null;
    var gone = false;

    function say(where, words) {
      where.textContent = words;
      where.hidden = !words;
    }

    function later(pause) {
      window.clearTimeout(waits);
      waits = window.setTimeout(keep, pause);
    }

    function keep(last) {
      window.clearTimeout(waits);
      if (!unkept || gone || (sending && !last)) return;
      unkept = false;
      sending = new AbortController();
      fetch(form.dataset.pmKeep, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        keepalive: Boolean(last),
        redirect: "error",
        signal: sending.signal
      }).then(function (answer) {
        return answer.json();
      }).then(function (kept) {
        sending = null;
        if (kept.refused) {
          say(told, kept.refused);
          return;
        }
        form.elements.begun.value = kept.number;
        say(told, kept.said);
        if (kept.newer) say(newer, kept.newer);
        if (unkept) later(PAUSE);
      }).catch(function () {
        sending = null;
        if (gone) return;
        unkept = true;
        say(told, form.dataset.pmFailed);
        later(AGAIN);
      });
    }

    form.addEventListener("input", function () {
      unkept = true;
      later(PAUSE);
    });

    /* What is sent by the button needs no keeping, and a late one would begin anew what is sent already. */
    form.addEventListener("submit", function () {
      gone = true;
      window.clearTimeout(waits);
      if (sending) sending.abort();
    });

    window.addEventListener("pageshow", function () {
      gone = false;
    });

    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") {
        keep(true);
        return;
      }
      if (unkept || sending) return;
      var parts = new URL(form.dataset.pmKeep, window.location.href);
      parts.searchParams.set("begun", form.elements.begun.value || "0");
      fetch(parts, { headers: { Accept: "application/json" }, redirect: "error" }).then(function (answer) {
        return answer.json();
      }).then(function (known) {
        if (known.newer) say(newer, known.newer);
      }).catch(function () {});
    });

    window.addEventListener("beforeunload", function (event) {
      if (unkept && !gone) event.preventDefault();
    });
  });
})();
