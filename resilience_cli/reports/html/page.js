(function () {
  'use strict';
  // Written for old browsers; without it, everything in the page can be read as it stands.
  var lang = document.documentElement.lang;

  function each(list, act) {
    Array.prototype.forEach.call(list, act);
  }

  function number(cell) {
    var value = cell.getAttribute('data-v');
    return value === null ? null : parseFloat(value);
  }

  // Cells in order of their numbers, else of their words; those that say nothing come last, whichever way.
  function compare(one, other, numeric, way) {
    if (numeric) {
      var a = number(one);
      var b = number(other);
      if (a === null || b === null) {
        return (a === null ? 1 : 0) - (b === null ? 1 : 0);
      }
      return way * (a - b);
    }
    return way * one.textContent.localeCompare(other.textContent, lang);
  }

  function sortable(table, rows) {
    var body = table.tBodies[0];
    var heads = table.tHead.rows[0].cells;
    each(heads, function (head, at) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.textContent = '';
      head.appendChild(button);
      head.setAttribute('aria-sort', 'none');
      button.addEventListener('click', function () {
        var now = head.getAttribute('aria-sort');
        var next = now === 'none' ? 'ascending' : now === 'ascending' ? 'descending' : 'none';
        var numeric = rows.some(function (row) { return number(row.cells[at]) !== null; });
        var places = rows.map(function (row, place) { return place; });
        each(heads, function (other) { other.setAttribute('aria-sort', 'none'); });
        head.setAttribute('aria-sort', next);
        if (next !== 'none') {
          places.sort(function (a, b) {
            return compare(rows[a].cells[at], rows[b].cells[at], numeric, next === 'ascending' ? 1 : -1) || a - b;
          });
        }
        places.forEach(function (place) { body.appendChild(rows[place]); });
      });
    });
  }

  function filtered(tools, rows) {
    var words = rows.map(function (row) { return row.textContent.toLowerCase(); });
    var search = tools.querySelector('.search');
    var choices = tools.querySelectorAll('.choice');
    var told = tools.querySelector('output');
    function filter() {
      var wanted = search.value.trim().toLowerCase();
      var shown = 0;
      rows.forEach(function (row, at) {
        var keep = words[at].indexOf(wanted) >= 0;
        each(choices, function (choice) {
          var cell = row.cells[Number(choice.getAttribute('data-column'))];
          keep = keep && (!choice.value || cell.textContent === choice.value);
        });
        row.hidden = !keep;
        shown += keep ? 1 : 0;
      });
      told.textContent = shown + ' / ' + rows.length;
    }
    search.addEventListener('input', filter);
    each(choices, function (choice) { choice.addEventListener('change', filter); });
    filter();
  }

  function jumping(input, rows, number) {
    var list = document.createElement('datalist');
    var targets = {};
    list.id = 'names-' + number;
    rows.forEach(function (row) {
      var link = row.cells[0].querySelector('a');
      var name = link && link.textContent;
      if (link && !Object.prototype.hasOwnProperty.call(targets, name)) {
        var option = document.createElement('option');
        option.value = name;
        list.appendChild(option);
        targets[name] = link.getAttribute('href');
      }
    });
    input.parentNode.appendChild(list);
    input.setAttribute('list', list.id);
    input.addEventListener('change', function () {
      var name = input.value.trim();
      if (Object.prototype.hasOwnProperty.call(targets, name)) {
        input.value = '';
        go(targets[name]);
      }
    });
  }

  function go(hash) {
    if (location.hash === hash) {
      arrive();
    } else {
      location.hash = hash;
    }
  }

  function arrive() {
    var id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch (wrong) {
      return;
    }
    var place = id && document.getElementById(id);
    if (place && place.tagName === 'DETAILS') {
      place.open = true;
      place.setAttribute('open', '');
      place.scrollIntoView();
      place.querySelector('summary').focus({ preventScroll: true });
    }
  }

  each(document.querySelectorAll('.keyed'), function (box, at) {
    var table = box.querySelector('table');
    var tools = box.querySelector('.tools');
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var input = tools.querySelector('.jump');
    sortable(table, rows);
    filtered(tools, rows);
    if (input) {
      jumping(input, rows, at);
    }
    tools.hidden = false;
    table.addEventListener('click', function (event) {
      if (event.target.tagName === 'A' && event.target.getAttribute('href') === location.hash) {
        arrive();
      }
    });
  });
  window.addEventListener('hashchange', arrive);
  arrive();
}());
