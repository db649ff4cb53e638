/* Comfort only: the same steps that the server takes, taken at once; and the sum of the points while one types. */
(function () {
  "use strict";

  var form = document.querySelector("form[data-pm-sounding]");
  if (!form) return;
  var list = form.querySelector("[data-pm-ranking]");
  var sum = form.querySelector("[data-pm-sum]");
  if (list) ranking(list);
  if (sum) adding(sum);

  function ranking(list) {
    var said = form.querySelector("[data-pm-said]");

    form.addEventListener("click", function (event) {
      var button = event.target.closest("[data-pm-step]");
      if (!button) return;
      event.preventDefault();
      var item = button.closest("li");
      put(moved(groups(), item, button.dataset.pmStep));
      button.focus();
      if (item) say(item);
    });

    /* Dragging is for a desktop with a mouse; buttons and numbers do the same. */
    if (window.matchMedia("(hover: hover) and (pointer: fine)").matches) dragging();

    function rows() {
      return Array.prototype.slice.call(list.children);
    }

    function field(item) {
      return item.querySelector("input");
    }

    function rank(item) {
      var typed = field(item).value.trim();
      return /^\d+$/.test(typed) ? Number(typed) : Infinity;
    }

    /* Those that share a rank are one group; what has no rank yet stands at the end, each by itself. */
    function groups() {
      var ordered = rows().sort(function (a, b) {
        return rank(a) === rank(b) ? 0 : rank(a) - rank(b);
      });
      return ordered.reduce(function (found, item) {
        var last = found[found.length - 1];
        if (last && rank(item) !== Infinity && rank(last[0]) === rank(item)) last.push(item);
        else found.push([item]);
        return found;
      }, []);
    }

    function moved(groups, item, way) {
      var place = groups.findIndex(function (group) {
        return group.indexOf(item) >= 0;
      });
      if (way === "up") return up(groups, item, place);
      if (way === "down") return up(groups.slice().reverse(), item, groups.length - 1 - place).reverse();
      if (way === "level" && place > 0) return level(groups, item, place);
      return groups;
    }

    function without(group, item) {
      return group.filter(function (each) {
        return each !== item;
      });
    }

    function up(groups, item, place) {
      var others = without(groups[place], item);
      var above = others.length ? place : place - 1;
      if (above < 0) return groups;
      var after = others.length ? [others] : [groups[above]];
      return groups.slice(0, above).concat([[item]], after, groups.slice(place + 1));
    }

    function level(groups, item, place) {
      var others = without(groups[place], item);
      var joined = groups[place - 1].concat([item]);
      return groups.slice(0, place - 1).concat([joined], others.length ? [others] : [], groups.slice(place + 1));
    }

    function put(groups) {
      var before = 0;
      groups.forEach(function (group) {
        group.forEach(function (item) {
          field(item).value = String(before + 1);
          list.appendChild(item);
        });
        before += group.length;
      });
      field(list.firstElementChild).dispatchEvent(new Event("input", { bubbles: true }));
    }

    function say(item) {
      said.textContent = said.dataset.pmSaidAs.replace("{key}", item.dataset.key).replace("{rank}", field(item).value);
    }

    function dragging() {
      var held = null;
      rows().forEach(function (item) {
        item.draggable = true;
      });
      list.addEventListener("dragstart", function (event) {
        held = event.target.closest("li");
        if (!held) return;
        held.classList.add("pm-dragged");
        event.dataTransfer.effectAllowed = "move";
      });
      list.addEventListener("dragover", function (event) {
        var over = event.target.closest("li");
        if (!held || !over || over === held) return;
        event.preventDefault();
        var box = over.getBoundingClientRect();
        list.insertBefore(held, event.clientY < box.top + box.height / 2 ? over : over.nextSibling);
      });
      list.addEventListener("drop", function (event) {
        event.preventDefault();
      });
      list.addEventListener("dragend", function () {
        if (!held) return;
        held.classList.remove("pm-dragged");
        put(
          rows().map(function (item) {
            return [item];
          })
        );
        say(held);
        held = null;
      });
    }
  }

  function adding(sum) {
    var whole = 100;
    var button = form.querySelector("[data-pm-count]");
    button.hidden = true;
    form.addEventListener("input", show);

    function show() {
      var given = 0;
      form.querySelectorAll(".pm-ranked input").forEach(function (field) {
        given += /^\s*\d+\s*$/.test(field.value) ? Number(field.value) : 0;
      });
      var words = given < whole ? sum.dataset.pmLeft : given > whole ? sum.dataset.pmOver : sum.dataset.pmEven;
      sum.textContent = words
        .replace("{given}", given)
        .replace("{left}", whole - given)
        .replace("{over}", given - whole);
    }
  }
})();
